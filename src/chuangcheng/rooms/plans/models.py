"""Plans, their sections with defaults, and the obligations found in them."""

import datetime as dt
from functools import cached_property
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chuangcheng.kit.files import Blob
from chuangcheng.kit.ids import uuid7
from chuangcheng.kit.life import N_
from chuangcheng.kit.records import Record, state_check, state_field
from chuangcheng.lib import workdays
from chuangcheng.rooms.duties.models import EACH, SIGNING
from chuangcheng.rooms.org.models import Person, Unit
from chuangcheng.rooms.plans import life
from chuangcheng.rooms.standards.models import SCHEME, Criterion

LEAD, COOPERATE, NOT_OURS, NO_TASK = "lead", "cooperate", "not_ours", "no_task"
MARKS = {LEAD: N_("主责"), COOPERATE: N_("配合"), NOT_OURS: N_("不涉及"), NO_TASK: N_("非任务")}

ONCE = "once"
CADENCES = {
    ONCE: N_("一次"),
    "P1D": N_("每日"),
    "P1W": N_("每周"),
    "P10D": N_("每旬"),
    "P15D": N_("每半月"),
    "P1M": N_("每月"),
    "P3M": N_("每季度"),
    "P6M": N_("每半年"),
    "P1Y": N_("每年"),
}
FIELDS = ("responsible", "cooperating", "cadence", "quantity", "deadline", "target", "places")


class Plan(Record):
    """A published document and what was read from it. Versions of one plan share a family."""

    LIFE = life.PLAN

    family = models.UUIDField(default=uuid7, editable=False)
    edition = models.PositiveIntegerField(default=1)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="later")
    title = models.CharField(max_length=200)
    paper_number = models.CharField(max_length=60, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="plans")
    brought_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True)
    filename = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    notes = models.JSONField(default=list)
    start_on = models.DateField()
    end_on = models.DateField()
    state = state_field(life.PLAN)
    failure = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            state_check(life.PLAN, "plans_plan_state"),
            models.UniqueConstraint(fields=["family", "edition"], name="plans_edition_once"),
            models.CheckConstraint(condition=models.Q(start_on__lte=models.F("end_on")), name="plans_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plans:plan", args=[self.pk])

    @property
    def state_words(self) -> str:
        return _(life.PLAN.words[self.state])

    @property
    def brief(self) -> str:
        return f"{self.unit}·{self.state_words}"


