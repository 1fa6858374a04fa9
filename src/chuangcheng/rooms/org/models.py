"""Units, people, posts and named sets of units."""

import uuid
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password, make_password
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.kit import clock
from chuangcheng.kit.life import N_
from chuangcheng.kit.punctuation import joined
from chuangcheng.kit.records import Record

OFFICE, LIAISON, DEPUTY, PRINCIPAL = "office", "liaison", "deputy", "principal"
INSPECTOR, HANDLER, INTERVIEWER, ADMIN, AUDITOR = "inspector", "handler", "interviewer", "admin", "auditor"
ROLES = {
    OFFICE: N_("创建办"),
    LIAISON: N_("联络员"),
    DEPUTY: N_("分管负责同志"),
    PRINCIPAL: N_("主要负责同志"),
    INSPECTOR: N_("督查员"),
    HANDLER: N_("处置人员"),
    INTERVIEWER: N_("访员"),
    ADMIN: N_("管理员"),
    AUDITOR: N_("审计员"),
}
LEADS = (DEPUTY, PRINCIPAL)

UNIT_KINDS = {
    "county": N_("县（市、区）"),
    "office": N_("办公室"),
    "bureau": N_("部门"),
    "town": N_("镇（街道）"),
    "community": N_("村（社区）"),
    "section": N_("内设机构"),
    "other": N_("其他单位"),
}
STEP = 5  # characters of one level in a unit's path


class Unit(Record):
    """A unit of the tree. `path` lists the numbers of its ancestors and itself, so that a subtree is one prefix."""

    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(max_length=100, unique=True)
    short_name = models.CharField(max_length=30, blank=True)
    aliases = models.JSONField(default=list, blank=True)
    kind = models.CharField(max_length=20, choices=list(UNIT_KINDS.items()), default="bureau")
    functions = models.JSONField(default=list, blank=True)  # what it answers for, in the words of the standards
    path = models.CharField(max_length=60, unique=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["path"]

    def __str__(self) -> str:
        return self.short_name or self.name

    def get_absolute_url(self) -> str:
        return reverse("org:unit", args=[self.pk])

    @property
    def depth(self) -> int:
        return len(self.path) // STEP

    @property
    def indent(self) -> int:
        """Depth below the root, for lists drawn as a tree."""
        return self.depth - 1

    def names(self) -> list[str]:
        """Every name the unit goes by, the longest first."""
        return sorted({self.name, self.short_name, *self.aliases} - {""}, key=len, reverse=True)

    @property
    def kind_words(self) -> str:
        return _(UNIT_KINDS[self.kind])


class UnitSet(Record):
    """A named set of units (各成员单位、各镇街), expanded where a plan names it."""

    name = models.CharField(max_length=60, unique=True)
    aliases = models.JSONField(default=list, blank=True)
    units = models.ManyToManyField(Unit, related_name="sets")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("org:units")


LEADER, FIRST_DEPUTY, GROUP_DEPUTY = "leader", "first_deputy", "group_deputy"
MEMBER, OFFICE_HEAD, OFFICE_DEPUTY = "member", "office_head", "office_deputy"
RANKS = {
    LEADER: N_("组长"),
    FIRST_DEPUTY: N_("第一副组长"),
    GROUP_DEPUTY: N_("副组长"),
    MEMBER: N_("成员"),
    OFFICE_HEAD: N_("办公室主任"),
    OFFICE_DEPUTY: N_("办公室副主任"),
}


class Group(Record):
    """A leadership group (领导小组): who leads the campaign, which units are in it, and which unit is its office."""

    name = models.CharField(max_length=100, unique=True)
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="office_of")
    paper = models.CharField(max_length=100, blank=True)
    dissolved_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('org:leadership')}#group-{self.pk}"


class Seat(Record):
    """A place in a leadership group: somebody by rank, or a member unit, in the order of the paper.

    County leaders often have no account: then the seat has a name only.
    """

    PERSONAL = ("name",)

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="seats")
    rank = models.CharField(max_length=20, choices=list(RANKS.items()))
    place = models.PositiveIntegerField(default=0)
    person = models.ForeignKey("Person", on_delete=models.PROTECT, null=True, blank=True, related_name="seats")
    name = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=100, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="seats")
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["place", "created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | ~models.Q(name="") | models.Q(unit__isnull=False),
                name="org_seat_is_taken",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rank_words}·{self.who or self.unit}"

    def get_absolute_url(self) -> str:
        return reverse("org:leadership")

    @property
    def who(self) -> str:
        return self.person.name if self.person else self.name

    @property
    def rank_words(self) -> str:
        return _(RANKS[self.rank])


