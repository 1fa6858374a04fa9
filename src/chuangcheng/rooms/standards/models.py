"""Standards, their headings and criteria."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chuangcheng.kit.life import N_
from chuangcheng.kit.records import Record

MATERIAL, ONSITE, SURVEY = "material", "onsite", "survey"
METHODS = {MATERIAL: N_("材料审核"), ONSITE: N_("实地考察"), SURVEY: N_("问卷调查")}

# The plan's own scheme: 1 + 3 + 5.
GRIPS = {"material": N_("网上申报"), "satisfaction": N_("群众满意度"), "negative": N_("负面清单")}
ACTIONS = {
    "infrastructure": N_("基础设施"),
    "appearance": N_("市容市貌"),
    "traffic": N_("交通秩序"),
    "markets": N_("市场管理"),
    "minors": N_("未成年人"),
}
SCHEME = {**GRIPS, **ACTIONS}


def _in_language(chinese: str, english: str) -> str:
    return english if english and (get_language() or "").startswith("en") else chinese


class Standard(Record):
    """One edition of an assessment system. `levels` names its levels from the top, each with zh and en."""

    slug = models.SlugField(max_length=60)
    edition = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=160, blank=True)
    levels = models.JSONField()
    is_example = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    in_use = models.BooleanField(default=True)

    class Meta:
        ordering = ["slug", "-edition"]
        constraints = [models.UniqueConstraint(fields=["slug", "edition"], name="standards_edition_once")]

    def __str__(self) -> str:
        return f"{_in_language(self.title, self.title_en)} {self.edition}"

    def get_absolute_url(self) -> str:
        return reverse("standards:standard", args=[self.pk])


class Heading(models.Model):
    """An inner node of the tree. `path` sorts the tree in its printed order."""

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="headings")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="children")
    level = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=30)
    printed = models.CharField(max_length=30)
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=400, blank=True)
    path = models.CharField(max_length=60)

    class Meta:
        ordering = ["path"]
        constraints = [models.UniqueConstraint(fields=["standard", "code"], name="standards_heading_once")]

    def __str__(self) -> str:
        return f"{self.printed} {_in_language(self.title, self.title_en)}"


class Criterion(Record):
    """A leaf of the tree: what is demanded, how it is judged, what proves it."""

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="criteria")
    heading = models.ForeignKey(Heading, on_delete=models.CASCADE, related_name="criteria")
    code = models.CharField(max_length=30)
    printed = models.CharField(max_length=30)
    wording = models.CharField(max_length=600)
    wording_en = models.CharField(max_length=900, blank=True)
    methods = models.JSONField(default=list)
    weight = models.DecimalField(max_digits=7, decimal_places=3, default=Decimal(0))
    unit_kinds = models.JSONField(default=list)
    place_kinds = models.JSONField(default=list)
    asks = models.JSONField(default=list)
    part = models.CharField(max_length=20, blank=True, choices=list(SCHEME.items()))
    source = models.CharField(max_length=300, blank=True)
    path = models.CharField(max_length=70)

    class Meta:
        ordering = ["path"]
        constraints = [models.UniqueConstraint(fields=["standard", "code"], name="standards_criterion_once")]

    def __str__(self) -> str:
        return f"{self.printed} {self.words}"

    def get_absolute_url(self) -> str:
        return reverse("standards:criterion", args=[self.pk])

    @property
    def words(self) -> str:
        """The wording in the reader's language."""
        return _in_language(self.wording, self.wording_en)

    @property
    def method_words(self) -> str:
        return "、".join(_(METHODS[m]) for m in self.methods)

    @property
    def part_words(self) -> Any:
        return _(SCHEME[self.part]) if self.part else ""
