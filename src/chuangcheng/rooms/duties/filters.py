"""The filters of the duty list: they live in the address, so that a list can be shared and kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.policy import visible
from chuangcheng.rooms.duties import life
from chuangcheng.rooms.duties.forms import DATE, choices
from chuangcheng.rooms.org.models import Unit
from chuangcheng.rooms.standards.models import SCHEME, Criterion, Standard


class FilterForm(forms.Form):
    """Everything optional; what cannot be read is simply not filtered by."""

    words = forms.CharField(label=_("任务"), max_length=60, required=False)
    unit = forms.ModelChoiceField(label=_("责任单位"), queryset=Unit.objects.none(), required=False)
    part = forms.ChoiceField(label=_("属于"), required=False)
    state = forms.ChoiceField(label=_("状态"), required=False)
    due_from = forms.DateField(label=_("期限从"), required=False, widget=DATE)
    due_to = forms.DateField(label=_("期限到"), required=False, widget=DATE)
    criterion = forms.ModelChoiceField(label=_("测评标准"), queryset=Criterion.objects.all(), required=False,
                                       widget=forms.HiddenInput)  # fmt: skip
    standard = forms.ModelChoiceField(label=_("测评体系"), queryset=Standard.objects.all(), required=False,
                                      widget=forms.HiddenInput)  # fmt: skip
    given_on = forms.DateField(label=_("下达日期"), required=False, widget=forms.HiddenInput)
    lineage = forms.UUIDField(label=_("同一要求"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["unit"].queryset = visible(person, Unit)  # type: ignore[attr-defined]
        self.fields["part"].choices = choices(SCHEME, _now("全部"))  # type: ignore[attr-defined]
        self.fields["state"].choices = choices(life.DUTY.words, _now("全部"))  # type: ignore[attr-defined]

    def chips(self) -> list[tuple[str, str, str]]:
        """What is filtered by now: field, its label, the value in words."""
        found = []
        for name, value in (self.cleaned_data if self.is_valid() else {}).items():
            if value:
                words = (
                    dict(getattr(self.fields[name], "choices", [])).get(value, value)
                    if name in ("part", "state")
                    else value
                )
                found.append((name, str(self.fields[name].label), str(words)))
        return found
