from django.urls import path

from chuangcheng.rooms.papers import views

app_name = "papers"
urlpatterns = [
    path("papers/", views.paper_list, name="list"),
    path("papers/weekly/", views.weekly, name="weekly"),
    path("papers/monthly/", views.monthly, name="monthly"),
    path("papers/<uuid:key>/", views.detail, name="detail"),
]
