from django.urls import path

from chuangcheng.rooms.standards import views

app_name = "standards"
urlpatterns = [
    path("standards/", views.standard_list, name="list"),
    path("standards/template/", views.template, name="template"),
    path("standards/<uuid:key>/", views.standard, name="standard"),
    path("criteria/<uuid:key>/", views.criterion, name="criterion"),
]
