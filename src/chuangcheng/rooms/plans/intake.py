"""What was read becomes rows: sections, and obligations with suggestions; a new version inherits what was decided."""

import dataclasses
import datetime as dt
import re
from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.kit.punctuation import joined
from chuangcheng.lib import hanzi, planread
from chuangcheng.rooms.org.models import Unit
from chuangcheng.rooms.plans import life, queries, suggest
from chuangcheng.rooms.plans.models import CADENCES, FIELDS, LEAD, NO_TASK, ONCE, Obligation, Plan, Section

Heir = tuple[Obligation, Obligation, str]  # the old one, the new one, and what became of it: kept or changed
MARKS_AROUND = "，；。、：:;,.（）() \u3000\t\n"
SHORTEST, LONGEST = 5, 40  # characters of an obligation's short name
LEADING = re.compile(
    r"^[、，和及与等]*(要|须|应|应当|必须|负责|牵头|于|在)?(?=.)"
)  # what is left before the verb once the subject is gone


def fill(plan: Plan, parsed: planread.Plan) -> None:
    """Create the sections and obligations of a plan that was just read."""
    sections = _sections(plan, parsed)
    finder = suggest.UnitFinder()
    made = [_obligation(plan, sections, item) for item in parsed.obligations]
    for obligation in made:
        mark_known(obligation, finder)
    heirs: list[Heir] = []
    if plan.previous is not None:
        before = queries.sections(plan.previous)
        _defaults(plan, before, sections)
        made, heirs = inherit(plan, queries.obligations(plan.previous, before), made)
    Obligation.objects.bulk_create(made, batch_size=200)
    for obligation in made:
        name_units(obligation, finder)
    for old, new, kind in heirs:
        _carry(finder, old, new, kind)
    if heirs:
        _reopen(plan)


def mark_known(obligation: Obligation, finder: suggest.UnitFinder) -> None:
    """Note with every unit that the text names whether the county has it, so that none is passed over in silence."""
    for name in ("responsible", "cooperating"):
        for mention in obligation.said.get(name) or ():
            mention["known"] = bool(finder.all(mention["text"]))


def name_units(obligation: Obligation, finder: suggest.UnitFinder | None = None) -> None:
    """Set the units that the words name."""
    finder = finder or suggest.UnitFinder()
    obligation.units.set(_named(finder, obligation, "responsible"))
    obligation.cooperating.set(_named(finder, obligation, "cooperating"))


def _named(finder: suggest.UnitFinder, obligation: Obligation, name: str) -> list[Unit]:
    return finder.find(mention["text"] for mention in obligation.said.get(name) or [])


def _sections(plan: Plan, parsed: planread.Plan) -> list[Section]:
    found: list[Section] = []
    for n, item in enumerate(parsed.sections):
        titles = [item.text]
        parent = item.parent
        while parent is not None:
            titles.insert(0, parsed.sections[parent].text)
            parent = parsed.sections[parent].parent
        found.append(Section(plan=plan, index=n, level=item.level, heading=item.number[:30], title=item.text[:300],
                             parent=found[item.parent] if item.parent is not None else None, start=item.start, end=item.end,
                             part=suggest.part(titles)))  # fmt: skip
    Section.objects.bulk_create(found, batch_size=200)
    return found


def _obligation(plan: Plan, sections: list[Section], item: Any) -> Obligation:
    said = words(item)
    return Obligation(
        plan=plan, section=sections[item.section] if item.section is not None else None, start=item.start, end=item.end,
        text=item.text[:1000], title=title(item), said=said,
        conditional=item.conditional, confidence=item.confidence, rule=item.rule[:60],
        mark_as=NO_TASK if item.conditional else LEAD, **decided_by(said),
    )  # fmt: skip


def decided_by(said: dict[str, Any]) -> dict[str, Any]:
    """How often, by when and how many, as far as the words decide it."""
    quantity = next((q for q in said.get("quantity") or () if q["op"] in (">=", "=")), None)
    often = said.get("cadence") or {}
    deadline = (said.get("deadline") or {}).get("value")
    return {
        "cadence": _cadence(often.get("value", ""), bool(deadline)),
        "due_day": often.get("by", ""),
        "due_on": dt.date.fromisoformat(deadline) if deadline else None,
        "needed": _needed(quantity, often.get("value", "")),
        "measure": (quantity or {}).get("unit", "")[:10],
    }


def read_stretch(plan: Plan, start: int, end: int) -> dict[str, Any]:
    """What a stretch that a person chose says of itself, with offsets in the document; empty where it says nothing."""
    found: dict[str, Any] = {}
    for item in planread.parse(plan.text[start:end] + "。", year=plan.start_on.year).obligations:
        for name, value in words(item).items():
            if value and not found.get(name):
                found[name] = [_moved(m, start) for m in value] if isinstance(value, list) else _moved(value, start)
    return found


