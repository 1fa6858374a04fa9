"""Suggestions for what a plan leaves open: units by name, periods by precedent, criteria by likeness of words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from chuangcheng.lib import hanzi
from chuangcheng.rooms.org.models import Unit
from chuangcheng.rooms.org.queries import expand, names
from chuangcheng.rooms.plans.models import Obligation
from chuangcheng.rooms.standards.models import Criterion

MONTHLY = "P1M"
LIKE = 0.25  # below this likeness a criterion is not worth showing

# Words of a heading that show which part of 1 + 3 + 5 its obligations belong to.
PART_WORDS = {
    "material": ("网上申报", "网申", "申报材料", "材料"),
    "satisfaction": ("满意度", "群众", "问卷"),
    "negative": ("负面清单",),
    "infrastructure": ("基础设施", "市政", "道路设施"),
    "appearance": ("市容", "环境卫生", "环境"),
    "traffic": ("交通",),
    "markets": ("市场",),
    "minors": ("未成年人", "校园", "学校"),
}


# 各镇, 街道办事处, 各村（社区）: all units of a kind, by the last word of their names.
EVERY = re.compile(r"(?:全?[县市区])?(?:所有|各)?((?:乡镇|镇街|镇|乡|街道|办事处|村居|村|社区|[()、及和])+)")
ENDINGS = {"镇": ("town", "镇"), "乡": ("town", "乡"), "街": ("town", "街道"), "村": ("community", "村"),
           "社区": ("community", "社区"), "居": ("community", "社区")}  # fmt: skip


class UnitFinder:
    """Finds units in surface texts: by full name, short name, alias or the name of a set, of which the longest wins,
    else by their kind (各镇)."""

    def __init__(self) -> None:
        self.names = [(hanzi.fold(name), item) for name, item in names()]
        self.exact: dict[str, Any] = {}
        for name, item in self.names:
            self.exact.setdefault(name, item)
        self.units = {item.pk: item for _name, item in self.names if isinstance(item, Unit)}

    def find(self, surfaces: Iterable[str]) -> list[Unit]:
        """The units meant by the texts, in the order of the tree."""
        return expand([hit for surface in surfaces for hit in self.all(surface)])

    def all(self, surface: str) -> list[Any]:
        """The unit, the set, or all units of the kind that a text names; empty where it names none that is known."""
        hit = self.one(surface)
        return [hit] if hit is not None else self._every(hanzi.fold(surface.strip()))

    def _every(self, folded: str) -> list[Unit]:
        named = EVERY.fullmatch(folded)
        wanted = {ENDINGS[word] for word in ENDINGS if named and word in named[1]}
        return [u for u in self.units.values() if any(u.kind == kind and u.name.endswith(end) for kind, end in wanted)]

    def one(self, surface: str) -> Any:
        folded = hanzi.fold(surface.strip())
        if folded in self.exact:
            return self.exact[folded]
        return next((item for name, item in self.names if len(name) > 2 and name in folded), None)


class CriterionFinder:
    """Ranks the criteria of the standards in use by likeness of their words to an obligation's."""

    def __init__(self) -> None:
        self.criteria = list(Criterion.objects.filter(standard__in_use=True).select_related("heading"))
        self.likeness = hanzi.Likeness([f"{c.heading.title} {c.wording}" for c in self.criteria])

    def find(self, text: str, limit: int = 3) -> list[tuple[Criterion, float]]:
        """The most alike criteria with their likeness (0 to 1)."""
        return [(self.criteria[n], score) for n, score in self.likeness.rank(text, limit) if score >= LIKE]


@dataclass(frozen=True)
class Proposal:
    """A period that a person may take over, and why it is proposed."""

    cadence: str
    precedents: int = 0


def cadence(obligation: Obligation) -> Proposal | None:
    """A period for a vague word: what people chose most often for it before; else every month."""
    word = obligation.vague_word
    if not word:
        return None
    alike = Obligation.objects.filter(said__cadence__text=word).exclude(cadence="").exclude(pk=obligation.pk)
    best = alike.order_by().values("cadence").annotate(n=Count("pk")).order_by("-n").first()
    return Proposal(best["cadence"], best["n"]) if best else Proposal(MONTHLY)


def part(headings: Sequence[str]) -> str:
    """The part of 1 + 3 + 5 that the nearest telling heading names."""
    for title in reversed(headings):
        hits = {key: sum(word in title for word in words) for key, words in PART_WORDS.items()}
        best = max(hits, key=lambda key: hits[key])
        if hits[best] and sum(1 for n in hits.values() if n == hits[best]) == 1:
            return best
    return ""
