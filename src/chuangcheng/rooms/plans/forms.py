"""What the verbs of plans need."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit import clock
from chuangcheng.kit.forms import MADE_ANEW, VerbForm
from chuangcheng.kit.policy import visible
from chuangcheng.lib import workdays
from chuangcheng.rooms.duties.forms import DATE, choices
from chuangcheng.rooms.duties.models import SIGNING
from chuangcheng.rooms.org.models import Unit, UnitSet
from chuangcheng.rooms.plans import expansion, life, queries
from chuangcheng.rooms.plans.models import CADENCES, MARKS, Obligation, Plan, Section
from chuangcheng.rooms.standards.models import SCHEME, Criterion

SET = "set:"  # before the key of a set of units among the choices


class UnitChoices(forms.models.ModelChoiceIterator):
    """Units, and the county's named sets of units, each of which stands for its members."""

    def __iter__(self) -> Iterator[Any]:
        yield from super().__iter__()
        for key, name, n in UnitSet.objects.annotate(n=Count("units")).filter(n__gt=0).values_list("pk", "name", "n"):
            words = ngettext("%(name)s（%(n)s 个单位）", "%(name)s（%(n)s 个单位）", n)
            yield f"{SET}{key}", words % {"name": name, "n": n}


class UnitsField(forms.ModelMultipleChoiceField):
    """Units, chosen by search, one by one or by the set."""

    iterator = UnitChoices

    def clean(self, value: Any) -> Any:
        sets = [key.removeprefix(SET) for key in value or () if str(key).startswith(SET)]
        try:
            found = UnitSet.objects.filter(pk__in=sets).values_list("units", flat=True) if sets else []
            members = [str(key) for key in found if key]
        except ValidationError:
            members = []
        return super().clean([*(key for key in value or () if not str(key).startswith(SET)), *members])


def units_field(label: Any, *, required: bool = False) -> UnitsField:
    return UnitsField(label=label, queryset=Unit.objects.none(), required=required,
                      widget=forms.SelectMultiple(attrs={"data-search": ""}))  # fmt: skip


class PlanFields(VerbForm):
    """What every way of bringing a plan asks."""

    previous = forms.ModelChoiceField(label=_("是哪个方案的新版"), queryset=Plan.objects.none(), required=False,
                                      empty_label=_("不是，这是新方案"))  # fmt: skip
    unit = forms.ModelChoiceField(
        label=_("谁的方案"), queryset=Unit.objects.none(), widget=forms.Select(attrs={"data-search": ""})
    )
    start_on = forms.DateField(label=_("创建活动从"), widget=DATE)
    end_on = forms.DateField(label=_("到"), widget=DATE, help_text=_("任务排到这一天为止。"))
    paper_number = forms.CharField(label=_("文号"), max_length=60, required=False)
    nothing_secret = forms.BooleanField(label=_("我确认文件不含涉密内容"), required=False, widget=MADE_ANEW)

    def prepare(self) -> None:
        units = visible(self.actor, Unit).filter(closed_on=None)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["previous"].queryset = Plan.objects.filter(state__in=[life.APPROVED, life.CHECKING], later=None)  # type: ignore[attr-defined]
        today = clock.today()
        self.initial.setdefault("start_on", today)
        self.initial.setdefault("end_on", today.replace(month=12, day=31))
        self.initial.setdefault("unit", next((post.unit_id for post in self.actor.held), None))