class PersonManager(BaseUserManager["Person"]):
    """How allauth and kit find people."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username=username)

    def system(self, name: str) -> "Person":
        """The system person of that name: has no password and cannot sign in."""
        found, _made = self.get_or_create(
            username=f"system.{name}", defaults={"name": N_("系统"), "is_system": True, "password": make_password(None)}
        )
        return found


class Person(AbstractBaseUser, Record):
    """Someone with an account, or a machine that acts as a named system person."""

    PERSONAL = ("name", "username")
    SECRET = ("password", "signing", "must_change")

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=40)
    language = models.CharField(max_length=10, default="zh-hans")
    signing = models.CharField(max_length=128, blank=True)
    # The password was given by somebody else: the person changes it before anything else.
    must_change = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    is_system = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = PersonManager()

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("org:person", args=[self.pk])

    @cached_property
    def in_hand(self) -> list["Post"]:
        """The posts held today and those for whose holder the person signs today, with their units: asked for at once, since
        every page needs both."""
        given = Delegation.objects.within_days().filter(delegate=self).values("post")
        found = Post.objects.current().filter(models.Q(person=self) | models.Q(pk__in=given))
        return list(found.select_related("unit", "person").order_by("unit__path", "role"))

    @property
    def held(self) -> list["Post"]:
        """The posts held today."""
        return [post for post in self.in_hand if post.person_id == self.pk]

    @property
    def entrusted(self) -> list["Post"]:
        """The posts of others, leads, for whom the person signs today."""
        return [post for post in self.in_hand if post.person_id != self.pk] if self.is_active else []

    @cached_property
    def roles(self) -> frozenset[str]:
        return frozenset(post.role for post in self.held)

    def holds(self, role: str, unit_id: uuid.UUID | None = None) -> bool:
        """Whether the person has the role, in the unit if one is given."""
        return any(post.role == role and unit_id in (None, post.unit_id) for post in self.held)

    @property
    def is_office(self) -> bool:
        return OFFICE in self.roles

    @property
    def is_admin(self) -> bool:
        return ADMIN in self.roles

    @property
    def is_auditor(self) -> bool:
        return AUDITOR in self.roles

    @cached_property
    def own_units(self) -> frozenset[uuid.UUID]:
        """The units in which the person holds a post."""
        return frozenset(post.unit_id for post in self.held)

    @cached_property
    def reach(self) -> frozenset[uuid.UUID]:
        """The units whose work the person sees: those of the posts, and of those that were delegated, and all below them."""
        if not self.in_hand:
            return frozenset()
        below = models.Q()
        for post in self.in_hand:
            below |= models.Q(path__startswith=post.unit.path)
        return frozenset(Unit.objects.filter(below).values_list("pk", flat=True))

    def unit_words(self) -> str:
        """The unit that stands beside the person's name."""
        return str(self.held[0].unit) if self.held else ""

    def role_words(self) -> str:
        return joined(dict.fromkeys(_(ROLES[post.role]) for post in self.held))

    def set_signing(self, raw: str) -> None:
        """Set a signing password of its own (签字密码); empty goes back to the login password."""
        self.signing = make_password(raw) if raw else ""

    def check_signing(self, raw: str) -> bool:
        return check_password(raw, self.signing or self.password)


class PostQuery(models.QuerySet["Post"]):
    def current(self) -> "PostQuery":
        """Posts held today by people who may sign in."""
        today = clock.today()
        ended = models.Q(ended_on=None) | models.Q(ended_on__gt=today)
        return self.filter(ended, started_on__lte=today, person__is_active=True)


class Post(Record):
    """A role that a person has within a unit, from a day on, perhaps until a day."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=20, choices=list(ROLES.items()))
    started_on = models.DateField(default=clock.today)
    ended_on = models.DateField(null=True, blank=True)

    objects = PostQuery.as_manager()

    class Meta:
        ordering = ["unit__path", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "unit", "role"], condition=models.Q(ended_on=None), name="org_post_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person.name}·{self.unit}·{_(ROLES[self.role])}"

    def get_absolute_url(self) -> str:
        return reverse("org:unit", args=[self.unit_id])

    @property
    def role_words(self) -> str:
        return _(ROLES[self.role])


LEFT, POST_ENDED, EARLY = "left", "post_ended", "early"
ENDINGS = {EARLY: N_("提前结束"), LEFT: N_("受托人不再任职"), POST_ENDED: N_("授权人的任职结束")}


class DelegationQuery(models.QuerySet["Delegation"]):
    def within_days(self) -> "DelegationQuery":
        """Those whose days are now and that were not ended. They hold while both people are there."""
        return self.standing().filter(from_on__lte=clock.today())

    def standing(self) -> "DelegationQuery":
        """Those that hold or will hold."""
        return self.filter(ended_at=None, until_on__gte=clock.today())


class Delegation(Record):
    """授权: a lead has somebody sign in their stead from a day to a day. What was delegated cannot be delegated on, since it
    hangs on a post of the lead's own."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="delegations")
    delegate = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations")
    from_on = models.DateField()
    until_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=20, blank=True, choices=list(ENDINGS.items()))

    objects = DelegationQuery.as_manager()

    class Meta:
        ordering = ["-from_on", "-created_at"]
        indexes = [models.Index(fields=["delegate", "until_on"], name="org_delegated_to")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(from_on__lte=models.F("until_on")), name="org_delegation_in_order"
            )
        ]

    def __str__(self) -> str:
        return _("%(lead)s授权%(who)s代签") % {"lead": self.post.person.name, "who": self.delegate.name}

    def get_absolute_url(self) -> str:
        return reverse("org:me")

    @property
    def has_begun(self) -> bool:
        return self.from_on <= clock.today()


def child_path(parent: Unit | None, siblings: Iterable[Any]) -> str:
    """The path of a new unit under a parent: one more than the highest of its siblings."""
    start = parent.path if parent else ""
    taken = [int(path[len(start) : len(start) + STEP]) for path in siblings if path]
    return f"{start}{max(taken, default=0) + 1:0{STEP}d}"
