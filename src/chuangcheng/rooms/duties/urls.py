from django.urls import path

from chuangcheng.rooms.duties import views

app_name = "duties"
urlpatterns = [
    path("duties/", views.duty_list, name="list"),
    path("duties/responsibility/", views.responsibility, name="responsibility"),
    path("duties/board/", views.board, name="board"),
    path("duties/calendar/", views.month_view, name="calendar"),
    path("duties/signing/", views.signing, name="signing"),
    path("duties/lists/", views.month_lists, name="month_lists"),
    path("duties/lists/<uuid:key>/", views.month_list, name="month_list"),
    path("duties/<uuid:key>/", views.detail, name="detail"),
    path("duties/<uuid:key>/panel/", views.panel, name="panel"),
    path("feeds/<uuid:key>/<slug:token>.ics", views.feed, name="feed"),
    path("workdays/", views.workdays, name="workdays"),
]
