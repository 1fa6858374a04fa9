"""Hints at first use: a sentence or two on a main screen, until the person closes it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chuangcheng.kit.life import N_
from chuangcheng.rooms.inbox.models import Hint

HINTS = {  # screen → what it is called, what helps there
    "inbox:inbox": (N_("待办"), N_("等您办的事都在这里，按急不急排好；点开一件，多数不用离开这一页就能办完。")),
    "plans:plan": (N_("核对方案"), N_("左边是原文，右边是识别出的任务要求：逐条核对谁来办、多久一次，只有“主责”会生成任务。核对完的章节可以先批。")),
    "duties:list": (N_("任务清单"), N_("每一行是一个单位在一个时段要办的一件事。用上面的页签看快到期、逾期的；筛选好的可以存下来，也可以导出。")),
    "duties:month_lists": (N_("月目录"), N_("日常材料不用逐件签字：到月底列成一张目录，负责同志签一次。")),
    "evidence:library": (N_("材料库"), N_("交过的材料都在这里。同一份材料可以证明几项任务，不用重复上传。")),
    "inbox:journal": (N_("日志"), N_("谁在什么时候办了什么都在这里，一条也改不了、删不了；可以按人、按日期筛选，导出 Excel。")),
    "standards:list": (N_("测评体系"), N_("一套测评体系是一版操作手册。“在用”的那一版管着任务和材料；新版来了先对照，再启用。")),
    "org:people": (N_("人员"), N_("一个人可以有几个职务。换人时先给新来的加上职务，再把手上的事移交过去，就不会没人管。")),
}  # fmt: skip


def hint(person: Any, screen: str) -> dict[str, str] | None:
    """The hint of a screen for a person who has not closed it."""
    if screen not in HINTS or Hint.objects.filter(person=person.pk, screen=screen).exists():
        return None
    return {"screen": screen, "words": _(HINTS[screen][1])}


@login_required
def hints(request: HttpRequest) -> HttpResponse:
    """All hints, each with its screen; by POST each is shown on its screen again."""
    if request.method == "POST":
        Hint.objects.filter(person=request.user.pk).delete()
        messages.success(request, _("提示都会在各自的页面上再次出现。"))
        return redirect("inbox:hints")
    closed = set(Hint.objects.filter(person=request.user.pk).values_list("screen", flat=True))
    rows = [
        {"title": _(title), "words": _(words), "closed": screen in closed} for screen, (title, words) in HINTS.items()
    ]
    return render(request, "inbox/hints.html", {"rows": rows, "closed": len(closed)})


@login_required
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Remember that the person closed a screen's hint, and go back to where they were."""
    screen, wanted = request.POST.get("screen", ""), request.POST.get("next", "")
    if screen in HINTS:
        Hint.objects.get_or_create(person_id=request.user.pk, screen=screen)
    if request.headers.get("HX-Request"):
        return HttpResponse("")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return redirect(wanted if ours else "inbox:inbox")


def of_account(person: Any, _record: Any) -> str:
    """On the account page: the way to the hints that were closed."""
    return render_to_string("inbox/_hints.html")