def within(said: dict[str, Any], start: int, end: int) -> dict[str, Any]:
    """The part of what was said that a piece of the stretch keeps: who is named before it answers for all of it."""
    keep = lambda m: start <= m["start"] < end  # noqa: E731
    found: dict[str, Any] = {}
    for name, value in said.items():
        if name in ("responsible", "cooperating"):
            found[name] = value
        elif isinstance(value, list):
            found[name] = [m for m in value if keep(m)]
        else:
            found[name] = value if value and keep(value) else None
    return found


def _moved(mention: dict[str, Any], by: int) -> dict[str, Any]:
    return {**mention, "start": mention["start"] + by, "end": mention["end"] + by}


def words(item: planread.Obligation) -> dict[str, Any]:
    """The fields that the text states, with their surface texts, offsets and values, as JSON holds them."""
    found: dict[str, Any] = {}
    for name in FIELDS:
        value = getattr(item, name)
        if isinstance(value, tuple):
            found[name] = [dataclasses.asdict(mention) for mention in value]
        else:
            found[name] = dataclasses.asdict(value) if value else None
    return found


def _cadence(value: str, has_deadline: bool) -> str:
    """A cadence that the text states; a deadline alone means once; a vague word is left for a person."""
    if value in CADENCES:
        return value
    return ONCE if has_deadline and not value else ""


def _needed(quantity: dict[str, Any] | None, cadence: str) -> int:
    """How many pieces prove a period: small counts as they are; `200个` is a target, proven by one report."""
    value = int(float(quantity["value"])) if quantity else 1
    return value if 1 <= value <= 31 and cadence not in ("", "vague") else 1


def title(item: planread.Obligation) -> str:
    """A short name: the obligation's words without who, how often and by when, which stand in columns of their own."""
    said = [*item.responsible, *item.cooperating, *(m for m in (item.cadence, item.deadline) if m)]
    text, at = "", item.start
    for mention in sorted(said, key=lambda m: m.start):
        if item.start <= mention.start < item.end and mention.start >= at:
            text += item.text[at - item.start : mention.start - item.start]
            at = mention.end
    short = LEADING.sub("", text + item.text[max(at - item.start, 0) :]).strip("，；。、：: \n")
    if len(short) < SHORTEST:
        short = item.text.strip("，；。、 \n")
    cut = short.find("，", 12)
    return short if len(short) <= LONGEST else short[: cut if 0 < cut <= LONGEST else LONGEST]


def _defaults(plan: Plan, before: list[Section], after: list[Section]) -> None:
    """Sections of the same title, and of the same one above where the title alone is not enough, keep their defaults."""
    alone = [_by_key(side, lambda s: (_fold(s.title),)) for side in (before, after)]
    under = [
        _by_key(side, lambda s: (_fold(s.parent.title) if s.parent else "", _fold(s.title))) for side in (before, after)
    ]
    for olds, news in (alone, under):
        for key in olds.keys() & news.keys():
            if key[-1] and len(olds[key]) == len(news[key]) == 1:
                _default(plan, olds[key][0], news[key][0])
    Section.objects.bulk_update(after, ["cadence", "end_on", "part", "signing"], batch_size=200)


def _by_key(sections: list[Section], key: Any) -> dict[Any, list[Section]]:
    found = defaultdict(list)
    for section in sections:
        found[key(section)].append(section)
    return found


def _default(plan: Plan, old: Section, new: Section) -> None:
    new.cadence, new.part, new.signing = old.cadence, old.part, old.signing
    new.end_on = old.end_on if old.end_on and plan.start_on <= old.end_on <= plan.end_on else None
    new.units.set(old.units.all())
    new.cooperating.set(old.cooperating.all())


def _fold(text: str) -> str:
    return re.sub(r"[\s\W_]+", "", hanzi.fold(text))


def inherit(plan: Plan, old: list[Obligation], made: list[Obligation]) -> tuple[list[Obligation], list[Heir]]:
    """Who inherits from whom: the same cut first, then the cuts that people made, then what the comparison finds."""
    heirs = _same_cut(old, made)
    taken = {id(o) for o, _new, _kind in heirs}
    fixed = [new for _old, new, _kind in heirs]
    for o in _cut_by_people(plan, [o for o in old if id(o) not in taken]):
        at = _place(plan, o, fixed)
        if at is not None:
            new = _again(plan, o, at, made)
            made = [piece for m in made for piece in ([m] if any(m is f for f in fixed) else _rest(plan, m, new))] + [
                new
            ]
            fixed.append(new)
            taken.add(id(o))
            heirs.append((o, new, "kept"))
    left = [o for o in old if id(o) not in taken and o.state != life.LEFT_OUT]
    open_ones = [m for m in made if not any(m is f for f in fixed)]
    for change in planread.compare([o.text for o in left], [m.text for m in open_ones]):
        if change.new_at is not None and change.old_at is not None:
            heirs.append((left[change.old_at], open_ones[change.new_at], change.kind))
        elif change.new_at is not None:
            open_ones[change.new_at].change = "added"
    return sorted(made, key=lambda m: m.start), heirs


