"""What the verbs of standards need."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit import clock
from chuangcheng.kit.forms import VerbForm
from chuangcheng.kit.policy import visible
from chuangcheng.kit.refused import Refused
from chuangcheng.rooms.standards.models import Standard


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


class TakeOverForm(VerbForm):
    """Which edition follows which, and until when the rest has to be done."""

    lead = _(
        "原来版本的任务、方案要求会同时连到新版的对应标准；新增的和要求变了的标准，给牵头单位各开一项补齐任务。有人提交之前都可以撤回。"
    )
    button = _("接续到新版")

    old = forms.ModelChoiceField(label=_("原来的版本"), queryset=Standard.objects.none())
    new = forms.ModelChoiceField(label=_("新的版本"), queryset=Standard.objects.none())
    due_on = forms.DateField(label=_("补齐期限"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def prepare(self) -> None:
        for name in ("old", "new"):
            self.fields[name].queryset = visible(self.actor, Standard)  # type: ignore[attr-defined]
        self.initial.setdefault("due_on", clock.today() + dt.timedelta(days=30))


FORMS = {"load": LoadForm}
SUCCESSION_FORMS = {"take_over": TakeOverForm}
