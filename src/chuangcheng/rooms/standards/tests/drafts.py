"""Arbitrary valid standards: every part in every shape that a file may have."""

import re
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from chuangcheng.rooms.standards.checks import PARTING, SAMPLE
from chuangcheng.rooms.standards.draft import (
    Draft,
    DraftCheck,
    DraftCriterion,
    DraftHeading,
    DraftNegative,
    DraftQuestion,
    settled,
    tidy,
)
from chuangcheng.rooms.standards.scheme import (
    ABOUTS,
    ALERTS,
    CADENCES,
    CERTAINTIES,
    EFFECTS,
    EVIDENCE_KINDS,
    HOWS,
    MATERIAL,
    METHODS,
    ONSITE,
    POINTS,
    SCHEME,
    STATUSES,
    SURVEY,
)

# What a table itself takes for an error or a picture cannot be words in a table.
_NO_WORDS = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)|=DISPIMG\(", re.IGNORECASE)
_SIGNS = st.one_of(st.sampled_from("市场干净有序、，。“”()（）Ⅲ-1.0=+@'\" #:{}[]&*!|>%_x"),
                   st.characters(exclude_categories=["Cs", "Cc", "Cn"]))  # fmt: skip


def words(most: int = 30, least: int = 1) -> st.SearchStrategy[str]:
    found = st.text(_SIGNS, min_size=least, max_size=most).map(tidy)
    return found.filter(lambda text: least <= len(text) <= most and not _NO_WORDS.match(text))


def codes(most: int = 12) -> st.SearchStrategy[str]:
    printed = st.from_regex(r"[IV]{1,3}-[0-9]{1,2}(-[0-9]{1,2})?|0[0-9]{1,3}|1\.[0-9]0|1e3", fullmatch=True)
    free = words(most).filter(lambda text: not set(text) & set(PARTING) and not text.startswith(SAMPLE))
    return st.one_of(printed, free)


def maybe(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), strategy)


def numbers(most: int = 5, least: int = 0) -> st.SearchStrategy[Decimal]:
    return st.integers(least * 1000, most * 1000).map(lambda n: Decimal(n) / 1000)


