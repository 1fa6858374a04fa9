"""Forms of verbs: what a verb needs, and its messages. A form knows who asks and about which record."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.records import Record
from chuangcheng.kit.refused import Refused

# A declaration is made anew each time: no browser keeps its tick for the next file.
MADE_ANEW = forms.CheckboxInput(attrs={"data-no-draft": "", "autocomplete": "off"})


class VerbForm(forms.Form):
    """Base of all verb forms. `cleaned()` gives the verb's keyword arguments."""

    heading: Any = ""
    lead: Any = ""
    button: Any = _("确定")

    def __init__(self, *args: Any, actor: Any, record: Record | None = None, **kwargs: Any) -> None:
        self.actor, self.record = actor, record
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.prepare()

    def prepare(self) -> None:
        """Set choices and first values that depend on the actor or the record."""

    def cleaned(self) -> dict[str, Any]:
        """The verb's keyword arguments."""
        return dict(self.cleaned_data)

    def refuse(self, refused: Refused) -> None:
        """Show a refusal of the verb beside the fields it speaks of, or above the form."""
        for name, words in refused.fields.items():
            self.add_error(name if name in self.fields else None, words)
        if not refused.fields:
            self.add_error(None, refused.words)


class NoFields(VerbForm):
    """For verbs that need nothing more than the button."""


class ReasonForm(VerbForm):
    """For verbs that need a reason in words."""

    reason = forms.CharField(label=_("原因"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class Several(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """One or more files."""

    widget = Several

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, (list, tuple)) else [data] if data else []
        return [super(SeveralFiles, self).clean(one, initial) for one in given]
