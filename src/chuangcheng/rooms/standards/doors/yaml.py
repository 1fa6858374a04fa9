"""A standard from YAML (data/standards/README.md has the keys). Nothing here knows Django or a database, so that
`chuangcheng standard check FILE` works anywhere. What stands beside the tree is read in `yaml_parts`."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from chuangcheng.rooms.standards import checks
from chuangcheng.rooms.standards.doors import yaml_parts as parts
from chuangcheng.rooms.standards.doors.nodes import Faults, Map, Reading, compose
from chuangcheng.rooms.standards.draft import Draft, DraftCriterion, DraftHeading, settled
from chuangcheng.rooms.standards.scheme import ACTIONS, CERTAINTIES, EVIDENCE_KINDS, GRIPS, METHODS

SCHEMA = "chuangcheng/standard/1"
SLUG = r"[a-z0-9][a-z0-9-]{0,59}"
CODE, WORDS = 30, 60
Kinds = dict[str, dict[str, Any]]


def read(data: bytes) -> Reading:
    """Read a standard. Every fault is listed; with a single one there is no draft."""
    faults = Faults()
    root = compose(data, faults)
    if root is None:
        return Reading(None, faults.sorted())
    draft = _draft(Map(root, "", faults), faults)
    checks.check(draft, faults)
    return Reading(None if faults else settled(draft), faults.sorted())


def _draft(root: Map, faults: Faults) -> Draft:
    root.choice("schema", [SCHEMA], required=True)
    slug = root.matching(
        "id", SLUG, "只用小写字母、数字和连字符", "small letters, digits and hyphens only", required=True
    )
    methods = _kinds(root.maps("methods", required=True, named="key"), METHODS, "weight")
    unit_kinds = _kinds(root.maps("unit_kinds", named="key"))
    place_kinds = _kinds(root.maps("place_kinds", named="key"), None, "sample", "key_place")
    lines = _kinds(root.maps("lines", named="key"))
    reader = _Tree(faults, methods, unit_kinds, place_kinds)
    head = {
        "edition": root.text("edition", most=40, required=True),
        "edition_en": root.text("edition_en", most=60),
        "title": root.text("title", most=120, required=True),
        "title_en": root.text("title_en", most=160),
        "example": root.truth("example"),
        "source": root.text("source", most=300),
        "source_en": root.text("source_en", most=400),
        "period": _period(root.map("period")),
        "levels": _levels(root),
    }
    reader.branches(root.maps("tree", required=True, named="code"), "")
    reader.leaves(root.maps("criteria", named="code"), "")
    more = {
        "checks": parts.checklists(root.maps("checklists", named="place_kind"), place_kinds),
        "questions": parts.questions(root.maps("questions", named="code")),
        "negatives": parts.negatives(root.maps("negative", named="code"), lines, unit_kinds),
    }
    root.close()
    return Draft(slug=slug, methods=methods, unit_kinds=unit_kinds, place_kinds=place_kinds, headings=reader.headings,
                 criteria=reader.criteria, lines=lines, **head, **more)  # type: ignore[arg-type]  # fmt: skip


def _levels(root: Map) -> list[dict[str, str]]:
    """The names of the levels from the top; the last one is the criterion."""
    levels = []
    for level in root.maps("levels", required=True, named="key"):
        levels.append({"key": level.text("key", most=WORDS), "zh": level.text("zh", most=WORDS, required=True),
                       "en": level.text("en", most=WORDS)})  # fmt: skip
        level.close()
    if len(levels) == 1:
        root.wrong(
            root.held["levels"],
            "levels",
            "至少要有两级：一级标题和测评标准",
            "at least two: a heading and the criterion",
        )
    return levels


def _period(period: Map | None) -> dict[str, Any]:
    """The period that material must cover."""
    if period is None:
        return {}
    months = period.number("months", most=120, required=True, whole=True)
    found = {"months": int(months or 0), "ends": period.choice("ends", ["month_before_assessment"], required=True)}
    period.close()
    return found


def _kinds(rows: Iterable[Map], known: Iterable[str] | None = None, number: str = "", flag: str = "") -> Kinds:
    """A list of keys with their words, as a dictionary in the order of the file."""
    found: Kinds = {}
    for row in rows:
        key = row.choice("key", known, required=True) if known else row.text("key", most=WORDS, required=True)
        if key in found:
            row.wrong(None, "key", f"“{key}”列了两次", f"“{key}” is listed twice")
        words: dict[str, Any] = {"zh": row.text("zh", most=WORDS, required=True), "en": row.text("en", most=WORDS)}
        if number:
            words[number] = row.number(number)
        if flag:
            words[flag] = row.truth(flag)
        row.close()
        if key:
            found.setdefault(key, words)
    return found


class _Tree:
    """Gathers headings and criteria, whether they are nested or name their parent."""

    def __init__(self, faults: Faults, methods: Kinds, unit_kinds: Kinds, place_kinds: Kinds) -> None:
        self.faults, self.methods = faults, methods
        self.unit_kinds, self.place_kinds = unit_kinds, place_kinds
        self.headings: list[DraftHeading] = []
        self.criteria: list[DraftCriterion] = []

    def branches(self, rows: Iterable[Map], parent: str) -> None:
        for row in rows:
            code = row.text("code", most=CODE, required=True)
            self.headings.append(DraftHeading(
                code=code, printed=row.text("printed", most=CODE) or code,
                title=row.text("zh", most=300, required=True), title_en=row.text("en", most=400),
                parent=_parent(row, parent), line=row.line,
            ))  # fmt: skip
            self.branches(row.maps("children", named="code"), code)
            self.leaves(row.maps("criteria", named="code"), code)
            row.close()

    def leaves(self, rows: Iterable[Map], parent: str) -> None:
        for row in rows:
            code = row.text("code", most=CODE, required=True)
            methods = row.words("methods", self.methods, required=True)
            self.criteria.append(DraftCriterion(
                code=code, printed=row.text("printed", most=CODE) or code,
                wording=row.text("zh", most=600, required=True), wording_en=row.text("en", most=900),
                parent=_parent(row, parent), line=row.line, methods=methods,
                weight=row.number("weight") or Decimal(0), weights=_weights(row.map("weights")),
                unit_kinds=row.words("unit_kinds", self.unit_kinds),
                place_kinds=row.words("place_kinds", self.place_kinds),
                asks=[_ask(ask) for ask in row.maps("evidence")], part=_part(row), source=row.text("source", most=300),
                certainty=row.choice("certainty", CERTAINTIES), score=parts.score(row.map("score")),
                items=parts.items(row.maps("items", named="code")), negative=row.codes("negative", most=CODE),
            ))  # fmt: skip
            row.close()


def _parent(row: Map, nested_in: str) -> str:
    """The heading that a row stands in or, in a flat list, names."""
    named = row.text("parent", most=CODE)
    if named and nested_in:
        row.wrong(
            row.held["parent"], "parent", "已经写在上级里面，不用再写 parent", "it stands inside its parent already"
        )
    return nested_in or named


def _weights(row: Map | None) -> dict[str, Decimal]:
    if row is None:
        return {}
    found = {method: value for method in METHODS if (value := row.number(method)) is not None}
    row.close()
    return found


def _part(row: Map) -> str:
    """The part of 1 + 3 + 5: one of the five actions or of the three grips."""
    action, grip = row.choice("action", ACTIONS), row.choice("grip", GRIPS)
    if action and grip:
        row.wrong(row.held["grip"], "grip", "action 和 grip 只能写一个", "either action or grip, not both")
    return action or grip


def _ask(row: Map) -> dict[str, Any]:
    """One kind of evidence that is asked for: how many, how often, how long."""
    count = row.number("count", most=999, required=True, whole=True)
    ask: dict[str, Any] = {
        "kind": row.choice("kind", EVIDENCE_KINDS, required=True),
        "count": int(count or 0),
        "cadence": row.matching(
            "cadence", r"P[1-9]\d?[WMY]", "写成 P1M（每月）、P3M（每季度）、P1Y（每年）这样", "like P1M, P3M, P1Y"
        ),
    }
    if words := row.map("words"):
        least, most = words.number("min", most=99_999, whole=True), words.number("max", most=99_999, whole=True)
        words.close()
        if least is not None and most is not None and least > most:
            words.wrong(None, "", "字数下限大于上限", "the least is larger than the most")
        if least or most:
            ask["words"] = {"min": int(least or 0), "max": int(most or 0)}
    row.close()
    return ask
