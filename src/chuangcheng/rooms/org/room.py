"""What org gives to the house."""

from typing import Any

from chuangcheng.kit.life import N_
from chuangcheng.kit.rooms import Document, Kind, MenuEntry, Room
from chuangcheng.rooms.org import api, forms, policy, verbs
from chuangcheng.rooms.org.doors.leadership import LEADERSHIP
from chuangcheng.rooms.org.doors.people import PEOPLE
from chuangcheng.rooms.org.doors.units import UNITS
from chuangcheng.rooms.org.models import Delegation, Group, Person, Post, Seat, Unit, UnitSet


def _unit_document(unit: Unit) -> Document:
    return Document(unit.name, " ".join(unit.names()))


def _group_document(group: Group) -> Document | None:
    return None if group.dissolved_on else Document(group.name, group.paper)


def _person_document(person: Person) -> Document | None:
    return None if person.is_system else Document(person.name, person.unit_words())


def _signed_in(person: Any) -> bool:
    return True


ROOM = Room(
    name="org",
    label=N_("单位与人员"),
    urls="chuangcheng.rooms.org.urls",
    kinds=[
        Kind("units", Unit, N_("单位"), policy.units, policy.UNIT_RULES, verbs, forms.UNIT_FORMS,
             document=_unit_document,
             words={"found": N_("新增单位"), "edit": N_("修改"), "move": N_("移动"), "close": N_("撤销单位"),
                    "reopen": N_("恢复")}, schema=api.UnitOut),
        Kind("unitsets", UnitSet, N_("单位组"), policy.sets, policy.SET_RULES, verbs, forms.SET_FORMS,
             words={"define": N_("新增单位组"), "redefine": N_("修改单位组"), "fact.units": N_("包括：%(value)s")}),
        Kind("groups", Group, N_("领导小组"), policy.groups, policy.GROUP_RULES, verbs, forms.GROUP_FORMS, document=_group_document,
             words={"set_up": N_("成立领导小组"), "recompose": N_("修改小组"), "dissolve": N_("撤销小组")}, schema=api.GroupOut),
        Kind("seats", Seat, N_("小组成员"), policy.seats, policy.SEAT_RULES, verbs, forms.SEAT_FORMS,
             words={"seat": N_("加入领导小组"), "reseat": N_("修改成员"), "move_up": N_("上移"), "move_down": N_("下移"),
                    "unseat": N_("移出小组")}, schema=api.SeatOut),
        Kind("people", Person, N_("人员"), policy.people, policy.PERSON_RULES, verbs, forms.PERSON_FORMS,
             document=_person_document,
             words={"add": N_("新增人员"), "rename": N_("改姓名"), "reset_password": N_("重设密码"),
                    "unlock": N_("解除锁定"), "drop_factors": N_("清除两步验证"), "totp_on": N_("启用验证器"), "totp_off": N_("停用验证器"), "key_on": N_("加通行密钥"), "key_off": N_("移除通行密钥"), "codes_new": N_("换恢复码"), "deactivate": N_("停用账号"), "activate": N_("启用账号"),
                    "choose_language": N_("换界面语言"), "set_signing": N_("设签字密码"),
                    "change_password": N_("修改登录密码")}, schema=api.PersonOut),
        Kind("delegations", Delegation, N_("授权"), policy.standing, policy.DELEGATION_RULES, verbs, forms.DELEGATION_FORMS,
             words={"delegate": N_("授权他人代签"), "end_delegation": N_("结束授权")}, schema=api.DelegationOut),
        Kind("posts", Post, N_("任职"), policy.posts, policy.POST_RULES, verbs, forms.POST_FORMS,
             words={"appoint": N_("任命"), "end": N_("结束任职")}, schema=api.PostOut),
    ],
    menu=[
        MenuEntry("manage", N_("单位名录"), "org:units", _signed_in, 10),
        MenuEntry("manage", N_("领导小组"), "org:leadership", _signed_in, 15),
        MenuEntry("manage", N_("人员"), "org:people", _signed_in, 20),
        MenuEntry("manage", N_("导入"), "import_list", lambda person: policy.keeps_units(person, None), 30),
    ],
    imports={"units": UNITS, "people": PEOPLE, "leadership": LEADERSHIP},
)  # fmt: skip
