"""Duties, their proofs and signatures, and the month's list of a unit."""

import base64
import datetime as dt
import hashlib
import hmac
import json
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chuangcheng.kit import clock
from chuangcheng.kit.life import N_
from chuangcheng.kit.records import Record, state_check, state_field
from chuangcheng.kit.secrets import master_key
from chuangcheng.lib import workdays
from chuangcheng.rooms.duties import life
from chuangcheng.rooms.evidence.models import Evidence
from chuangcheng.rooms.org.models import DEPUTY, PRINCIPAL, ROLES, Delegation, Person, Unit
from chuangcheng.rooms.standards.models import SCHEME, Criterion

EACH, MONTHLY, UNSIGNED = "each", "monthly", "none"
SIGNING = {EACH: N_("逐件签字"), MONTHLY: N_("按月目录签字"), UNSIGNED: N_("不需签字")}
SOON = 3  # days before the due day from which a duty is shown as soon due


class DutyQuery(models.QuerySet["Duty"]):
    def to_do(self) -> "DutyQuery":
        """What the unit still has to hand in."""
        return self.filter(state__in=life.TO_DO)

    def late(self, today: dt.date) -> "DutyQuery":
        """Not handed in, and the due day is over."""
        return self.to_do().filter(due_on__lt=today)

    def soon(self, today: dt.date, days: int = 7) -> "DutyQuery":
        return self.to_do().filter(due_on__gte=today, due_on__lte=today + dt.timedelta(days=days))


class Duty(Record):
    """One obligation, one unit, one period, one due day, and how many are needed."""

    LIFE = life.DUTY

    number = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=200)
    text = models.CharField(max_length=1000, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="duties")
    cooperating = models.ManyToManyField(Unit, related_name="cooperated_duties", blank=True)
    criteria = models.ManyToManyField(Criterion, related_name="duties", blank=True)
    part = models.CharField(max_length=20, blank=True, choices=list(SCHEME.items()))
    origin = models.CharField(max_length=120, blank=True)
    lineage = models.UUIDField(null=True, blank=True)
    period = models.CharField(max_length=12, default="once")
    # The unit that a plan gave it to, once it was handed on to another: what a plan demands of a unit is owed once.
    assigned_to = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    period_from = models.DateField()
    period_to = models.DateField()
    due_on = models.DateField()
    due_before = models.DateField(null=True, blank=True)
    needed = models.PositiveIntegerField(default=1)
    counted = models.PositiveIntegerField(default=0)
    measure = models.CharField(max_length=10, blank=True)
    signing = models.CharField(max_length=10, choices=list(SIGNING.items()), default=EACH)
    state = state_field(life.DUTY)
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    month_list = models.ForeignKey("MonthList", on_delete=models.SET_NULL, null=True, related_name="duties")
    proven_by = models.CharField(max_length=60, blank=True)
    reminded_on = models.DateField(null=True)
    escalated_on = models.DateField(null=True)
    escalation = models.PositiveSmallIntegerField(default=0)

    objects = DutyQuery.as_manager()

    class Meta:
        constraints = [
            state_check(life.DUTY, "duties_duty_state"),
            models.UniqueConstraint(fields=["lineage", "unit", "period"], name="duties_duty_once"),
            models.CheckConstraint(
                condition=models.Q(period_from__lte=models.F("period_to")), name="duties_period_in_order"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "due_on"], name="duties_of_unit"),
            models.Index(fields=["state", "due_on", "id"], name="duties_by_state"),
            models.Index(fields=["due_on", "id"], name="duties_by_due"),
            models.Index(fields=["part", "state", "due_on"], name="duties_by_part"),
            models.Index(fields=["due_on", "part", "state"], name="duties_figures"),
            models.Index(fields=["unit", "due_on", "id"], name="duties_owed", condition=models.Q(state__in=life.TO_DO)),
            models.Index(fields=["ended_at"], name="duties_by_record", condition=~models.Q(proven_by="")),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("duties:detail", args=[self.pk])

    @property
    def state_words(self) -> str:
        if self.state == life.FOR_LIST and self.month_list_id:
            return _("已列目录，待签字")
        return _(life.DUTY.words[self.state])

    @property
    def list_month(self) -> dt.date:
        """The month on whose list it stands: that of its period's end, or of handing in where that was earlier."""
        handed_in = clock.local(self.submitted_at).date() if self.submitted_at else self.period_to
        return min(self.period_to, handed_in).replace(day=1)

    @property
    def brief(self) -> str:
        return "·".join([str(self.unit), *([] if self.period == "once" else [self.period_words]), self.state_words])

    @property
    def is_to_do(self) -> bool:
        return self.state in life.TO_DO

    @property
    def key(self) -> str:
        return str(self.pk)

    @property
    def full_title(self) -> str:
        """With the period before it, where the line has no column for it: 6月·清除小广告."""
        return self.title if self.period == "once" else f"{self.period_words}·{self.title}"

    @property
    def is_returned(self) -> bool:
        return self.state == life.RETURNED

    @property
    def is_under_way(self) -> bool:
        return self.state in life.UNDER_WAY

    @property
    def is_ended(self) -> bool:
        return self.state in life.ENDED

    @property
    def is_handed_in(self) -> bool:
        """Nothing more is asked of the unit: lateness is over."""
        return not self.is_to_do

    @property
    def period_words(self) -> str:
        """The period as people say it: 第 23 周, 6月上旬, 第 2 季度."""
        period = workdays.Period(self.period_from, self.period_to, self.period)
        return workdays.label(period, get_language() or "zh", with_year=self.period_from.year != clock.today().year)

    @property
    def is_late(self) -> bool:
        """Not handed in and the due day is over."""
        return self.is_to_do and self.due_on < clock.today()

    @property
    def is_supplied_late(self) -> bool:
        """补报: handed in after the due day. Said in grey words, not shamed."""
        return (
            self.submitted_at is not None and not self.is_to_do and clock.local(self.submitted_at).date() > self.due_on
        )

    @property
    def missing(self) -> int:
        return max(0, self.needed - self.counted)

    @property
    def part_words(self) -> str:
        return _(SCHEME[self.part]) if self.part else ""

    @property
    def signing_words(self) -> str:
        return _(SIGNING[self.signing])

    @property
    def steps_done(self) -> int:
        """How many of the four steps (submitted, two signatures, review) are behind: the meter in lists."""
        done = {life.FOR_LIST: 1, life.FOR_DEPUTY: 1, life.FOR_PRINCIPAL: 2, life.FOR_OFFICE: 3, life.ACCEPTED: 4}
        return done.get(self.state, 0)


