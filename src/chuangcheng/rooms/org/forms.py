"""What the verbs of org need."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit import clock
from chuangcheng.kit.forms import VerbForm
from chuangcheng.kit.policy import visible
from chuangcheng.kit.punctuation import joined
from chuangcheng.kit.rooms import holdings
from chuangcheng.rooms.org.models import (
    LEADS,
    LIAISON,
    RANKS,
    ROLES,
    UNIT_KINDS,
    Group,
    Person,
    Post,
    Seat,
    Unit,
    UnitSet,
)
from chuangcheng.rooms.org.queries import holders

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Names(forms.CharField):
    """Several names in one line, parted by 、 or commas."""

    def to_python(self, value: Any) -> list[str]:
        line = super().to_python(value) or ""
        for mark in "，,；;\n":
            line = line.replace(mark, "、")
        return [name.strip() for name in line.split("、") if name.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "、".join(value) if isinstance(value, list) else value


class UnitForm(VerbForm):
    """A unit's names and kind."""

    name = forms.CharField(label=_("单位全称"), max_length=100)
    short_name = forms.CharField(
        label=_("简称"), max_length=30, required=False, help_text=_("列表里用的名称，如“县城管局”。")
    )
    aliases = Names(
        label=_("别名"), required=False, help_text=_("方案里可能出现的其他叫法，用顿号分开。读方案时据此认出单位。")
    )
    kind = forms.ChoiceField(label=_("类别"))
    functions = Names(label=_("职能"), required=False,
                      help_text=_("负责哪一方面，用测评体系里责任单位类别的叫法，用顿号分开，如“城市管理部门”。新版标准的补齐任务据此找到单位。"))  # fmt: skip

    def prepare(self) -> None:
        self.fields["kind"].choices = [(key, _now(words)) for key, words in UNIT_KINDS.items()]  # type: ignore[attr-defined]
        if isinstance(self.record, Unit):
            for name in ("name", "short_name", "aliases", "kind", "functions"):
                self.initial.setdefault(name, getattr(self.record, name))


class FoundForm(UnitForm):
    parent = forms.ModelChoiceField(label=_("上级单位"), queryset=Unit.objects.none(), required=False,
                                    widget=forms.Select(attrs={"data-search": ""}))  # fmt: skip
    field_order = ("parent", "name", "short_name", "aliases", "kind", "functions")

    def prepare(self) -> None:
        super().prepare()
        self.fields["parent"].queryset = visible(self.actor, Unit).filter(closed_on=None)  # type: ignore[attr-defined]


class MoveForm(VerbForm):
    parent = forms.ModelChoiceField(label=_("移到哪个单位之下"), queryset=Unit.objects.none(), required=False,
                                    widget=forms.Select(attrs={"data-search": ""}))  # fmt: skip

    def prepare(self) -> None:
        self.fields["parent"].queryset = visible(self.actor, Unit).filter(closed_on=None)  # type: ignore[attr-defined]


class SetForm(VerbForm):
    name = forms.CharField(label=_("名称"), max_length=60, help_text=_("方案里的叫法，如“各成员单位”。"))
    aliases = Names(label=_("别名"), required=False)
    units = forms.ModelMultipleChoiceField(label=_("包括哪些单位"), queryset=Unit.objects.none(),
                                           widget=forms.CheckboxSelectMultiple)  # fmt: skip

    def prepare(self) -> None:
        self.fields["units"].queryset = visible(self.actor, Unit).filter(closed_on=None)  # type: ignore[attr-defined]
        if isinstance(self.record, UnitSet):
            self.initial.update(name=self.record.name, aliases=self.record.aliases, units=list(self.record.units.all()))


class GroupForm(VerbForm):
    """A leadership group's name, office and paper."""

    name = forms.CharField(label=_("小组名称"), max_length=100, help_text=_("按文件写全称。"))
    office = forms.ModelChoiceField(label=_("办公室设在"), queryset=Unit.objects.none(), required=False,
                                    widget=forms.Select(attrs={"data-search": ""}))  # fmt: skip
    paper = forms.CharField(
        label=_("依据"), max_length=100, required=False, help_text=_("成立或调整它的文件，如 澄委办〔2026〕12号。")
    )

    def prepare(self) -> None:
        self.fields["office"].queryset = visible(self.actor, Unit).filter(closed_on=None)  # type: ignore[attr-defined]
        if isinstance(self.record, Group):
            for name in ("name", "office", "paper"):
                self.initial.setdefault(name, getattr(self.record, name))


class DissolveForm(VerbForm):
    lead = _("撤销后不再显示；谁在里面，日志里都留着。")


