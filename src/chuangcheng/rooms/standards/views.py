"""Pages of standards: the list, the tree, a criterion."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from chuangcheng.kit.policy import fetch, visible
from chuangcheng.kit.rooms import slot
from chuangcheng.rooms.standards.models import Criterion, Standard


@login_required
def standard_list(request: HttpRequest) -> HttpResponse:
    return render(request, "standards/list.html", {"standards": visible(request.user, Standard)})


@login_required
def standard(request: HttpRequest, key: UUID) -> HttpResponse:
    return render(request, "standards/standard.html", {"standard": fetch(request.user, Standard, key)})


@login_required
def criterion(request: HttpRequest, key: UUID) -> HttpResponse:
    shown = fetch(request.user, Criterion, key, "standard", "heading")
    return render(
        request, "standards/criterion.html", {"criterion": shown, "below": slot("criterion", request.user, shown)}
    )
