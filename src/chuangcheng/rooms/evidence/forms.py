"""What the verbs of evidence need."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.forms import VerbForm
from chuangcheng.rooms.evidence.models import CAPTION, KINDS, Evidence
from chuangcheng.rooms.org.models import Unit
from chuangcheng.rooms.evidence.policy import HANDS_IN

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CaptionForm(VerbForm):
    """Title, period and the six parts of a caption."""

    title = forms.CharField(label=_("标题"), max_length=200, required=False, help_text=_("不填就用文件名。"))
    period_from = forms.DateField(label=_("所属时段从"), widget=DATE)
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
    unit = forms.ModelChoiceField(label=_("单位"), queryset=Unit.objects.none())
    kind = forms.ChoiceField(label=_("材料种类"))
    file = forms.FileField(label=_("文件"))
    nothing_secret = forms.BooleanField(label=_("我确认材料不含涉密内容"), required=False)

    def prepare(self) -> None:
        super().prepare()
        own = [post.unit_id for post in self.actor.held if post.role in HANDS_IN or self.actor.is_office]
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=own)  # type: ignore[attr-defined]
        self.fields["kind"].choices = [(key, _now(label)) for key, label in KINDS.items()]  # type: ignore[attr-defined]
        self.order_fields(["file", "kind", "unit", "title"])


class AmendForm(CaptionForm):
    file = forms.FileField(label=_("换一个文件"), required=False, help_text=_("不选就只改文字；旧的一版会留着。"))


FORMS = {"hand_in": HandInForm, "amend": AmendForm}
