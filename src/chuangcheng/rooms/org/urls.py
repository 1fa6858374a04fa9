from django.urls import path

from chuangcheng.rooms.org import leadership, views

app_name = "org"
urlpatterns = [
    path("units/", views.units, name="units"),
    path("units/<uuid:key>/", views.unit, name="unit"),
    path("leadership/", leadership.leadership, name="leadership"),
    path("people/", views.people, name="people"),
    path("people/<uuid:key>/", views.person, name="person"),
    path("me/", views.me, name="me"),
    path("language/", views.set_language, name="set_language"),
]
