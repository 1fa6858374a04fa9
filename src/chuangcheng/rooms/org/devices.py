"""Where a person is signed in, in words that they know their devices by."""

from typing import Any

from allauth.usersessions.views import ListUserSessionsView
from django.utils.translation import gettext as _

from chuangcheng.kit.life import N_

# The first that the browser names itself by; those built on others stand before them.
BROWSERS = (("MicroMessenger", N_("微信")), ("QIHU", N_("360 浏览器")), ("360", N_("360 浏览器")), ("Qaxbrowser", N_("奇安信浏览器")),
            ("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("HarmonyOS", N_("鸿蒙")), ("Android", N_("安卓")), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
           ("Mac OS", "macOS"), ("UOS", N_("统信 UOS")), ("Linux", "Linux"))  # fmt: skip


def device(agent: str) -> str:
    """`微信·安卓` from what a browser sends of itself."""
    found = [next((_(words) for mark, words in known if mark in agent), "") for known in (BROWSERS, SYSTEMS)]
    return "·".join(word for word in found if word) or _("不认得的设备")


class SessionsView(ListUserSessionsView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        for session in context["sessions"]:
            session.device = device(session.user_agent)
        return context