class BringForm(PlanFields):
    lead = _(
        "支持 .docx、带文字的 .pdf、.txt、.md；装了 LibreOffice 时也支持 .doc、.wps。识别后逐条核对，批准前不会产生任何任务。"
    )
    button = _("上传并识别")
    file = forms.FileField(label=_("方案文件"))
    title = forms.CharField(label=_("标题"), max_length=200, required=False, help_text=_("不填就用文件里的标题。"))
    field_order = ("file", "title", "previous", "unit", "start_on", "end_on", "paper_number", "nothing_secret")

    def cleaned(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        file = data.pop("file")
        return {**data, "name": file.name, "chunks": file.chunks()}


class PasteForm(PlanFields):
    button = _("识别")
    title = forms.CharField(label=_("标题"), max_length=200)
    text = forms.CharField(label=_("方案文字"), widget=forms.Textarea(attrs={"rows": 14}),
                           help_text=_("从网页、微信里复制来的也可以，页眉页脚会被略去。"))  # fmt: skip
    field_order = ("title", "text", "previous", "unit", "start_on", "end_on", "paper_number", "nothing_secret")


class DescribeForm(VerbForm):
    title = forms.CharField(label=_("标题"), max_length=200)
    paper_number = forms.CharField(label=_("文号"), max_length=60, required=False)
    start_on = forms.DateField(label=_("创建活动从"), widget=DATE)
    end_on = forms.DateField(label=_("到"), widget=DATE)

    def prepare(self) -> None:
        if isinstance(self.record, Plan):
            for name in ("title", "paper_number", "start_on", "end_on"):
                self.initial.setdefault(name, getattr(self.record, name))


class ApproveForm(VerbForm):
    """All that is checked, or that of some sections."""

    sections = forms.ModelMultipleChoiceField(
        label=_("只批准这些章节"),
        help_text=_("一个也不选，就批准全部核对好的。"),
        queryset=Section.objects.none(),
        required=False,
    )

    def prepare(self) -> None:
        self.lead = self._consequence()
        self.fields["sections"].queryset = Section.objects.filter(plan=self.record)  # type: ignore[attr-defined,misc]

    def _consequence(self) -> str:
        """What approving everything makes, said before it is done."""
        if not isinstance(self.record, Plan):
            return ""
        found = queries.obligations(self.record, queries.sections(self.record))
        made = expansion.outlook(o for o in found if o.state == life.CHECKED)
        words = _now("全部批准会生成 %(n)s 项任务，涉及 %(m)s 个单位；任务生成以后只能一项一项撤销。")
        return words % {"n": made["duties"], "m": made["units"]}


class AddForm(VerbForm):
    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=1)


class DefaultsForm(VerbForm):
    lead = _("这一节里没有写明单位、周期的任务要求，都按这里的默认办；写明了的不变。")
    units = units_field(_("责任单位"))
    cooperating = units_field(_("配合单位"))
    cadence = forms.ChoiceField(label=_("周期"), required=False)
    end_on = forms.DateField(label=_("截止"), required=False, widget=DATE)
    part = forms.ChoiceField(label=_("属于"), required=False)
    signing = forms.ChoiceField(label=_("签字方式"), required=False)

    def prepare(self) -> None:
        units = visible(self.actor, Unit).filter(closed_on=None)
        self.fields["units"].queryset = self.fields["cooperating"].queryset = units  # type: ignore[attr-defined]
        self.fields["cadence"].choices = choices(CADENCES, "—")  # type: ignore[attr-defined]
        self.fields["part"].choices = choices(SCHEME, "—")  # type: ignore[attr-defined]
        self.fields["signing"].choices = choices(SIGNING, "—")  # type: ignore[attr-defined]
        if isinstance(self.record, Section):
            self.initial.update(units=list(self.record.units.all()), cooperating=list(self.record.cooperating.all()))
            for name in ("cadence", "end_on", "part", "signing"):
                self.initial.setdefault(name, getattr(self.record, name))


class MarkForm(VerbForm):
    mark_as = forms.ChoiceField(label=_("这是我们的"))

    def prepare(self) -> None:
        self.fields["mark_as"].choices = choices(MARKS)  # type: ignore[attr-defined]