class Section(Record):
    """A heading with all that stands under it, and the defaults that its obligations inherit."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="children")
    index = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=30, blank=True)
    title = models.CharField(max_length=300, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    units = models.ManyToManyField(Unit, related_name="+", blank=True)
    cooperating = models.ManyToManyField(Unit, related_name="+", blank=True)
    cadence = models.CharField(max_length=5, blank=True, choices=list(CADENCES.items()))
    end_on = models.DateField(null=True, blank=True)
    part = models.CharField(max_length=20, blank=True, choices=list(SCHEME.items()))
    signing = models.CharField(max_length=10, blank=True, choices=list(SIGNING.items()))

    class Meta:
        ordering = ["plan", "index"]
        constraints = [models.UniqueConstraint(fields=["plan", "index"], name="plans_section_once")]

    def __str__(self) -> str:
        return f"{self.heading}{self.title}"

    def get_absolute_url(self) -> str:
        return reverse("plans:plan", args=[self.plan_id]) + f"?section={self.index}"


class Obligation(Record):
    """One thing demanded of somebody: what the text says, what a person decided, and how sure the reading is."""

    LIFE = life.OBLIGATION

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="obligations")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, null=True, related_name="obligations")
    lineage = models.UUIDField(default=uuid7)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.CharField(max_length=1000)
    title = models.CharField(max_length=200)
    said = models.JSONField(default=dict)
    cut_by_person = models.BooleanField(default=False)  # its span was chosen, split or joined by hand
    conditional = models.BooleanField(default=False)
    confidence = models.FloatField(default=1.0)
    rule = models.CharField(max_length=60, blank=True)
    state = state_field(life.OBLIGATION)
    mark_as = models.CharField(max_length=10, choices=list(MARKS.items()), default=LEAD)
    units = models.ManyToManyField(Unit, related_name="obligations", blank=True)
    cooperating = models.ManyToManyField(Unit, related_name="+", blank=True)
    cadence = models.CharField(max_length=5, blank=True, choices=list(CADENCES.items()))
    due_day = models.CharField(max_length=3, blank=True)  # the day within a period, as lib.workdays.DAYS writes it
    needed = models.PositiveIntegerField(default=1)
    measure = models.CharField(max_length=10, blank=True)
    due_on = models.DateField(null=True, blank=True)
    part = models.CharField(max_length=20, blank=True, choices=list(SCHEME.items()))
    signing = models.CharField(max_length=10, choices=list(SIGNING.items()), default=EACH)
    criteria = models.ManyToManyField(Criterion, related_name="obligations", blank=True)
    change = models.CharField(max_length=10, blank=True)
    was = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["plan", "start", "id"]
        constraints = [state_check(life.OBLIGATION, "plans_obligation_state")]
        indexes = [models.Index(fields=["plan", "state"], name="plans_obligation_state_idx"),
                   models.Index(fields=["lineage"], name="plans_obligation_lineage")]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plans:plan", args=[self.plan_id]) + f"?ob={self.pk}"

    @property
    def state_words(self) -> str:
        return _(life.OBLIGATION.words[self.state])

    @property
    def mark_words(self) -> str:
        return _(MARKS[self.mark_as])

    @property
    def vague_word(self) -> str:
        """The word (定期、常态化) by which the text leaves the cadence open, if it does."""
        cadence = self.said.get("cadence") or {}
        return str(cadence.get("text", "")) if cadence.get("value") == "vague" else ""

    @property
    def unknown(self) -> list[str]:
        """Whom the text names and the county does not know: units without a name or alias like this."""
        named = [*(self.said.get("responsible") or ()), *(self.said.get("cooperating") or ())]
        return [mention["text"] for mention in named if mention.get("known") is False]

    @property
    def percent(self) -> int:
        return round(self.confidence * 100)

    @cached_property
    def effective(self) -> "Effective":
        """What holds after the defaults of the section and of those above it."""
        return effective(self)

    @property
    def open_points(self) -> list[str]:
        """What a person still has to decide before it can make duties."""
        if self.mark_as != LEAD:
            return []
        points = [] if self.effective.units else [_("单位未定")]
        return points + ([] if self.effective.cadence else [_("周期未定")])


class Effective:
    """An obligation's values with its section's defaults filled in; `inherited` names those that came from a section."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.cooperating: list[Unit] = []
        self.cadence = ""
        self.due_day = ""
        self.end_on: dt.date | None = None
        self.part = ""
        self.inherited: set[str] = set()

    @property
    def cadence_words(self) -> str:
        """每月, or 每月（25日前）where the text or a person names a day."""
        words = _(CADENCES[self.cadence]) if self.cadence else ""
        day = workdays.day_words(self.due_day, self.cadence, get_language() or "zh")
        return _("%(cadence)s（%(day)s）") % {"cadence": words, "day": day} if day else words


def effective(obligation: Obligation) -> Effective:
    """Own values first, then those of the nearest section above that has them, then the plan's end."""
    found = Effective()
    _take(found, obligation, own=True)
    if not found.cadence and obligation.due_on:
        found.cadence = ONCE
    section = obligation.section
    while section is not None:
        _take(found, section, own=False)
        section = section.parent
    found.end_on = found.end_on or obligation.plan.end_on
    found.due_day = obligation.due_day if workdays.day_fits(obligation.due_day, found.cadence) else ""
    return found


def _take(found: Effective, holder: Any, *, own: bool) -> None:
    for name in ("units", "cooperating", "cadence", "part"):
        if getattr(found, name):
            continue
        value = getattr(holder, name)
        value = list(value.all()) if name in ("units", "cooperating") else value
        if value:
            setattr(found, name, value)
            if not own:
                found.inherited.add(name)
    if not own and found.end_on is None:
        found.end_on = holder.end_on
