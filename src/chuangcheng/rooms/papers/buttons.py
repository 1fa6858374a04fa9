"""Which buttons a paper's page shows: the one next step, what stands beside it, and the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.kit.rooms import kind_of
from chuangcheng.rooms.papers.models import Paper
from chuangcheng.rooms.papers.verbs import MAKING

PLAIN = ("receive",)  # nothing more is needed than the button; what ends a draft is asked once more
MAIN = ("issue", "receive", "answer", "strike_off")
BESIDE = ("amend", "send_back")


@dataclass(frozen=True)
class Button:
    """A verb as a button: posted at once, or a link to its form."""

    verb: str
    words: str
    url: str
    post: bool
    main: bool = False


def of(paper: Paper, verbs: Sequence[str]) -> dict[str, Any]:
    main = next((verb for verb in MAIN if verb in verbs), "")
    beside = next((verb for verb in BESIDE if verb in verbs), "")
    verbs = [verb for verb in verbs if verb not in MAKING]
    made = {verb: _button(paper, verb, verb == main) for verb in verbs}
    return {
        "main_button": made.get(main),
        "second_button": made.get(beside),
        "more": [made[verb] for verb in verbs if verb not in (main, beside)],
    }


def _button(paper: Paper, verb: str, main: bool) -> Button:
    return Button(verb, _(kind_of(Paper).words[verb]), reverse("do", args=["papers", paper.pk, verb]),
                  verb in PLAIN, main)  # fmt: skip
