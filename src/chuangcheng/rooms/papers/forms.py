"""What the verbs of papers need."""

import datetime as dt
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit import clock
from chuangcheng.kit.forms import MADE_ANEW, ReasonForm, Several, SeveralFiles, VerbForm
from chuangcheng.kit.policy import visible
from chuangcheng.lib import officialdoc
from chuangcheng.rooms.duties import life as duty_life
from chuangcheng.rooms.duties.models import Duty
from chuangcheng.rooms.evidence.models import Evidence
from chuangcheng.rooms.org.models import Unit
from chuangcheng.rooms.papers import verbs
from chuangcheng.rooms.papers.models import KINDS, OVERDUE, SOURCES, Paper

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
OFFERED = 100  # duties and kept pieces to pick from
USUAL = dt.timedelta(days=7)  # how long a unit has, until the office says otherwise


def choices(words: dict[str, str], empty: str = "") -> list[tuple[str, str]]:
    found = [(key, _now(label)) for key, label in words.items()]
    return [("", empty), *found] if empty else found


def _key(value: Any) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None


class PaperForm(VerbForm):
    """A draft. Opened from a duty (`?duty=`), it is filled from it."""

    kind = forms.ChoiceField(label=_("种类"))
    unit = forms.ModelChoiceField(
        label=_("责任单位"), queryset=Unit.objects.none(), widget=forms.Select(attrs={"data-search": ""})
    )
    title = forms.CharField(label=_("事项"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))
    requirement = forms.CharField(label=_("办理要求"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
    due_on = forms.DateField(label=_("办理时限"), widget=DATE)
    source = forms.ChoiceField(label=_("来源"))
    duties = forms.ModelMultipleChoiceField(label=_("涉及的任务"), queryset=Duty.objects.none(), required=False,
                                            widget=forms.SelectMultiple(attrs={"data-search": "", "size": 5}))  # fmt: skip

    def prepare(self) -> None:
        self.fields["kind"].choices = choices(KINDS)  # type: ignore[attr-defined]
        self.fields["source"].choices = choices(SOURCES)  # type: ignore[attr-defined]
        self.fields["unit"].queryset = visible(self.actor, Unit).filter(closed_on=None)  # type: ignore[attr-defined]
        if isinstance(self.record, Paper):
            for name in ("kind", "unit", "title", "requirement", "due_on", "source"):
                self.initial.setdefault(name, getattr(self.record, name))
            self.initial.setdefault("duties", list(self.record.duties.all()))
        else:
            self._from_duty()
        self._offer_duties()

    def _from_duty(self) -> None:
        self.initial.setdefault("due_on", clock.today() + USUAL)
        duty = visible(self.actor, Duty).filter(pk=_key(self.initial.get("duty"))).first()
        if duty is None:
            return
        self.initial |= {"unit": duty.unit_id, "duties": [duty.pk], "title": duty.full_title}
        if duty.is_late:
            self.initial |= {"source": OVERDUE, "requirement": _overdue(duty)}

    def _offer_duties(self) -> None:
        """Those of the unit that is chosen: the late ones first. Until one is chosen there is nothing to offer."""
        unit = _key(self.data.get("unit")) if self.is_bound else _pk(self.initial.get("unit"))
        field: Any = self.fields["duties"]
        if unit is None:
            field.help_text = _now("先选责任单位存成草稿，再在“修改草稿”里选它的任务。")
            return
        field.queryset = visible(self.actor, Duty).filter(unit=unit)
        chosen = list(field.queryset.filter(pk__in=[_pk(row) for row in self.initial.get("duties", [])]))
        offered = field.queryset.filter(state__in=duty_life.TO_DO).order_by("due_on", "id")[:OFFERED]
        rows = {duty.pk: duty for duty in [*chosen, *offered]}
        field.choices = [(duty.pk, f"{duty.full_title}·{duty.due_on}·{duty.state_words}") for duty in rows.values()]


def _pk(value: Any) -> UUID | None:
    return _key(getattr(value, "pk", value))


def _overdue(duty: Duty) -> str:
    """What is asked about a late duty. A paper is Chinese whatever the reader's language."""
    late = (clock.today() - duty.due_on).days
    due = officialdoc.day(duty.due_on)
    return f"这项任务期限为{due}，已逾期{late}天。请抓紧办理，补齐材料，并书面反馈办理情况。"


class IssueForm(VerbForm):
    lead = _("发出后编文号、通知责任单位，内容不能再改；要改只能收回重发。")
    button = _("编号发出")
    prefix = forms.CharField(label=_("机关代字"), max_length=20,
                             help_text=_("文号的前半部分，如 澄创督。下一次沿用这里写的。"))  # fmt: skip

    def prepare(self) -> None:
        if isinstance(self.record, Paper):
            self.initial.setdefault("prefix", verbs.prefix_for(self.record.kind))


class AnswerForm(VerbForm):
    """What was done, in words, with evidence; the signed and stamped paper as a scan is as good as any."""

    lead = _("打印出来签字盖章、再扫描或拍照传上来，同样有效。")
    button = _("反馈")
    answer = forms.CharField(label=_("办理情况"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
    files = SeveralFiles(label=_("文件"), required=False, widget=Several(attrs={"multiple": True}),
                         help_text=_("签字盖章件、整改照片都可以，一次可选多个。"))  # fmt: skip
    pieces = forms.ModelMultipleChoiceField(label=_("或者用已有材料"), queryset=Evidence.objects.none(), required=False,
                                            help_text=_("交过的材料不用再传一遍。"),
                                            widget=forms.SelectMultiple(attrs={"data-search": "", "size": 5}))  # fmt: skip
    nothing_secret = forms.BooleanField(label=_("我确认材料不含涉密内容"), required=False, widget=MADE_ANEW)

    def prepare(self) -> None:
        if not isinstance(self.record, Paper):
            return
        kept = visible(self.actor, Evidence).filter(unit=self.record.unit_id).select_related("unit")
        field: Any = self.fields["pieces"]
        field.queryset = kept
        held = list(self.record.pieces.all())
        self.initial.setdefault("answer", self.record.answer)
        self.initial.setdefault("pieces", held)
        proofs = kept.filter(proofs__duty__papers=self.record).distinct().order_by("-brought_at")
        groups = [(_now("上次反馈的"), held), (_now("涉及的任务的"), list(proofs[:OFFERED])),
                  (_now("本单位别的"), list(kept.order_by("-brought_at")[:OFFERED]))]  # fmt: skip
        field.choices = _once(groups)

    def clean(self) -> dict[str, Any]:
        """The declaration is about files that come now; what is kept was declared when it came."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("files") and not data.get("nothing_secret"):
            self.add_error("nothing_secret", _now("请勾选“不含涉密内容”。"))
        return data


def _once(groups: list[tuple[str, list[Evidence]]]) -> list[tuple[str, list[tuple[Any, str]]]]:
    """Grouped choices, each piece in the first group that has it."""
    seen: set[Any] = set()
    found = []
    for words, pieces in groups:
        rows = [
            (p.pk, f"{p.title}·{p.kind_words}·{p.period_from}—{p.period_to:%m-%d}") for p in pieces if p.pk not in seen
        ]
        seen |= {p.pk for p in pieces}
        found += [(words, rows)] if rows else []
    return found


class StrikeOffForm(VerbForm):
    lead = _("看过反馈和材料，同意销号的，写一句意见。")
    button = _("销号")
    opinion = forms.CharField(label=_("销号意见"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def prepare(self) -> None:
        self.initial.setdefault("opinion", "已按要求办结，同意销号。")


class SendBackForm(ReasonForm):
    lead = _("单位会看到这句话。写清哪里不合格、要补什么。")
    button = _("退回重报")


class ExtendForm(ReasonForm):
    due_on = forms.DateField(label=_("新的时限"), widget=DATE)
    field_order = ("due_on", "reason")


class RecallForm(ReasonForm):
    lead = _("收回后单位不用再办。文号保留，不再给别的公文。")
    button = _("收回")


FORMS = {
    "draft": PaperForm,
    "amend": PaperForm,
    "issue": IssueForm,
    "answer": AnswerForm,
    "strike_off": StrikeOffForm,
    "send_back": SendBackForm,
    "extend": ExtendForm,
    "recall": RecallForm,
}
