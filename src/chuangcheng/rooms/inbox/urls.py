from django.urls import path

from chuangcheng.rooms.inbox import hints, views

app_name = "inbox"
urlpatterns = [
    path("", views.home, name="home"),
    path("inbox/", views.inbox, name="inbox"),
    path("search/", views.find, name="search"),
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.read_all, name="read_all"),
    path("notices/<int:key>/", views.open_notice, name="open_notice"),
    path("journal/", views.journal, name="journal"),
    path("help/", views.help_page, name="help_index"),
    path("help/<slug:name>/", views.help_page, name="help"),
    path("hints/", hints.hints, name="hints"),
    path("hints/close/", hints.close, name="close_hint"),
    path("health/", views.service_health, name="health"),
]
