"""Standards, their headings and criteria."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuangcheng.kit.records import Record
from chuangcheng.rooms.standards.draft import weight_rule
from chuangcheng.rooms.standards.models.words import certain, in_language, percent, plain
from chuangcheng.rooms.standards.scheme import (
    CADENCES,
    CERTAINTIES,
    COUNT,
    DEDUCTION,
    EVIDENCE_KINDS,
    GRADE,
    METHODS,
    SCHEME,
)

EXAMPLE = "示例"


class Standard(Record):
    """One edition of an assessment system.

    `levels` names its levels from the top, the last one being the criterion. `methods`, `unit_kinds`, `place_kinds` and
    `lines` are the file's own lists: rows with `key`, `zh`, `en` and, where the file gives them, `weight` or `sample`.
    `digest` tells whether a file says the same as what is loaded.
    """

    slug = models.SlugField(max_length=60)
    edition = models.CharField(max_length=40)
    edition_en = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=160, blank=True)
    levels = models.JSONField()
    methods = models.JSONField(default=list)
    unit_kinds = models.JSONField(default=list)
    place_kinds = models.JSONField(default=list)
    lines = models.JSONField(default=list, blank=True)
    period = models.JSONField(default=dict, blank=True)
    is_example = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    source_en = models.CharField(max_length=400, blank=True)
    in_use = models.BooleanField(default=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["slug", "-edition"]
        constraints = [models.UniqueConstraint(fields=["slug", "edition"], name="standards_edition_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.edition_words}"

    def get_absolute_url(self) -> str:
        return reverse("standards:standard", args=[self.pk])

    @property
    def name(self) -> str:
        return in_language(self.title, self.title_en)

    @property
    def edition_words(self) -> str:
        return in_language(self.edition, self.edition_en)

    @property
    def source_words(self) -> str:
        return in_language(self.source, self.source_en)

    @property
    def level_words(self) -> list[str]:
        """The names of the levels, from the top."""
        return [in_language(level["zh"], level["en"]) for level in self.levels]

    @property
    def lowest_words(self) -> str:
        """What this standard calls its criteria."""
        return self.level_words[-1]

    @property
    def method_rows(self) -> list[dict[str, str]]:
        """The methods that it uses, each with its words and its part of the whole weight."""
        return [{"words": in_language(m["zh"], m["en"]), "weight": plain(m["weight"]) if m.get("weight") else ""}
                for m in self.methods]  # fmt: skip

    @property
    def period_words(self) -> str:
        if not self.period:
            return ""
        return _("测评前一个月往前 %(n)s 个月") % {"n": self.period["months"]}

    def words_of(self, kind: str, keys: Iterable[str]) -> list[str]:
        """The words of keys of "methods", "unit_kinds", "place_kinds" or "lines"; a key that is not listed stands for itself."""
        rows = {row["key"]: in_language(row["zh"], row["en"]) for row in getattr(self, kind)}
        return [rows.get(key, key) for key in keys]


class Heading(models.Model):
    """An inner node of the tree. `path` has four digits a level and sorts the tree in its printed order."""

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
        return f"{self.printed} {self.words}"

    @property
    def words(self) -> str:
        return in_language(self.title, self.title_en)


class Criterion(Record):
    """A leaf of the tree: what is demanded, how it is judged, what proves it.

    `weights` splits the weight over the methods. `unit_kinds` and `place_kinds` are keys of the standard's lists, the
    first kind of unit leads. `asks` are rows {kind, count, cadence, words {min, max}}: the evidence of each period.
    `score` is {rule} with what the rule needs ({each, of} or {grades: [{grade, least, share}]}), numbers as text;
    `items` are its points {code, zh, en}.
    """

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="criteria")
    heading = models.ForeignKey(Heading, on_delete=models.CASCADE, related_name="criteria")
    code = models.CharField(max_length=30)
    printed = models.CharField(max_length=30)
    wording = models.CharField(max_length=600)
    wording_en = models.CharField(max_length=900, blank=True)
    methods = models.JSONField(default=list)
    weight = models.DecimalField(max_digits=7, decimal_places=3, default=Decimal(0))
    weights = models.JSONField(default=dict)
    unit_kinds = models.JSONField(default=list)
    place_kinds = models.JSONField(default=list)
    asks = models.JSONField(default=list)
    score = models.JSONField(default=weight_rule)
    items = models.JSONField(default=list, blank=True)
    part = models.CharField(max_length=20, blank=True, choices=list(SCHEME.items()))
    source = models.CharField(max_length=300, blank=True)
    certainty = models.CharField(max_length=1, blank=True, choices=list(CERTAINTIES.items()))
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
        return in_language(self.wording, self.wording_en)

    @property
    def method_words(self) -> str:
        return _("、").join(_(METHODS[method]) for method in self.methods)

    @property
    def part_words(self) -> str:
        return _(SCHEME[self.part]) if self.part else ""

    @property
    def weight_words(self) -> str:
        return plain(self.weight)

    @property
    def shares(self) -> list[tuple[str, str]]:
        """The methods with their part of the weight (empty where the file does not split it)."""
        return [(_(METHODS[m]), plain(self.weights[m]) if m in self.weights else "") for m in self.methods]

    @property
    def ask_words(self) -> list[str]:
        """What is asked for, a line a kind: `每月 实景图片 5 份`."""
        return [ask_words(ask) for ask in self.asks]

    @property
    def score_words(self) -> list[str]:
        """How its points come about, a line a step: `每篇 0.5 分，最多 2 分`."""
        return score_words(self.score, self.weight)

    @property
    def item_rows(self) -> list[tuple[str, str]]:
        """Its points, each with its code."""
        return [(item["code"], in_language(item["zh"], item["en"])) for item in self.items]

    @property
    def is_invented(self) -> bool:
        """Written by us, with no public report behind it."""
        return self.source == EXAMPLE

    @property
    def certainty_words(self) -> str:
        return certain(self.certainty)


def score_words(score: Mapping[str, Any], weight: Any) -> list[str]:
    """A score rule in words."""
    rule, most = score["rule"], plain(weight)
    if rule == COUNT:
        words = {"of": score["of"], "each": plain(score["each"]), "most": most}
        return [(_("每%(of)s %(each)s 分，最多 %(most)s 分") if Decimal(most) else _("每%(of)s %(each)s 分")) % words]
    if rule == DEDUCTION:
        return [_("每%(of)s扣 %(each)s 分，扣完为止") % {"of": score["of"], "each": plain(score["each"])}]
    if rule == GRADE:
        return [_grade_words(grade, weight) for grade in score["grades"]]
    return [_("按完成程度得分，最多 %(most)s 分") % {"most": most}] if Decimal(most) else []


def _grade_words(grade: Mapping[str, Any], weight: Any) -> str:
    """`达标 5 项为 A，得 2 分`; of a criterion without weight the share."""
    points = Decimal(str(weight)) * Decimal(str(grade["share"]))
    gets = _("%(n)s 分") % {"n": plain(points)} if weight else percent(grade["share"])
    words = {"grade": grade["grade"], "n": grade["least"], "gets": gets}
    if not int(grade["least"]):
        return _("其余为 %(grade)s，得 %(gets)s") % words
    one = ngettext(
        "达标 %(n)s 项为 %(grade)s，得 %(gets)s", "达标 %(n)s 项为 %(grade)s，得 %(gets)s", int(grade["least"])
    )
    return one % words


def ask_words(ask: Mapping[str, Any]) -> str:
    """One kind of evidence in words: how often, what, how many, how long."""
    kind = _(EVIDENCE_KINDS[ask["kind"]])
    often = cadence_words(ask.get("cadence", ""))
    words = ngettext("%(often)s %(kind)s %(n)s 份", "%(often)s %(kind)s %(n)s 份", ask["count"])
    said = (words % {"often": often, "kind": kind, "n": ask["count"]}).strip()
    limits = ask.get("words") or {}
    if limits.get("min") and limits.get("max"):
        said += _("，%(min)s 至 %(max)s 字") % limits
    elif limits.get("max"):
        said += _("，不超过 %(max)s 字") % limits
    elif limits.get("min"):
        said += _("，不少于 %(min)s 字") % limits
    return said


def cadence_words(cadence: str) -> str:
    """`每月` for P1M; a period without a word of its own is spelled out."""
    if not cadence:
        return ""
    if cadence in CADENCES:
        return _(CADENCES[cadence])
    units = {"W": _("每 %(n)s 周"), "M": _("每 %(n)s 个月"), "Y": _("每 %(n)s 年")}
    return units[cadence[-1]] % {"n": cadence[1:-1]}
