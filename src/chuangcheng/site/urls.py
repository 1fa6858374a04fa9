"""Every address: the rooms' own first, then the shared view of all verbs."""

from django.urls import include, path
from django.views.i18n import set_language

from chuangcheng.kit import doors
from chuangcheng.kit.rooms import all_rooms

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
    path("language/", set_language, name="set_language"),
    *(path("", include(room.urls)) for room in all_rooms() if room.urls),
    path("", include(doors.urlpatterns)),
]