class _Maker:
    """Draws one standard."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.taken = iter(draw(st.lists(codes(), min_size=40, max_size=40, unique=True)))

    def code(self) -> str:
        return next(self.taken)

    def some(self, known: Any, least: int = 0, most: int = 3) -> list[Any]:
        known = list(known)
        return self.draw(st.lists(st.sampled_from(known), min_size=least, max_size=most, unique=True)) if known else []

    def one(self, known: Any) -> Any:
        return self.draw(st.sampled_from(list(known)))

    def kinds(self, least: int, **more: Any) -> dict[str, dict[str, Any]]:
        keys = self.draw(st.lists(codes(), min_size=least, max_size=3, unique=True))
        return {key: {"zh": self.draw(words(10)), "en": self.draw(maybe(words(10))),
                      **{name: self.draw(value) for name, value in more.items()}} for key in keys}  # fmt: skip

    def falling(self, count: int) -> list[Decimal]:
        return sorted((self.draw(numbers(1)) for _n in range(count)), reverse=True)

    def names(self, least: int, most: int) -> list[str]:
        return self.draw(
            st.lists(words(8).filter(lambda text: len(text) <= 8), min_size=least, max_size=most, unique=True)
        )

    def basis(self) -> dict[str, str]:
        return {"source": self.draw(maybe(words())), "certainty": self.one(["", *CERTAINTIES])}


@st.composite
def drafts(draw: Any) -> Draft:
    """A settled draft without faults."""
    make = _Maker(draw)
    levels = [{"key": draw(maybe(codes(8))), "zh": zh, "en": draw(maybe(words(8)))} for zh in make.names(2, 4)]
    units, lines = make.kinds(1), make.kinds(1)
    places = make.kinds(1, sample=st.one_of(st.none(), numbers(20)), key_place=st.booleans())
    methods = make.some(METHODS, 1)
    headings = _headings(make, len(levels) - 1)
    criteria = [_criterion(make, headings, methods, units, places) for _n in range(draw(st.integers(1, 6)))]
    surveyed = [row.code for row in criteria if SURVEY in row.methods]
    onsite = [row.code for row in criteria if ONSITE in row.methods]
    checks = [_check(make, onsite, places) for _n in range(draw(st.integers(0, 4)))] if onsite else []
    total = sum((row.weights.get(SURVEY, Decimal(0)) for row in criteria), Decimal(0))
    questions = _questions(make, surveyed, total)
    told = draw(st.booleans())
    return settled(Draft(
        slug=draw(st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)), edition=draw(words()),
        edition_en=draw(maybe(words())), title=draw(words()), title_en=draw(maybe(words())), example=draw(st.booleans()),
        source=draw(maybe(words())), source_en=draw(maybe(words())),
        period=draw(st.one_of(st.just({}), st.integers(0, 120).map(
            lambda n: {"months": n, "ends": "month_before_assessment"}))),
        levels=levels,
        methods={key: {"zh": draw(words(10)), "en": draw(maybe(words(10))),
                       "weight": _total(key, criteria, told)} for key in methods},
        unit_kinds=units, place_kinds=places, headings=headings, criteria=criteria, lines=lines, checks=checks,
        questions=questions, negatives=[_negative(make, lines, units, criteria) for _n in range(draw(st.integers(0, 3)))],
    ))  # fmt: skip


def _total(method: str, criteria: list[DraftCriterion], told: bool) -> Decimal | None:
    if not told:
        return None
    return sum((row.weights.get(method, Decimal(0)) for row in criteria), Decimal(0))


def _headings(make: _Maker, deepest: int) -> list[DraftHeading]:
    found: list[DraftHeading] = []
    depth: dict[str, int] = {"": 0}
    for _n in range(make.draw(st.integers(1, 6))):
        parent, code = make.one([code for code, level in depth.items() if level < deepest]), make.code()
        depth[code] = depth[parent] + 1
        printed = make.draw(st.one_of(st.just(code), codes()))
        found.append(DraftHeading(code, printed, make.draw(words()), make.draw(maybe(words())), parent))
    return found


def _criterion(make: _Maker, headings: Any, methods: Any, units: Any, places: Any) -> DraftCriterion:
    draw, chosen = make.draw, make.some(methods, 1)
    weights = {method: draw(numbers()) for method in make.some(chosen)}
    weight = sum(weights.values(), Decimal(0)) if weights else draw(numbers())
    items = [{"code": code, "zh": draw(words()), "en": draw(maybe(words()))}
             for code in draw(st.lists(codes(), max_size=3, unique=True))]  # fmt: skip
    code = make.code()
    return DraftCriterion(
        code=code, printed=draw(st.one_of(st.just(code), codes())), wording=draw(words()),
        wording_en=draw(maybe(words())), parent=make.one(headings).code, methods=chosen, weight=weight, weights=weights,
        unit_kinds=make.some(units), place_kinds=make.some(places, 1 if ONSITE in chosen else 0),
        asks=draw(st.lists(_asks(), min_size=1 if MATERIAL in chosen else 0, max_size=3)),
        part=make.one(["", *SCHEME]), score=_score(make, weight, items), items=items, **make.basis(),
    )  # fmt: skip


def _asks() -> st.SearchStrategy[dict[str, Any]]:
    lengths = st.tuples(st.integers(0, 900), st.integers(0, 900)).map(sorted).filter(lambda pair: pair[1] > 0)
    least_only = st.integers(1, 900).map(lambda n: [n, 0])
    limits = st.one_of(lengths, least_only).map(lambda pair: {"words": {"min": pair[0], "max": pair[1]}})
    ask = st.fixed_dictionaries({"kind": st.sampled_from([*EVIDENCE_KINDS]), "count": st.integers(0, 99),
                                 "cadence": st.sampled_from(["", *CADENCES, "P2Y", "P3W"])})  # fmt: skip
    return st.builds(lambda said, more: {**said, **more}, ask, st.one_of(st.just({}), limits))


def _score(make: _Maker, weight: Decimal, items: list[Any]) -> dict[str, Any]:
    rule = make.one(["weight", "count", "deduction", "grade"])
    if rule == "weight" or (rule == "grade" and not items):
        return {"rule": "weight"}
    if rule == "grade":
        least = make.draw(st.lists(st.integers(1, len(items)), max_size=len(items), unique=True))
        least = [*sorted(least, reverse=True), 0]
        return {"rule": rule, "grades": [
            {"grade": name, "least": n, "share": share} for name, n, share in
            zip(make.names(len(least), len(least)), least, make.falling(len(least)), strict=True)]}  # fmt: skip
    each = make.draw(numbers(1, 0).filter(lambda n: n > 0 and (not weight or n <= weight)) if not weight or weight >= 1
                     else st.just(weight))  # fmt: skip
    return {"rule": rule, "each": each, "of": make.draw(words(6))}


def _check(make: _Maker, onsite: list[str], places: Any) -> DraftCheck:
    answer, more = make.one(["yesno", "graded", "counted"]), {}
    if answer == "graded":
        names = make.names(2, 4)
        more["grades"] = [{"grade": name, "zh": make.draw(maybe(words(8))), "en": "", "share": share}
                          for name, share in zip(names, make.falling(len(names)), strict=True)]  # fmt: skip
    elif answer == "counted":
        more = {"least": make.draw(st.integers(1, 50)), "spacing": make.draw(st.one_of(st.none(), st.integers(1, 900)))}
    return DraftCheck(code=make.code(), wording=make.draw(words()), wording_en=make.draw(maybe(words())),
                      place_kind=make.one(places), how=make.one(HOWS), answer=answer, criteria=make.some(onsite, 1),
                      **more, **make.basis())  # fmt: skip


def _questions(make: _Maker, surveyed: list[str], total: Decimal) -> list[DraftQuestion]:
    """Some questions whose weights add up to the total."""
    count = make.draw(st.integers(0, 3)) if surveyed else 0
    cuts = sorted(make.draw(st.integers(0, int(total * 1000))) for _n in range(count - 1))
    edges = [0, *cuts, int(total * 1000)]
    return [
        DraftQuestion(
            code=make.code(), wording=make.draw(words()), wording_en=make.draw(maybe(words())), about=make.one(ABOUTS),
            options=[{"zh": zh, "en": make.draw(maybe(words(8))),
                      "share": Decimal(1) if n == 0 else make.draw(st.one_of(st.none(), numbers(1)))}
                     for n, zh in enumerate(make.names(2, 4))],
            weight=Decimal(edges[n + 1] - edges[n]) / 1000, criteria=make.some(surveyed, 1), **make.basis(),
        )
        for n in range(count)
    ]  # fmt: skip


def _negative(make: _Maker, lines: Any, units: Any, criteria: list[DraftCriterion]) -> DraftNegative:
    pairs = make.some([(status, effect) for status in STATUSES for effect in EFFECTS], 1)
    return DraftNegative(
        code=make.code(), wording=make.draw(words()), wording_en=make.draw(maybe(words())), work_line=make.one(lines),
        level=make.one(ALERTS), window=make.draw(st.integers(0, 120)), unit_kinds=make.some(units, 1),
        effects=[{"status": status, "effect": effect,
                  "points": make.draw(numbers(9).filter(bool)) if effect == POINTS else None} for status, effect in pairs],
        criteria=make.some([row.code for row in criteria]), **make.basis(),
    )  # fmt: skip
