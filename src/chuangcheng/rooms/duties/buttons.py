"""Which buttons a duty's page shows, and the line of its signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.kit.rooms import kind_of
from chuangcheng.kit.ui.words import measured
from chuangcheng.rooms.duties import life
from chuangcheng.rooms.duties.models import EACH, MONTHLY, Duty, Signature
from chuangcheng.rooms.org.models import DEPUTY, PRINCIPAL

# Verbs that need nothing more than the button; every other one has a form on its own page.
PLAIN = ("submit", "take_back", "accept", "remind")
MAIN = ("sign", "accept", "submit", "add_proof")
BESIDE = ("send_back", "not_held", "remind", "take_back")
NEVER = ("fulfil", "pass_with_list", "escalate", "drop_proof", "assign")


@dataclass(frozen=True)
class Button:
    """A verb as a button: posted at once, or a link to its form."""

    verb: str
    words: str
    url: str
    post: bool
    main: bool = False
    why: str = ""


def of(duty: Duty, verbs: Sequence[str]) -> dict[str, Any]:
    """The next step, what stands beside it, and the rest behind "more"."""
    main = next((verb for verb in MAIN if verb in verbs and _fits(verb, duty)), "")
    beside = [verb for verb in BESIDE if verb in verbs]
    shown = ([main] if main else []) + beside[:2]
    rest = [verb for verb in verbs if verb not in shown and verb not in NEVER and _fits(verb, duty)]
    made = {verb: _button(duty, verb, main == verb) for verb in {*shown, *rest}}
    return {
        "buttons": [made[verb] for verb in [*beside[:2], *([main] if main else [])]],
        "more": [made[verb] for verb in rest],
        "main_button": made.get(main),
        "second_button": made[beside[0]] if beside else None,
    }


def _fits(verb: str, duty: Duty) -> bool:
    """Nothing is submitted while pieces are missing; nothing more is asked for once they are there."""
    if verb == "submit":
        return not duty.missing
    return True


def _button(duty: Duty, verb: str, main: bool) -> Button:
    words = _("补报") if verb == "submit" and duty.is_late else _(kind_of(Duty).words[verb])
    url = "#add" if verb == "add_proof" else reverse("do", args=["duties", duty.pk, verb])
    return Button(verb, words, url, verb in PLAIN, main, _why(verb, duty))


def _why(verb: str, duty: Duty) -> str:
    """What follows, above the button on the phone."""
    if verb == "add_proof":
        return _("还差 %(much)s") % {"much": measured(duty.missing, duty.measure)}
    if verb == "submit":
        return {EACH: _("下一步：分管负责同志签字"), MONTHLY: _("下一步：月底列入目录签字")}.get(
            duty.signing, _("下一步：创建办审核")
        )
    return ""


@dataclass(frozen=True)
class Station:
    """One step of the line: done, the present one, or still to come."""

    words: str
    tone: str = ""
    who: str = ""
    at: Any = None
    for_another: bool = False
    void: bool = False


def line(duty: Duty, signatures: Sequence[Signature]) -> list[Station]:
    """提交 → 分管 → 主要 → 创建办审核, with who did each and when."""
    given = {row.role: row for row in signatures if row.void_at is None}
    past = [
        Station(_signed(row.role), "", row.signer, row.at, row.for_another, True) for row in signatures if row.void_at
    ]
    handed_in = duty.submitted_at is not None and not duty.is_to_do
    stations = [Station(_("联络员提交"), "done" if handed_in else "now" if duty.is_to_do else "",
                        duty.submitted_by.name if duty.submitted_by else "", duty.submitted_at)]  # fmt: skip
    if duty.signing == EACH:
        stations += [_station(duty, role, given.get(role)) for role in (DEPUTY, PRINCIPAL)]
    elif duty.signing == MONTHLY:
        stations.append(
            Station(_("随月目录签字"), "now" if duty.state == life.FOR_LIST else "done" if duty.steps_done > 2 else "")
        )
    tone = {life.FOR_OFFICE: "now", life.ACCEPTED: "done"}.get(duty.state, "")
    return [
        *past,
        *stations,
        Station(_("创建办审核"), tone, "", duty.ended_at if duty.state == life.ACCEPTED else None),
    ]


def _signed(role: str) -> str:
    return _("分管负责同志签字") if role == DEPUTY else _("主要负责同志签字")


def _station(duty: Duty, role: str, row: Signature | None) -> Station:
    waits = (role == DEPUTY and duty.state == life.FOR_DEPUTY) or (
        role == PRINCIPAL and duty.state == life.FOR_PRINCIPAL
    )
    if row is None:
        return Station(_signed(role), "now" if waits else "")
    return Station(_signed(role), "done", row.signer, row.at, row.for_another)
