"""The filters of the library: they live in the address, so that a list can be shared."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.rooms.evidence.forms import DATE
from chuangcheng.rooms.evidence.models import KINDS
from chuangcheng.rooms.org.models import Unit


class FilterForm(forms.Form):
    """Everything optional; what cannot be read is simply not filtered by."""

    words = forms.CharField(label=_("标题或文件名"), max_length=60, required=False)
    unit = forms.ModelChoiceField(label=_("单位"), queryset=Unit.objects.none(), required=False, empty_label=_("全部"))
    since = forms.DateField(label=_("所属时段从"), required=False, widget=DATE)
    until = forms.DateField(label=_("到"), required=False, widget=DATE)
    kind = forms.ChoiceField(choices=[("", ""), *KINDS.items()], required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        units = Unit.objects.all()
        sees_all = person.is_office or person.is_auditor
        self.fields["unit"].queryset = units if sees_all else units.filter(pk__in=person.reach)  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """What is filtered by, field by field; a field that cannot be read is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
