"""Papers that the office sends to a unit: 督办单 and 交办单."""

import datetime as dt

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.kit import clock
from chuangcheng.kit.life import N_
from chuangcheng.kit.records import Record, state_check, state_field
from chuangcheng.rooms.duties.models import Duty
from chuangcheng.rooms.evidence.models import Evidence
from chuangcheng.rooms.org.models import Person, Unit
from chuangcheng.rooms.papers import life

SUPERVISE, ASSIGN = "supervise", "assign"
KINDS = {SUPERVISE: N_("督办单"), ASSIGN: N_("交办单")}
LEADER, OVERDUE, CHECK, OTHER = "leader", "overdue", "check", "other"
SOURCES = {LEADER: N_("领导批示"), OVERDUE: N_("逾期任务"), CHECK: N_("检查发现"), OTHER: N_("其他")}


class PaperQuery(models.QuerySet["Paper"]):
    def late(self, today: dt.date) -> "PaperQuery":
        """With the unit, and the due day is over."""
        return self.filter(state__in=life.WITH_UNIT, due_on__lt=today)


class Paper(Record):
    """One paper to one unit: a matter, what is required of it, until when, and how it went."""

    LIFE = life.PAPER

    kind = models.CharField(max_length=10, choices=list(KINDS.items()), default=SUPERVISE)
    # The 文号 as printed, and its parts. The series is the kind's and the year's, whatever the prefix.
    number = models.CharField(max_length=40, blank=True)
    prefix = models.CharField(max_length=20, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    serial = models.PositiveIntegerField(null=True)
    title = models.CharField(max_length=200)
    requirement = models.CharField(max_length=1000)
    source = models.CharField(max_length=10, choices=list(SOURCES.items()), default=OTHER)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="papers")
    duties = models.ManyToManyField(Duty, related_name="papers", blank=True)
    state = state_field(life.PAPER)
    issuer = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    issued_on = models.DateField(null=True)
    due_on = models.DateField()
    due_before = models.DateField(null=True)
    extended_on = models.DateField(null=True)
    received_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=2000, blank=True)
    pieces = models.ManyToManyField(Evidence, related_name="papers", blank=True)
    judged = models.CharField(max_length=64, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    opinion = models.CharField(max_length=500, blank=True)
    ended_on = models.DateField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = PaperQuery.as_manager()

    class Meta:
        constraints = [
            state_check(life.PAPER, "papers_paper_state"),
            models.UniqueConstraint(fields=["kind", "year", "serial"], name="papers_number_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=life.UNISSUED) | ~models.Q(number=""), name="papers_issued_with_number"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "due_on"], name="papers_of_unit"),
            models.Index(fields=["state", "due_on", "id"], name="papers_by_state"),
            models.Index(fields=["issued_on"], name="papers_by_issue"),
            models.Index(fields=["state", "ended_on"], name="papers_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.number}·{self.title}" if self.number else self.title

    def get_absolute_url(self) -> str:
        return reverse("papers:detail", args=[self.pk])

    @property
    def brief(self) -> str:
        return "·".join([self.kind_words, str(self.unit), self.state_words])

    @property
    def kind_words(self) -> str:
        return _(KINDS[self.kind])

    @property
    def source_words(self) -> str:
        return _(SOURCES[self.source])

    @property
    def state_words(self) -> str:
        return _(life.PAPER.words[self.state])

    @property
    def is_issued(self) -> bool:
        return self.state not in life.UNISSUED

    @property
    def is_with_unit(self) -> bool:
        return self.state in life.WITH_UNIT

    @property
    def is_ended(self) -> bool:
        return self.state in life.ENDED

    @property
    def is_late(self) -> bool:
        """Issued, not answered, and the due day is over."""
        return self.is_with_unit and self.due_on < clock.today()

    @property
    def is_answered_late(self) -> bool:
        """Answered after the due day. Said in grey words, as for duties."""
        answered = clock.local(self.answered_at).date() if self.answered_at and not self.is_with_unit else None
        return answered is not None and answered > self.due_on

    @property
    def is_due_settled(self) -> bool:
        """Nothing is asked of the unit any more, or not yet."""
        return not self.is_with_unit
