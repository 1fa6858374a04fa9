from django.urls import path

from chuangcheng.rooms.plans import views

app_name = "plans"
urlpatterns = [
    path("plans/", views.plan_list, name="list"),
    path("plans/<uuid:key>/", views.plan, name="plan"),
    path("plans/<uuid:key>/preview/", views.preview, name="preview"),
    path("plans/<uuid:key>/changes/", views.changes, name="changes"),
    path("plans/<uuid:key>/source/", views.source, name="source"),
    path("plans/<uuid:key>/progress/", views.progress, name="progress"),
]