class CorrectForm(VerbForm):
    """Everything that a person decides about an obligation."""

    title = forms.CharField(label=_("任务要求"), max_length=200)
    mark_as = forms.ChoiceField(label=_("归属"))
    units = units_field(_("责任单位"))
    cooperating = units_field(_("配合单位"))
    cadence = forms.ChoiceField(label=_("周期"), required=False)
    due_day = forms.ChoiceField(label=_("每期哪天前"), required=False)
    needed = forms.IntegerField(label=_("每期需要"), min_value=1, max_value=999)
    measure = forms.CharField(label=_("计量词"), max_length=10, required=False)
    due_on = forms.DateField(label=_("期限"), required=False, widget=DATE)
    part = forms.ChoiceField(label=_("属于"), required=False)
    signing = forms.ChoiceField(label=_("签字方式"))
    criteria = forms.ModelMultipleChoiceField(label=_("对应测评标准"), queryset=Criterion.objects.none(), required=False,
                                              widget=forms.SelectMultiple(attrs={"data-search": ""}))  # fmt: skip
    then = forms.CharField(required=False, widget=forms.HiddenInput)

    def prepare(self) -> None:
        units = visible(self.actor, Unit).filter(closed_on=None)
        self.fields["units"].queryset = self.fields["cooperating"].queryset = units  # type: ignore[attr-defined]
        self.fields["criteria"].queryset = Criterion.objects.filter(standard__in_use=True)  # type: ignore[attr-defined]
        self.fields["mark_as"].choices = choices(MARKS)  # type: ignore[attr-defined]
        self.fields["cadence"].choices = choices(CADENCES, self._unset())  # type: ignore[attr-defined]
        self.fields["due_day"].choices = _day_choices()  # type: ignore[attr-defined]
        self.fields["part"].choices = choices(SCHEME, "—")  # type: ignore[attr-defined]
        self.fields["signing"].choices = choices(SIGNING)  # type: ignore[attr-defined]
        if isinstance(self.record, Obligation):
            for name in ("title", "mark_as", "cadence", "due_day", "needed", "measure", "due_on", "part", "signing"):
                self.initial.setdefault(name, getattr(self.record, name))
            for name in ("units", "cooperating", "criteria"):
                self.initial.setdefault(name, list(getattr(self.record, name).all()))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        cadence = data.get("cadence") or (self.record.effective.cadence if isinstance(self.record, Obligation) else "")
        if cadence and not workdays.day_fits(data.get("due_day", ""), cadence):
            self.add_error("due_day", _("每周的任务选星期几，每月、每季度、半年、每年的选几号；别的周期不用选。"))
        return data

    def _unset(self) -> str:
        """What an empty period means: what the section says, or that nobody said yet."""
        found = self.record.effective if isinstance(self.record, Obligation) else None
        if found and "cadence" in found.inherited:
            return _now("按本节默认（%(words)s）") % {"words": found.cadence_words}
        return _now("未定")


def _day_choices() -> list[tuple[str, Any]]:
    """The days within a period: weekdays for weeks, dates for months and longer."""
    lang = get_language() or "zh"
    weeks = [(day, workdays.day_words(day, "P1W", lang)) for day in workdays.DAYS if day[0] == "w"]
    months = [(day, workdays.day_words(day, "P1M", lang)) for day in workdays.DAYS if day[0] not in "w+"]
    after = [(day, workdays.day_words(day, "P1M", lang)) for day in workdays.DAYS if day[0] == "+"]
    groups = [(_now("每周的任务"), weeks), (_now("每月的任务，季度以上看末月"), months), (_now("期满以后"), after)]
    return [("", _now("期末")), *groups]


class SplitForm(VerbForm):
    """Where to cut: an offset of the document, or the words with which the second part begins."""

    def prepare(self) -> None:
        if isinstance(self.record, Obligation):
            self.lead = _now("原文：%(text)s") % {"text": self.record.text}

    at = forms.IntegerField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(label=_("从哪几个字起是下一条"), max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        obligation = self.record
        if not data.get("at") and data.get("words") and isinstance(obligation, Obligation):
            found = obligation.plan.text.find(data["words"], obligation.start + 1, obligation.end)
            if found < 0:
                raise forms.ValidationError(_("这一条里没有这几个字。"))
            data["at"] = found
        if not data.get("at"):
            raise forms.ValidationError(_("请写出第二条开头的几个字。"))
        return data

    def cleaned(self) -> dict[str, Any]:
        return {"at": self.cleaned_data["at"]}


PLAN_FORMS = {"bring": BringForm, "paste": PasteForm, "describe": DescribeForm, "approve": ApproveForm, "add": AddForm}  # fmt: skip
SECTION_FORMS = {"set_defaults": DefaultsForm, "mark_all": MarkForm}
OBLIGATION_FORMS = {"correct": CorrectForm, "mark": MarkForm, "split": SplitForm}
