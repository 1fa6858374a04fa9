"""What the verbs of duties need."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.forms import MADE_ANEW, ReasonForm, Several, SeveralFiles, VerbForm
from chuangcheng.kit.policy import visible
from chuangcheng.rooms.duties.models import SIGNING, Duty
from chuangcheng.rooms.evidence.models import CAPTION, KINDS, Evidence
from chuangcheng.rooms.org.models import LEADS, LIAISON, Unit
from chuangcheng.rooms.standards.models import SCHEME

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def choices(words: dict[str, str], empty: str = "") -> list[tuple[str, str]]:
    """Choices in the reader's language, with an empty one first where one is allowed."""
    found = [(key, _now(label)) for key, label in words.items()]
    return [("", empty), *found] if empty else found


class ProofForm(VerbForm):
    """Files with their kind, caption and period, or pieces that are kept already."""

    files = SeveralFiles(label=_("文件"), required=False, widget=Several(attrs={"multiple": True}),
                         help_text=_("照片、Word、Excel、PDF 都可以，一次可选多个。"))  # fmt: skip
    kind = forms.ChoiceField(label=_("材料种类"), required=False)
    title = forms.CharField(label=_("标题"), max_length=200, required=False, help_text=_("不填就用文件名。"))
    period_from = forms.DateField(label=_("所属时段从"), widget=DATE)
    period_to = forms.DateField(label=_("到"), widget=DATE)
    pieces = forms.ModelMultipleChoiceField(label=_("或者用已有材料"), queryset=Evidence.objects.none(), required=False,
                                            help_text=_("交过的材料不用再传一遍。"),
                                            widget=forms.SelectMultiple(attrs={"data-search": "", "size": 5}))  # fmt: skip
    other_period = forms.BooleanField(label=_("不是本期的也算"), required=False, widget=MADE_ANEW)
    nothing_secret = forms.BooleanField(label=_("我确认材料不含涉密内容"), required=False, widget=MADE_ANEW)

    def prepare(self) -> None:
        self.fields["kind"].choices = choices(KINDS, _now("按文件判断"))  # type: ignore[attr-defined]
        for key, label in CAPTION.items():
            self.fields[f"caption_{key}"] = forms.CharField(label=_now(label), max_length=100, required=False)
        kept = visible(self.actor, Evidence).select_related("unit").order_by("-brought_at")
        if isinstance(self.record, Duty):
            kept = kept.filter(unit__in=[self.record.unit_id, *self.actor.own_units]).exclude(proofs__duty=self.record)
            self.initial.setdefault("period_from", self.record.period_from)
            self.initial.setdefault("period_to", self.record.period_to)
        self.fields["pieces"].queryset = kept  # type: ignore[attr-defined]
        self.offered = _offered(kept, self.record)
        self.fields["pieces"].choices = [group for group in self.offered if group[1]]  # type: ignore[attr-defined]

    @property
    def caption_fields(self) -> list[forms.BoundField]:
        return [self[f"caption_{key}"] for key in CAPTION]

    @property
    def has_pieces(self) -> bool:
        return any(rows for _words, rows in self.offered)

    def cleaned(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        data["caption"] = {key: data.pop(f"caption_{key}", "") for key in CAPTION}
        return data


OFFERED = 100  # kept pieces to pick from; older ones are handed on from the library


def _offered(kept: "QuerySet[Evidence]", duty: Any) -> list[tuple[str, list[tuple[Any, str]]]]:
    """Kept pieces of the duty's period first, then others, each with its kind and days."""
    if not isinstance(duty, Duty):
        return [("", [(piece.pk, str(piece)) for piece in kept[:OFFERED]])]
    ours = Q(period_from__lte=duty.period_to, period_to__gte=duty.period_from)
    groups = ((_now("本期的"), kept.filter(ours)), (_now("别的时段的"), kept.exclude(ours)))
    return [(words, [(piece.pk, _said_of(piece)) for piece in found[:OFFERED]]) for words, found in groups]


def _said_of(piece: Evidence) -> str:
    return f"{piece.title}·{piece.kind_words}·{piece.period_from:%Y-%m-%d}—{piece.period_to:%m-%d}·{piece.unit}"


class DropProofForm(VerbForm):
    piece = forms.ModelChoiceField(label=_("材料"), queryset=Evidence.objects.none())

    def prepare(self) -> None:
        self.fields["piece"].queryset = Evidence.objects.filter(proofs__duty=self.record)  # type: ignore[attr-defined,misc]


class SignForm(VerbForm):
    """A signature is a re-authenticated act."""

    lead = _("签字表示您已看过材料并对其负责。请再输一次签字密码（没设过的输登录密码）。")
    button = _("签字")
    password = forms.CharField(
        label=_("签字密码"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class SendBackForm(ReasonForm):
    lead = _("联络员会看到这句话。写清要补什么、换什么；没提到的不用重交。")
    button = _("退回")


class NotHeldForm(ReasonForm):
    lead = _("如实说明即可，创建办会看到。")


class ExtendForm(ReasonForm):
    due_on = forms.DateField(label=_("新的期限"), widget=DATE)
    field_order = ("due_on", "reason")


class ReassignForm(ReasonForm):
    unit = forms.ModelChoiceField(
        label=_("转给"), queryset=Unit.objects.none(), widget=forms.Select(attrs={"data-search": ""})
    )
    field_order = ("unit", "reason")

    def prepare(self) -> None:
        units = visible(self.actor, Unit).filter(closed_on=None)
        if not self.actor.is_office and any(post.role in LEADS for post in self.actor.held):
            units = units.filter(pk__in=self.actor.reach)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class DutyFields(VerbForm):
    """What a duty asks for."""

    title = forms.CharField(label=_("任务"), max_length=200)
    text = forms.CharField(label=_("要求"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    due_on = forms.DateField(label=_("期限"), widget=DATE)
    needed = forms.IntegerField(label=_("需要几件"), min_value=1, max_value=999, initial=1)
    measure = forms.CharField(label=_("计量词"), max_length=10, required=False, help_text=_("如 张、份、次、期。"))
    signing = forms.ChoiceField(label=_("签字方式"))

    def prepare(self) -> None:
        self.fields["signing"].choices = choices(SIGNING)  # type: ignore[attr-defined]
        if isinstance(self.record, Duty):
            for name in ("title", "text", "due_on", "needed", "measure", "signing"):
                self.initial.setdefault(name, getattr(self.record, name))


class AssignForm(DutyFields):
    unit = forms.ModelChoiceField(
        label=_("责任单位"), queryset=Unit.objects.none(), widget=forms.Select(attrs={"data-search": ""})
    )
    cooperating = forms.ModelMultipleChoiceField(label=_("配合单位"), queryset=Unit.objects.none(), required=False,
                                                 widget=forms.SelectMultiple(attrs={"data-search": ""}))  # fmt: skip
    part = forms.ChoiceField(label=_("属于"), required=False)
    field_order = ("title", "unit", "cooperating", "due_on", "needed", "measure", "part", "signing", "text")

    def prepare(self) -> None:
        super().prepare()
        units = visible(self.actor, Unit).filter(closed_on=None)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["cooperating"].queryset = units  # type: ignore[attr-defined]
        self.fields["part"].choices = choices(SCHEME, "—")  # type: ignore[attr-defined]


class DrawUpForm(VerbForm):
    lead = _("把本单位这个月等着列目录的材料列成一张，请负责同志签一次字。")
    unit = forms.ModelChoiceField(label=_("单位"), queryset=Unit.objects.none())
    month = forms.DateField(label=_("月份"), widget=DATE, help_text=_("选这个月里的任何一天。"))

    def prepare(self) -> None:
        own = [post.unit_id for post in self.actor.held if post.role == LIAISON]
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=own)  # type: ignore[attr-defined]


class DeclareForm(VerbForm):
    on = forms.DateField(label=_("日期"), widget=DATE)
    is_workday = forms.TypedChoiceField(label=_("这一天"), coerce=lambda value: value == "1")
    name = forms.CharField(label=_("说明"), max_length=60)

    def prepare(self) -> None:
        self.fields["is_workday"].choices = [("0", _now("放假")), ("1", _now("上班"))]  # type: ignore[attr-defined]


FORMS = {
    "add_proof": ProofForm,
    "drop_proof": DropProofForm,
    "sign": SignForm,
    "send_back": SendBackForm,
    "not_held": NotHeldForm,
    "not_applicable": NotHeldForm,
    "extend": ExtendForm,
    "reassign": ReassignForm,
    "adjust": DutyFields,
    "withdraw": ReasonForm,
    "reopen": ReasonForm,
    "assign": AssignForm,
}
LIST_FORMS = {"draw_up": DrawUpForm, "sign_list": SignForm, "send_list_back": SendBackForm}
DAY_FORMS = {"declare": DeclareForm}
