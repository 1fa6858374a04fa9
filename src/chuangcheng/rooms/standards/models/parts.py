"""What hangs on a standard beside its tree: checklist items by kind of place, questions, the negative list. Each is tied
to criteria; numbers inside JSON are kept as text, exactly as they were written."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuangcheng.kit.punctuation import joined
from chuangcheng.kit.records import Record
from chuangcheng.rooms.standards.models.standard import EXAMPLE, Criterion, Standard
from chuangcheng.rooms.standards.models.words import certain, in_language, percent, plain
from chuangcheng.rooms.standards.scheme import (
    ABOUTS,
    ALERTS,
    ANSWERS,
    CERTAINTIES,
    COUNTED,
    EFFECTS,
    GRADED,
    HOWS,
    POINTS,
    STATUSES,
)


class Parts(models.Manager[Any]):
    """The criteria come with every row: whoever shows one shows them, and a list must not ask once a row."""

    def get_queryset(self) -> "models.QuerySet[Any]":
        return super().get_queryset().prefetch_related(models.Prefetch("criteria", Criterion.objects.order_by("path")))


class Part(Record):
    """A row of a standard with a code of its own. `number` is its place in the standard's file."""

    TAB = ""

    objects = Parts()

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="%(class)ss")
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=30)
    wording = models.CharField(max_length=600)
    wording_en = models.CharField(max_length=900, blank=True)
    criteria = models.ManyToManyField(Criterion, related_name="%(class)ss", blank=True)
    source = models.CharField(max_length=300, blank=True)
    certainty = models.CharField(max_length=1, blank=True, choices=list(CERTAINTIES.items()))

    class Meta:
        abstract = True
        ordering = ["standard", "number"]

    def __str__(self) -> str:
        return f"{self.code} {self.words}"

    def get_absolute_url(self) -> str:
        """Where it stands on its standard's page."""
        return f"{reverse('standards:standard', args=[self.standard_id])}?tab={self.TAB}&words={self.code}"

    @property
    def words(self) -> str:
        return in_language(self.wording, self.wording_en)

    @property
    def is_invented(self) -> bool:
        """Written by us, with no public report behind it."""
        return self.source == EXAMPLE

    @property
    def certainty_words(self) -> str:
        return certain(self.certainty)


class ChecklistItem(Part):
    """What is looked at in places of a kind, as a statement that is met or not.

    `answer` says how: met or not; one of `grades` [{grade, zh, en, share}]; or a count, at least `least`, no two
    neighbours more than `spacing` metres apart.
    """

    TAB = "checklists"

    place_kind = models.CharField(max_length=60)
    how = models.CharField(max_length=10, choices=list(HOWS.items()))
    answer = models.CharField(max_length=10, choices=list(ANSWERS.items()))
    grades = models.JSONField(default=list, blank=True)
    least = models.PositiveIntegerField(null=True, blank=True)
    spacing = models.PositiveIntegerField(null=True, blank=True)

    class Meta(Part.Meta):
        constraints = [models.UniqueConstraint(fields=["standard", "code"], name="standards_checklist_item_once")]
        indexes = [models.Index(fields=["standard", "place_kind", "number"], name="standards_checklist")]

    @property
    def how_words(self) -> str:
        return _(HOWS[self.how])

    @property
    def answer_words(self) -> str:
        """How it is answered: `分档：A 好 100%、B …`, `至少 2 个，间距不超过 100 米`."""
        if self.answer == GRADED:
            return joined(_grade_words(grade) for grade in self.grades)
        if self.answer == COUNTED:
            words = ngettext("至少 %(n)s 个", "至少 %(n)s 个", self.least or 0) % {"n": self.least}
            return words + (_("，间距不超过 %(n)s 米") % {"n": self.spacing} if self.spacing else "")
        return _(ANSWERS[self.answer])


def _grade_words(grade: dict[str, Any]) -> str:
    said = f"{grade['grade']} {in_language(grade['zh'], grade['en'])}".strip()
    return f"{said} {percent(grade['share'])}"


class Question(Part):
    """A question to residents. `options` are [{zh, en, share}]; one whose share is None is not counted."""

    TAB = "questions"

    about = models.CharField(max_length=20, choices=list(ABOUTS.items()))
    options = models.JSONField(default=list)
    weight = models.DecimalField(max_digits=7, decimal_places=3)

    class Meta(Part.Meta):
        constraints = [models.UniqueConstraint(fields=["standard", "code"], name="standards_question_once")]

    @property
    def about_words(self) -> str:
        return _(ABOUTS[self.about])

    @property
    def weight_words(self) -> str:
        return plain(self.weight)

    @property
    def option_rows(self) -> list[tuple[str, str]]:
        """The options in words, each with its share (empty: not counted)."""
        return [
            (in_language(o["zh"], o["en"]), "" if o["share"] is None else percent(o["share"])) for o in self.options
        ]


class NegativeItem(Part):
    """What must not happen. `line` is a key of the standard's lines, `effects` are [{status, effect, points}], `window` the
    months before the assessment in which it counts (0: always). The first of `unit_kinds` is responsible.
    """

    TAB = "negative"

    line = models.CharField(max_length=60)
    level = models.CharField(max_length=10, choices=list(ALERTS.items()))
    effects = models.JSONField(default=list)
    window = models.PositiveSmallIntegerField(default=0)
    unit_kinds = models.JSONField(default=list)

    class Meta(Part.Meta):
        constraints = [models.UniqueConstraint(fields=["standard", "code"], name="standards_negative_item_once")]

    @property
    def level_words(self) -> str:
        return _(ALERTS[self.level])

    @property
    def window_words(self) -> str:
        if not self.window:
            return _("任何时候发生都算")
        return ngettext("测评前 %(n)s 个月内", "测评前 %(n)s 个月内", self.window) % {"n": self.window}

    @property
    def effect_rows(self) -> list[tuple[str, str]]:
        """What follows, by what the place is: `提名城市`, `扣测评分 3 分`."""
        return [(_(STATUSES[status]), _effect_words(row)) for row in self.effects for status in [row["status"]]]


def _effect_words(row: dict[str, Any]) -> str:
    if row["effect"] == POINTS:
        one = row["points"] == 1
        return ngettext("扣测评分 %(n)s 分", "扣测评分 %(n)s 分", 1 if one else 2) % {"n": plain(row["points"])}
    effect = row["effect"]
    return _(EFFECTS[effect])
