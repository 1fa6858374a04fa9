"""The comparison of two loaded editions as a page shows it: which changes, in what words, filtered and counted."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _

from chuangcheng.kit.exports import Column
from chuangcheng.kit.life import N_
from chuangcheng.kit.punctuation import joined
from chuangcheng.rooms.standards import compare
from chuangcheng.rooms.standards.compare import Change
from chuangcheng.rooms.standards.keeping import draft_of
from chuangcheng.rooms.standards.models import ChecklistItem, Criterion, Heading, NegativeItem, Question, Standard

MODELS: Mapping[str, Any] = {"headings": Heading, "criteria": Criterion, "checklists": ChecklistItem,
                             "questions": Question, "negative": NegativeItem}  # fmt: skip
KEPT_FOR = 3600  # seconds that a comparison is kept; the editions never change
FIELDS = {"wording": N_("措辞"), "heading": N_("所在标题"), "code": N_("编号"), "printed": N_("纸面编号"), "english": N_("英文"),
          "basis": N_("依据"), "weight": N_("分值"), "weights": N_("各方法分值"), "score": N_("计分"), "items": N_("评分要点"),
          "methods": N_("测评方法"), "evidence": N_("材料要求"), "unit_kinds": N_("责任单位"), "place_kinds": N_("判定点位"),
          "part": N_("属于"), "criteria": N_("对应标准"), "place_kind": N_("点位类别"), "how": N_("方式"), "answer": N_("判法"),
          "about": N_("测什么"), "options": N_("选项"), "line": N_("条线"), "level": N_("级别"), "effects": N_("后果"),
          "window": N_("计算期")}  # fmt: skip
HEAD = {"title": N_("名称"), "title_en": N_("英文名称"), "example": N_("是否示例"), "source": N_("来源"), "source_en": N_("英文来源"),
        "period": N_("材料所属期"), "levels": N_("层级"), "methods": N_("测评方法"), "unit_kinds": N_("责任单位类别"),
        "place_kinds": N_("点位类别"), "lines": N_("工作条线")}  # fmt: skip


def _pairs(rows: Iterable[tuple[str, str]]) -> str:
    return joined(f"{words} {number}".strip() for words, number in rows)


# How a field of a loaded row is said.
SAID: Mapping[str, Callable[[Any], str]] = {
    "heading": lambda row: str((row.heading if isinstance(row, Criterion) else row.parent) or _("最上层")),
    "code": lambda row: row.code,
    "printed": lambda row: row.printed,
    "english": lambda row: row.title_en if isinstance(row, Heading) else row.wording_en,
    "basis": lambda row: f"{row.source} {row.certainty_words}".strip(),
    "weight": lambda row: row.weight_words,
    "weights": lambda row: _pairs(row.shares),
    "score": lambda row: joined(row.score_words),
    "items": lambda row: joined(words for _code, words in row.item_rows),
    "methods": lambda row: row.method_words,
    "evidence": lambda row: joined(row.ask_words),
    "unit_kinds": lambda row: joined(row.standard.words_of("unit_kinds", row.unit_kinds)),
    "place_kinds": lambda row: joined(row.standard.words_of("place_kinds", row.place_kinds)),
    "part": lambda row: row.part_words,
    "criteria": lambda row: joined(criterion.code for criterion in row.criteria.all()),
    "place_kind": lambda row: row.standard.words_of("place_kinds", [row.place_kind])[0],
    "how": lambda row: row.how_words,
    "answer": lambda row: row.answer_words,
    "about": lambda row: row.about_words,
    "options": lambda row: _pairs(row.option_rows),
    "line": lambda row: row.standard.words_of("lines", [row.line])[0],
    "level": lambda row: row.level_words,
    "effects": lambda row: _pairs(row.effect_rows),
    "window": lambda row: row.window_words,
}


@dataclass(frozen=True)
class Shown:
    """A change with its words: where it can be opened, and each field that changed with what it was and is."""

    change: Change
    old: Any
    new: Any

    @property
    def part_words(self) -> str:
        return _(compare.PARTS[self.change.part])

    @property
    def badges(self) -> list[tuple[str, str]]:
        """The kinds of change in words, each with the tone of its badge."""
        tones = {"added": "ok", "removed": "idle"}
        return [(tones.get(name, "line"), _(compare.CLASSES[name])) for name in self.change.classes]

    @property
    def code(self) -> str:
        """The code, the older one first where there are two."""
        codes = [getattr(row, "printed", "") or row.code for row in (self.change.old, self.change.new) if row]
        return " → ".join(dict.fromkeys(codes))

    @property
    def url(self) -> str:
        """The page of the newer row; a heading has none."""
        row = self.new or self.old
        return row.get_absolute_url() if hasattr(row, "get_absolute_url") else ""

    @property
    def facts(self) -> list[tuple[str, str, str]]:
        """Field, what it was, what it is; the wording stands above them."""
        return [(_(FIELDS[name]), SAID[name](self.old), SAID[name](self.new))
                for name in self.change.fields if name != "wording"]  # fmt: skip


@dataclass(frozen=True)
class Comparison:
    """All that changed between two editions."""

    old: Standard
    new: Standard
    changes: Sequence[Change]
    head: Sequence[str]

    def counts(self, name: str, *, part: str = "", kind: str = "") -> list[tuple[str, int]]:
        """How many changes each choice of a filter ("part" or "kind") would give beside the other one."""
        counted: Counter[str] = Counter()
        for change in self.of(part=part if name == "kind" else "", kind=kind if name == "part" else ""):
            counted.update(change.classes if name == "kind" else [change.part])
        return [(key, counted[key]) for key in (compare.CLASSES if name == "kind" else compare.PARTS) if counted[key]]

    def of(self, *, part: str = "", kind: str = "") -> list[Change]:
        return [change for change in self.changes
                if (not part or change.part == part) and (not kind or kind in change.classes)]  # fmt: skip

    @property
    def head_words(self) -> str:
        """What the editions say otherwise of themselves."""
        return joined(_(HEAD[name]) for name in self.head)

    def shown(self, changes: Sequence[Change]) -> list[Shown]:
        """Changes with their loaded rows: a few queries, however many changes."""
        held = {side: {part: _rows(standard, part, [getattr(c, side).code for c in changes if c.part == part and getattr(c, side)])
                       for part in compare.PARTS}
                for side, standard in (("old", self.old), ("new", self.new))}  # fmt: skip
        return [
            Shown(
                c,
                held["old"][c.part].get(c.old.code) if c.old else None,
                held["new"][c.part].get(c.new.code) if c.new else None,
            )
            for c in changes
        ]


def _rows(standard: Standard, part: str, codes: Sequence[str]) -> dict[str, Any]:
    if not codes:
        return {}
    rows = MODELS[part]._default_manager.filter(standard=standard, code__in=codes)
    near = {"headings": "parent", "criteria": "heading"}.get(part)
    found = {row.code: row for row in (rows.select_related(near) if near else rows)}
    for row in found.values():
        row.standard = standard
    return found


def between(old: Standard, new: Standard) -> Comparison:
    """Compare two loaded editions. Neither ever changes, so that what was found is kept for a while."""
    key = f"standards.compare.1.{old.pk}.{new.pk}"
    found = cache.get(key)
    if found is None:
        before, after = draft_of(old), draft_of(new)
        changes = [change for change in compare.compare(before, after) if change.kind != "kept"]
        found = changes, list(compare.head(before, after))
        cache.set(key, found, KEPT_FOR)
    return Comparison(old, new, found[0], found[1])


def columns() -> list[Column]:
    """The columns of the comparison's workbook."""
    return [
        Column(_("部分"), lambda s: s.part_words, 12),
        Column(_("变化"), lambda s: joined(words for _tone, words in s.badges), 16),
        Column(_("原编号"), lambda s: s.change.old.code if s.change.old else "", 14),
        Column(_("新编号"), lambda s: s.change.new.code if s.change.new else "", 14),
        Column(_("原措辞"), lambda s: compare.words_of(s.change.old) if s.change.old else "", 60),
        Column(_("新措辞"), lambda s: compare.words_of(s.change.new) if s.change.new else "", 60),
        Column(
            _("变了什么"), lambda s: "\n".join(f"{name}：{old or '—'} → {new or '—'}" for name, old, new in s.facts), 60
        ),
    ]
