"""What the verbs of standards need."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.forms import VerbForm
from chuangcheng.kit.refused import Refused


class LoadForm(VerbForm):
    """A file, loaded whole or not at all; the refusal lists every fault."""

    lead = _("一个文件是一个测评体系的一个版本。有一处问题就什么都不载入，并把问题全部列出来：哪张表、第几行、哪一列。")
    button = _("检查并载入")

    file = forms.FileField(
        label=_("标准文件"),
        help_text=_("Excel（.xlsx，按模板填）或 YAML（UTF-8 编码），不超过 5 MB。"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.yaml,.yml"}),
    )

    def cleaned(self) -> dict[str, Any]:
        return {"chunks": self.cleaned_data["file"].chunks()}

    def refuse(self, refused: Refused) -> None:
        """Each fault of the file is an error of its own."""
        self.add_error(None, refused.words.split("\n"))


FORMS = {"load": LoadForm}
