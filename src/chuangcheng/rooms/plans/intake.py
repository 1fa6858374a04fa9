"""What was read becomes rows: sections, and obligations with suggestions; a new version inherits what was decided."""

import dataclasses
import datetime as dt
import re
from typing import Any

from chuangcheng.lib import planread
from chuangcheng.rooms.plans import life, suggest
from chuangcheng.rooms.plans.models import CADENCES, FIELDS, LEAD, NO_TASK, ONCE, Obligation, Plan, Section

SHORTEST, LONGEST = 5, 40  # characters of an obligation's short name
LEADING = re.compile(
    r"^[、，和及与等]*(要|须|应|应当|必须|负责|牵头|于|在)?(?=.)"
)  # what is left before the verb once the subject is gone


def fill(plan: Plan, parsed: planread.Plan) -> None:
    """Create the sections and obligations of a plan that was just read."""
    sections = _sections(plan, parsed)
    finder = suggest.UnitFinder()
    made = [_obligation(plan, sections, item) for item in parsed.obligations]
    Obligation.objects.bulk_create(made, batch_size=200)
    for obligation in made:
        obligation.units.set(finder.find(m["text"] for m in obligation.said["responsible"]))
        obligation.cooperating.set(finder.find(m["text"] for m in obligation.said["cooperating"]))
    if plan.previous is not None:
        inherit(plan.previous, made)


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
    quantity = next((q for q in said["quantity"] if q["op"] in (">=", "=")), None)
    cadence = (said["cadence"] or {}).get("value", "")
    deadline = (said["deadline"] or {}).get("value")
    return Obligation(
        plan=plan, section=sections[item.section] if item.section is not None else None, start=item.start, end=item.end,
        text=item.text[:1000], title=title(item), said={name: said[name] for name in FIELDS},
        conditional=item.conditional, confidence=item.confidence, rule=item.rule[:60],
        mark_as=NO_TASK if item.conditional else LEAD,
        cadence=_cadence(cadence, bool(deadline)), due_on=dt.date.fromisoformat(deadline) if deadline else None,
        needed=_needed(quantity, cadence), measure=(quantity or {}).get("unit", "")[:10],
    )  # fmt: skip


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


def inherit(previous: Plan, made: list[Obligation]) -> None:
    """Carry decisions over from the version before: kept as checked, changed to be looked at again."""
    old = list(previous.obligations.exclude(state=life.LEFT_OUT).prefetch_related("units", "cooperating", "criteria"))
    for change in planread.compare([o.text for o in old], [o.text for o in made]):
        if change.new_at is None:
            continue
        if change.old_at is None:
            Obligation.objects.filter(pk=made[change.new_at].pk).update(change="added")
        else:
            _carry(old[change.old_at], made[change.new_at], change.kind)


def _carry(old: Obligation, new: Obligation, kind: str) -> None:
    new.lineage, new.change, new.was = old.lineage, kind, old.text
    new.mark_as, new.signing, new.part = old.mark_as, old.signing, old.part
    if kind == "kept":
        new.cadence, new.needed, new.measure, new.title = old.cadence, old.needed, old.measure, old.title
        new.due_on = new.due_on or old.due_on
        new.state = life.CHECKED if old.state in (life.CHECKED, life.IN_FORCE) else life.FOUND
    else:
        new.cadence = new.cadence or old.cadence
    new.save()
    new.units.set(new.units.all() or old.units.all())
    new.cooperating.set(new.cooperating.all() or old.cooperating.all())
    new.criteria.set(old.criteria.all())