class Proof(models.Model):
    """A piece of evidence that a duty counts."""

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="proofs")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="proofs")
    counts = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField(default=clock.now)

    @property
    def is_of_other_period(self) -> bool:
        """The piece says of itself that it is of other days than the duty asks for."""
        return not self.evidence.covers(self.duty.period_from, self.duty.period_to)

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [models.UniqueConstraint(fields=["duty", "evidence"], name="duties_proof_once")]
        indexes = [models.Index(fields=["added_at"], name="duties_proof_newest")]


class Signature(models.Model):
    """A lead's signature under a duty or a month's list, bound to exactly what was signed."""

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, null=True, related_name="signatures")
    month_list = models.ForeignKey("MonthList", on_delete=models.CASCADE, null=True, related_name="signatures")
    role = models.CharField(max_length=20)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    # By whose word, where the lead had somebody sign in their stead.
    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    judged = models.CharField(max_length=64)
    judged_pieces = models.JSONField(default=list)
    void_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]

    @property
    def role_words(self) -> str:
        return _(ROLES[self.role])

    @property
    def signer(self) -> str:
        """Who signed, and for whom: 王某 代 李某."""
        if self.delegation is None:
            return self.person.name
        return _("%(who)s 代 %(lead)s") % {"who": self.person.name, "lead": self.delegation.post.person.name}

    @property
    def for_another(self) -> bool:
        """Signed by the lead of a unit above because the unit's own post was vacant."""
        signed = self.duty or self.month_list
        return signed is not None and signed.unit_id != self.unit_id


class MonthList(Record):
    """A unit's list (目录) of a month's routine material: the leads sign it once."""

    LIFE = life.MONTH_LIST

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="month_lists")
    month = models.DateField()
    state = state_field(life.MONTH_LIST)
    drawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-month", "unit"]
        constraints = [state_check(life.MONTH_LIST, "duties_list_state")]

    def __str__(self) -> str:
        return _("%(unit)s %(month)s材料目录") % {"unit": self.unit, "month": month_words(self.month)}

    def get_absolute_url(self) -> str:
        return reverse("duties:month_list", args=[self.pk])

    @property
    def state_words(self) -> str:
        return _(life.MONTH_LIST.words[self.state])

    def was_signed_with(self, duty: "Duty", pieces: list[Any]) -> bool:
        """Whether every signature under this list, if any, was given to exactly these pieces of the duty."""
        return all([str(duty.pk), pieces] in signature.judged_pieces for signature in self.signatures.all())


def month_words(day: dt.date) -> str:
    return _("%(year)s年%(month)s月") % {"year": day.year, "month": day.month}


def pieces_of(duty: Duty) -> list[list[Any]]:
    """Exactly what a decision about the duty judges."""
    return [proof.evidence.exactly() for proof in duty.proofs.select_related("evidence").order_by("added_at", "id")]


def judged(pieces: list[Any]) -> str:
    """The hash by which a decision is bound to what it judged."""
    return hashlib.sha256(json.dumps(pieces, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


SIGNERS = {life.FOR_DEPUTY: DEPUTY, life.FOR_PRINCIPAL: PRINCIPAL}


class DayOverride(Record):
    """A day that the county declares working or free, over the statutory calendar."""

    on = models.DateField(unique=True)
    is_workday = models.BooleanField()
    name = models.CharField(max_length=60)

    class Meta:
        ordering = ["on"]

    def __str__(self) -> str:
        return f"{self.on} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("duties:workdays")


class Feed(Record):
    """A person's calendar address. Nothing of it is secret in the database: the token is made with the county's key."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["person", "closed_at"], name="duties_feed_person")]

    def __str__(self) -> str:
        return _("%(person)s 的日历订阅") % {"person": self.person}

    @property
    def token(self) -> str:
        """What only the person's own address holds."""
        made = hmac.new(master_key(), b"feed" + self.pk.bytes, hashlib.sha256).digest()
        return base64.urlsafe_b64encode(made).decode().rstrip("=")

    def get_absolute_url(self) -> str:
        return reverse("org:me")

    @property
    def address(self) -> str:
        return reverse("duties:feed", args=[self.pk, self.token])
