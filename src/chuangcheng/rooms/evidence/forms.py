"""What the verbs of evidence need."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit import clock
from chuangcheng.kit.forms import MADE_ANEW, VerbForm
from chuangcheng.rooms.evidence.models import CAPTION, KINDS, PHOTO, Evidence
from chuangcheng.rooms.evidence.policy import HANDS_IN
from chuangcheng.rooms.org.models import Unit

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
CAPTIONS = [f"caption_{key}" for key in CAPTION]


class CaptionForm(VerbForm):
    """Title, period and the six parts of a caption."""

    title = forms.CharField(label=_("标题"), max_length=200, required=False, help_text=_("不填就用文件名。"))
    period_from = forms.DateField(
        label=_("所属时段从"), widget=DATE, help_text=_("材料说的是哪段时间的事，不是哪天上传。")
    )
    period_to = forms.DateField(label=_("到"), widget=DATE)

    def prepare(self) -> None:
        held = self.record.caption if isinstance(self.record, Evidence) else {}
        for key, label in CAPTION.items():
            self.fields[f"caption_{key}"] = forms.CharField(
                label=_now(label), max_length=100, required=False, initial=held.get(key, "")
            )
        if isinstance(self.record, Evidence):
            for name in ("title", "period_from", "period_to"):
                self.initial.setdefault(name, getattr(self.record, name))

    def cleaned(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        data["caption"] = {key: data.pop(f"caption_{key}", "") for key in CAPTION}
        if file := data.pop("file", None):
            data.update(filename=file.name, chunks=file.chunks())
        return data


class HandInForm(CaptionForm):
    """A file with all that is said of it."""

    lead = _("材料存一次，可以证明多项任务。实景图片请写明时间、地点、人物、主题、背景、事由。")
    button = _("存入材料库")

    unit = forms.ModelChoiceField(label=_("单位"), queryset=Unit.objects.none(), empty_label=None)
    kind = forms.ChoiceField(label=_("材料种类"))
    file = forms.FileField(label=_("文件"))
    nothing_secret = forms.BooleanField(label=_("我确认材料不含涉密内容"), required=False, widget=MADE_ANEW)

    def prepare(self) -> None:
        super().prepare()
        self.fields["unit"].queryset = _units(self.actor)  # type: ignore[attr-defined]
        self.fields["kind"].choices = [(key, _now(label)) for key, label in KINDS.items()]  # type: ignore[attr-defined]
        today = clock.today()
        likely = {"kind": PHOTO, "unit": _first(self.actor), "period_from": today.replace(day=1), "period_to": today}
        for name, value in likely.items():
            self.initial.setdefault(name, value)
        self.order_fields(["file", "kind", "unit", "title", "period_from", "period_to", *CAPTIONS, "nothing_secret"])


class AmendForm(CaptionForm):
    """Words, period and, if one is chosen, another file."""

    lead = _("更正以后是新的一版，原来的一版会留着；已经作出的签字和审核仍对应原来的一版。")
    button = _("存为新的一版")

    file = forms.FileField(label=_("换一个文件"), required=False, help_text=_("不选就只改文字。"))
    nothing_secret = forms.BooleanField(
        label=_("我确认材料不含涉密内容"), required=False, widget=MADE_ANEW, help_text=_("换文件时需要确认。")
    )

    def prepare(self) -> None:
        super().prepare()
        self.order_fields(["title", "period_from", "period_to", *CAPTIONS, "file", "nothing_secret"])


def _units(actor: Any) -> Any:
    """For whom the person may hand in: the own units, for the office every unit."""
    open_units = Unit.objects.filter(closed_on=None)
    if actor.is_office:
        return open_units
    return open_units.filter(pk__in=[post.unit_id for post in actor.held if post.role in HANDS_IN])


def _first(actor: Any) -> Any:
    return next((post.unit_id for post in actor.held), None)


FORMS = {"hand_in": HandInForm, "amend": AmendForm}
