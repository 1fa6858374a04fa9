"""The filters of the list of papers: they live in the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.policy import visible
from chuangcheng.rooms.org.models import Unit
from chuangcheng.rooms.papers import life
from chuangcheng.rooms.papers.forms import DATE, choices
from chuangcheng.rooms.papers.models import KINDS, SOURCES


class FilterForm(forms.Form):
    """Everything optional; what cannot be read is simply not filtered by."""

    words = forms.CharField(label=_("事项或文号"), max_length=60, required=False)
    unit = forms.ModelChoiceField(label=_("责任单位"), queryset=Unit.objects.none(), required=False)
    kind = forms.ChoiceField(label=_("种类"), required=False)
    source = forms.ChoiceField(label=_("来源"), required=False)
    late = forms.BooleanField(label=_("只看逾期"), required=False)
    issued_from = forms.DateField(label=_("发出从"), required=False, widget=DATE)
    issued_to = forms.DateField(label=_("发出到"), required=False, widget=DATE)
    ended_from = forms.DateField(label=_("办结从"), required=False, widget=forms.HiddenInput)
    ended_to = forms.DateField(label=_("办结到"), required=False, widget=forms.HiddenInput)
    state = forms.ChoiceField(label=_("状态"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["unit"].queryset = visible(person, Unit)  # type: ignore[attr-defined]
        self.fields["kind"].choices = choices(KINDS, _now("全部"))  # type: ignore[attr-defined]
        self.fields["source"].choices = choices(SOURCES, _now("全部"))  # type: ignore[attr-defined]
        self.fields["state"].choices = choices(life.PAPER.words, _now("全部"))  # type: ignore[attr-defined]

    def chips(self) -> list[tuple[str, str, str]]:
        """What is filtered by now: field, its label, the value in words."""
        found = []
        for name, value in (self.cleaned_data if self.is_valid() else {}).items():
            if value:
                words = dict(getattr(self.fields[name], "choices", [])).get(value, value) if name != "unit" else value
                words = _now("是") if value is True else words
                found.append((name, str(self.fields[name].label), str(words)))
        return found