class SeatFields(VerbForm):
    """Who sits in a place of the group: somebody with an account, a name, or a unit."""

    rank = forms.ChoiceField(label=_("排位"))
    person = forms.ModelChoiceField(label=_("谁（有账号的）"), queryset=Person.objects.none(), required=False,
                                    widget=forms.Select(attrs={"data-search": ""}))  # fmt: skip
    name = forms.CharField(label=_("姓名（没有账号的）"), max_length=40, required=False)
    title = forms.CharField(label=_("职务"), max_length=100, required=False, help_text=_("如 县委副书记、县长。"))
    unit = forms.ModelChoiceField(label=_("单位"), queryset=Unit.objects.none(), required=False,
                                  help_text=_("成员单位必选；只列单位不列人的，选它就行。"),
                                  widget=forms.Select(attrs={"data-search": ""}))  # fmt: skip

    def prepare(self) -> None:
        self.fields["rank"].choices = [(key, _now(words)) for key, words in RANKS.items()]  # type: ignore[attr-defined]
        self.fields["person"].queryset = visible(self.actor, Person).filter(is_active=True)  # type: ignore[attr-defined]
        self.fields["unit"].queryset = visible(self.actor, Unit).filter(closed_on=None)  # type: ignore[attr-defined]


class SeatForm(SeatFields):
    group = forms.ModelChoiceField(label=_("小组"), queryset=Group.objects.none())
    field_order = ("group", "rank", "person", "name", "title", "unit")

    def prepare(self) -> None:
        super().prepare()
        groups = visible(self.actor, Group)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]
        self.initial.setdefault("group", groups.first())


class ReseatForm(SeatFields):
    def prepare(self) -> None:
        super().prepare()
        if isinstance(self.record, Seat):
            for name in ("rank", "person", "name", "title", "unit"):
                self.initial.setdefault(name, getattr(self.record, name))


class UnseatForm(VerbForm):
    lead = _("移出后名单里不再有；以后可以再加。")


class PostFields(VerbForm):
    """Unit and role of a post, as far as the actor may give them."""

    unit = forms.ModelChoiceField(
        label=_("单位"), queryset=Unit.objects.none(), widget=forms.Select(attrs={"data-search": ""})
    )
    role = forms.ChoiceField(label=_("职务"))

    def prepare(self) -> None:
        units = visible(self.actor, Unit).filter(closed_on=None)
        roles = list(ROLES)
        if not (self.actor.is_admin or self.actor.is_system):
            units, roles = units.filter(pk__in=self.actor.own_units), [LIAISON]
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["role"].choices = [(role, _now(ROLES[role])) for role in roles]  # type: ignore[attr-defined]


class AddForm(PostFields):
    """A new person with a first post: a liaison unless somebody says otherwise, since that opens least."""

    name = forms.CharField(label=_("姓名"), max_length=40)
    username = forms.SlugField(label=_("登录名"), max_length=60, help_text=_("小写字母和数字，如姓名拼音。"))
    password = forms.CharField(label=_("初始密码"), required=False, help_text=_("至少 10 位，本人第一次登录后要改；不填则由“重设密码”给出。"),
                               widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))  # fmt: skip
    field_order = ("name", "username", "password", "unit", "role")

    def prepare(self) -> None:
        super().prepare()
        self.initial.setdefault("role", LIAISON)


