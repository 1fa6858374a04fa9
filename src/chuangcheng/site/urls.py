"""Every address: the rooms' own first, then the shared view of all verbs."""

from django.urls import include, path

from chuangcheng.kit import api, doors
from chuangcheng.kit.rooms import all_rooms

urlpatterns = [
    path("accounts/", include("chuangcheng.rooms.org.accounts")),
    path("api/v1/", api.build().urls),
    path("filters/", include("chuangcheng.kit.lists")),
    path("imports/", include("chuangcheng.kit.import_views")),
    *(path("", include(room.urls)) for room in all_rooms() if room.urls),
    path("", include(doors.urlpatterns)),
]
