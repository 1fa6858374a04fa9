from django.urls import path

from chuangcheng.rooms.evidence import views

app_name = "evidence"
urlpatterns = [
    path("evidence/", views.library, name="library"),
    path("evidence/<uuid:key>/", views.detail, name="detail"),
    path("evidence/<uuid:key>/file/<int:revision>/", views.file, name="file"),
]