class AppointForm(PostFields):
    person = forms.ModelChoiceField(
        label=_("谁"), queryset=Person.objects.none(), widget=forms.Select(attrs={"data-search": ""})
    )
    field_order = ("person", "unit", "role")

    def prepare(self) -> None:
        super().prepare()
        self.fields["person"].queryset = visible(self.actor, Person).filter(is_active=True)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The choices above limit the unit; this asks the rule itself."""
        from chuangcheng.rooms.org.policy import appoints

        data = super().clean() or {}
        if {"unit", "role", "person"} <= data.keys() and not appoints(self.actor, Post(**data)):
            raise forms.ValidationError(_("您只能任命本单位的联络员。"))
        return data


class RenameForm(VerbForm):
    name = forms.CharField(label=_("姓名"), max_length=40)

    def prepare(self) -> None:
        if isinstance(self.record, Person):
            self.initial.setdefault("name", self.record.name)


class ResetForm(VerbForm):
    lead = _("留空则由系统给出一个新密码，只显示一次，请当面或电话告诉本人。本人登录后要先换成自己的。")
    password = forms.CharField(
        label=_("新密码"), required=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )


class LanguageForm(VerbForm):
    language = forms.ChoiceField(label=_("界面语言"), choices=[("zh-hans", "中文"), ("en", "English")])

    def prepare(self) -> None:
        if isinstance(self.record, Person):
            self.initial.setdefault("language", self.record.language)


class SigningForm(VerbForm):
    lead = _("签字时要再输一次密码。不设签字密码，就用登录密码签字。")
    current = forms.CharField(
        label=_("登录密码"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    signing = forms.CharField(label=_("新的签字密码"), required=False, help_text=_("至少 6 位；留空则改回用登录密码。"),
                              widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))  # fmt: skip


class CloseForm(VerbForm):
    lead = _("撤销后不再派新任务；它做过的工作都留着，以后可以恢复。要先结束里面的任职，移走下级单位。")


class DeactivateForm(VerbForm):
    lead = _("停用后马上不能登录；任职和做过的工作都留着，以后可以启用。")


class UnlockForm(VerbForm):
    lead = _("连着输错密码的人会被锁定半小时。解除后可以马上再试，密码不变。")


class DropFactorsForm(VerbForm):
    lead = _("手机丢了、换了，或者统一登录连错了人时用。清除后只用密码登录，本人可以重新设。请先核实是本人。")


class EndForm(VerbForm):
    """Shows what is still open in the post, and asks who takes it over."""

    template = "org/end.html"
    lead = _("从今天起不再看到、不再办理这个单位的工作；做过的都留着。")
    successor = forms.ModelChoiceField(label=_("谁来接手"), queryset=Person.objects.none(), required=False,
                                       widget=forms.Select(attrs={"data-search": ""}))  # fmt: skip

    def prepare(self) -> None:
        """Who may take it over: those who hold the same role there; else whoever the actor may appoint to it."""
        if not isinstance(self.record, Post):
            return
        post = self.record
        self.holdings = holdings(post)
        same = [person for person in holders(post.unit, post.role) if person.pk != post.person_id]
        people = visible(self.actor, Person).filter(is_active=True).exclude(pk=post.person_id)
        field = self.fields["successor"]
        field.queryset = people  # type: ignore[attr-defined]
        field.help_text = self._who(post, same)
        if same:
            self.initial.setdefault("successor", same[0].pk)
        field.required, field.error_messages["required"] = bool(self.holdings), _now("请选接手的人。")
        if not self.holdings:
            del self.fields["successor"]

    def _who(self, post: Post, same: list[Person]) -> str:
        words = {"unit": post.unit, "role": post.role_words}
        if same:
            return _now("%(who)s现在也是%(unit)s的%(role)s。选别人，会同时任命。") % {
                **words,
                "who": joined(p.name for p in same),
            }
        return _now("选中的人会同时成为%(unit)s的%(role)s。") % words


class DelegateForm(VerbForm):
    lead = _(
        "授权期间，受托人看得到您要签的材料，签字处写明“某某 代 某某”。到期自动结束，也可以随时提前结束。您自己照样可以签。"
    )
    button = _("授权")
    post = forms.ModelChoiceField(label=_("哪个职务"), queryset=Post.objects.none())
    to = forms.ModelChoiceField(
        label=_("授权给谁"), queryset=Person.objects.none(), widget=forms.Select(attrs={"data-search": ""})
    )
    from_on = forms.DateField(label=_("从哪天起"), widget=DATE)
    until_on = forms.DateField(label=_("到哪天止"), widget=DATE, help_text=_("含这一天。"))
    password = forms.CharField(label=_("签字密码"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
                               help_text=_("没设过的输登录密码。"))  # fmt: skip

    def prepare(self) -> None:
        own = Post.objects.current().filter(person=self.actor.pk, role__in=LEADS).select_related("unit", "person")
        people = visible(self.actor, Person).filter(is_active=True).exclude(pk=self.actor.pk)
        self.fields["post"].queryset = own  # type: ignore[attr-defined]
        self.fields["to"].queryset = people  # type: ignore[attr-defined]
        self.initial.setdefault("from_on", clock.today())
        if len(own) == 1:
            self.initial.setdefault("post", own[0].pk)


class EndDelegationForm(VerbForm):
    lead = _("马上不能再代签；签过的照样有效。")


UNIT_FORMS = {"found": FoundForm, "edit": UnitForm, "move": MoveForm, "close": CloseForm}
GROUP_FORMS = {"set_up": GroupForm, "recompose": GroupForm, "dissolve": DissolveForm}
SEAT_FORMS = {"seat": SeatForm, "reseat": ReseatForm, "unseat": UnseatForm}
SET_FORMS = {"define": SetForm, "redefine": SetForm}
PERSON_FORMS = {
    "add": AddForm,
    "rename": RenameForm,
    "reset_password": ResetForm,
    "unlock": UnlockForm,
    "drop_factors": DropFactorsForm,
    "deactivate": DeactivateForm,
    "choose_language": LanguageForm,
    "set_signing": SigningForm,
}
DELEGATION_FORMS = {"delegate": DelegateForm, "end_delegation": EndDelegationForm}
POST_FORMS = {"appoint": AppointForm, "end": EndForm}
