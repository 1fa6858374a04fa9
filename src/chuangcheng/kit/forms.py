"""Forms of verbs: what a verb needs, and its messages. A form knows who asks and about which record."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.records import Record
from chuangcheng.kit.refused import Refused

# A declaration is made anew each time: no browser keeps its tick for the next file.
MADE_ANEW = forms.CheckboxInput(attrs={"data-no-draft": "", "autocomplete": "off"})

# Django's own messages in our words, by field and code; the first field class that fits counts.
MESSAGES: dict[type[forms.Field], dict[str, Any]] = {
    forms.FileField: {
        "required": _("请选一个文件。"),
        "missing": _("请选一个文件。"),
        "invalid": _("文件没有传上来，请再传一次。"),
        "empty": _("这个文件是空的，请选有内容的文件。"),
        "max_length": _("文件名太长：最多 %(max)d 个字，现在 %(length)d 个。请改短再传。"),
    },
    forms.BooleanField: {"required": _("请勾选这一项。")},
    forms.ModelMultipleChoiceField: {
        "required": _("请至少选一项。"),
        "invalid_choice": _("选中的有一项现在不能选，请重新选。"),
        "invalid_pk_value": _("选中的有一项现在不能选，请重新选。"),
        "invalid_list": _("请重新选。"),
    },
    forms.MultipleChoiceField: {
        "required": _("请至少选一项。"),
        "invalid_choice": _("“%(value)s”现在不能选，请重新选。"),
        "invalid_list": _("请重新选。"),
    },
    forms.ModelChoiceField: {"required": _("请选一项。"), "invalid_choice": _("这一项现在不能选，请重新选。")},
    forms.ChoiceField: {"required": _("请选一项。"), "invalid_choice": _("“%(value)s”不在可选的里面，请重新选。")},
    forms.DateField: {"required": _("请选日期。"), "invalid": _("日期写法不对，应如 2026-06-12。")},
    forms.IntegerField: {"required": _("请填一个数。"), "invalid": _("请填整数。")},
    forms.SlugField: {"required": _("请填这一项。"), "invalid": _("只能用字母、数字、- 和 _。")},
    forms.Field: {"required": _("请填这一项。")},
}
# Those that validators bring, by their code: a field's message of that code stands in for the validator's.
LIMITS = {
    "max_length": _("最多 %(limit_value)d 个字，现在 %(show_value)d 个。"),
    "min_length": _("至少 %(limit_value)d 个字，现在 %(show_value)d 个。"),
    "max_value": _("不能大于 %(limit_value)s。"),
    "min_value": _("不能小于 %(limit_value)s。"),
    "null_characters_not_allowed": _("里面有不能用的字符，请重新输入。"),
}


def in_our_words(form: forms.BaseForm) -> None:
    """Give a form's fields our messages, where the form does not bring its own."""
    for field in form.fields.values():
        ours = next(words for kind, words in MESSAGES.items() if isinstance(field, kind))
        plain: dict[str, Any] = {}
        for kind in reversed(type(field).__mro__):
            plain |= getattr(kind, "default_error_messages", {})
        for code, words in (LIMITS | ours).items():
            if field.error_messages.get(code) == plain.get(code):
                field.error_messages[code] = words


class VerbForm(forms.Form):
    """Base of all verb forms. `cleaned()` gives the verb's keyword arguments."""

    heading: Any = ""
    lead: Any = ""
    button: Any = _("确定")

    def __init__(self, *args: Any, actor: Any, record: Record | None = None, **kwargs: Any) -> None:
        self.actor, self.record = actor, record
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.prepare()
        in_our_words(self)

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