def _same_cut(old: list[Obligation], made: list[Obligation]) -> list[Heir]:
    """Equal texts in order, those under the same heading first; one left out takes only what nobody else does."""
    heading = lambda o: _fold(o.section.title) if o.section else ""  # noqa: E731
    heirs: list[Heir] = []
    taken: set[int] = set()
    live = [o for o in old if o.state != life.LEFT_OUT]
    for side, near in ((old, True), (live, False), (old, False)):
        waiting = defaultdict(list)
        for m in made:
            if id(m) not in taken:
                waiting[_fold(m.text), heading(m) if near else ""].append(m)
        for o in side:
            free = waiting[_fold(o.text), heading(o) if near else ""]
            if free and id(o) not in taken:
                heirs.append((o, free.pop(0), "kept"))
                taken |= {id(o), id(heirs[-1][1])}
    return heirs


def _cut_by_people(plan: Plan, old: list[Obligation]) -> list[Obligation]:
    """Those that were added, split or joined by hand."""
    return [o for o in old if o.cut_by_person] if plan.previous else []


def _place(plan: Plan, old: Obligation, fixed: list[Obligation]) -> int | None:
    """Where the old one's words stand in the new text as a whole, under the same heading if they do."""
    was = plan.previous.text if plan.previous else ""
    around = MARKS_AROUND + was[old.start - 1 : old.start]
    after = MARKS_AROUND + was[old.start + len(old.text) :][:1]
    found = [
        m.start()
        for m in re.finditer(re.escape(old.text), plan.text)
        if plan.text[max(m.start() - 1, 0) : m.start()] in around and plan.text[m.end() : m.end() + 1] in after
        and not any(f.start == m.start() for f in fixed)
    ]  # fmt: skip
    title = _fold(old.section.title) if old.section else ""
    near = [at for at in found if _fold(getattr(_section(plan, at), "title", "")) == title]
    return next(iter(near or found), None)


def _section(plan: Plan, at: int) -> Section | None:
    return plan.sections.filter(start__lte=at).order_by("-start").first()


def _again(plan: Plan, old: Obligation, at: int, made: list[Obligation]) -> Obligation:
    """The old cut in the new text, with a date that the new reading finds within it."""
    end = at + len(old.text)
    due = next((m.due_on for m in made if m.due_on and at <= m.said["deadline"]["start"] < end), None)
    return Obligation(plan=plan, section=_section(plan, at), start=at, end=end, text=old.text, title=old.title, rule="person",
                      cut_by_person=True, said=read_stretch(plan, at, end), conditional=old.conditional, confidence=old.confidence, due_on=due)  # fmt: skip


def _rest(plan: Plan, read: Obligation, cut: Obligation) -> list[Obligation]:
    """What a person's cut leaves of a reading: nothing of the demand gets lost."""
    if read.end <= cut.start or read.start >= cut.end:
        return [read]
    spans = [(read.start, cut.start), (cut.end, read.end)]
    spans = [span for span in spans if span[0] < span[1] and len(_fold(plan.text[slice(*span)])) > 1]
    pieces = [read, Obligation(plan=plan, section=read.section, rule="person", mark_as=read.mark_as)][: len(spans)]
    for piece, (start, end) in zip(pieces, spans, strict=True):
        piece.cut_by_person = True
        piece.start, piece.end, piece.text = start, end, plan.text[start:end].strip(MARKS_AROUND)[:1000]
        piece.title = piece.text[:60]
    return pieces


def _carry(finder: suggest.UnitFinder, old: Obligation, new: Obligation, kind: str) -> None:
    read, was_read = (list(_named(finder, o, "responsible")) for o in (new, old))
    new.lineage, new.change, new.was = old.lineage, kind, old.text
    if kind == "kept" and read and was_read and read != was_read:  # same words, but somebody else answers for them
        new.change, kind = "changed", "changed"
        new.was = _("%(text)s（责任单位：%(units)s）") % {"text": old.text, "units": joined(was_read)}
        new.was = new.was[:1000]
    new.mark_as, new.signing, new.part = old.mark_as, old.signing, old.part
    if kind == "kept":
        for name in ("cadence", "due_day", "needed", "measure", "title"):
            setattr(new, name, getattr(old, name))
        new.due_on = new.due_on or old.due_on
        new.state = {life.IN_FORCE: life.CHECKED}.get(old.state, old.state)
    elif not new.cadence:
        new.cadence, new.due_day = old.cadence, new.due_day or old.due_day
    new.save()
    for name, said in (("units", "responsible"), ("cooperating", "cooperating")):
        decided, read = list(getattr(old, name).all()), _named(finder, new, said)
        stays = decided and (kind == "kept" or not read or read == _named(finder, old, said))
        getattr(new, name).set(decided if stays or not read else read)
    new.criteria.set(old.criteria.all())


def _reopen(plan: Plan) -> None:
    """What was checked before and has something open now waits for a person."""
    found = queries.obligations(plan, queries.sections(plan))
    unsure = [o.pk for o in found if o.state == life.CHECKED and o.open_points]
    Obligation.objects.filter(pk__in=unsure).update(state=life.FOUND)
