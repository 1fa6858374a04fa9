from django.urls import path

from chuangcheng.rooms.standards import views

app_name = "standards"
urlpatterns = [
    path("standards/", views.standard_list, name="list"),
    path("standards/template/", views.template, name="template"),
    path("standards/example/", views.example, name="example"),
    path("standards/successions/<uuid:key>/", views.carrying, name="carrying"),
    path("standards/compare/", views.compare, name="compare"),
    path("standards/<uuid:key>/", views.standard, name="standard"),
    path("standards/<uuid:key>/excel/", views.as_excel, name="excel"),
    path("standards/<uuid:key>/yaml/", views.as_yaml, name="yaml"),
    path("criteria/<uuid:key>/", views.criterion, name="criterion"),
]
