"""Builders for tests and for the demo county: duties and what happened to them, all through the verbs."""

import datetime as dt
import io
import itertools
import random
from collections.abc import Iterator
from typing import Any

from django.db import transaction

from chuangcheng.kit import clock
from chuangcheng.rooms.duties import life, verbs
from chuangcheng.rooms.duties.models import EACH, Duty
from chuangcheng.rooms.evidence import verbs as evidence
from chuangcheng.rooms.evidence.models import PHOTO, REPORT, Evidence
from chuangcheng.rooms.org.models import DEPUTY, OFFICE, PRINCIPAL, Person, Post, Unit
from chuangcheng.rooms.org.queries import holders, liaisons, signer_unit

PASSWORD = "chengpu-2026"  # noqa: S105 - of people who do not exist


def duty(
    actor: Any,
    unit: Unit,
    *,
    title: str = "清除小广告",
    due_in: int = 7,
    needed: int = 1,
    signing: str = EACH,
    **more: Any,
) -> Duty:
    """A duty due so many days from today. None is given out late: a day that is over is set afterwards."""
    due = clock.today() + dt.timedelta(days=due_in)
    made = verbs.assign(
        actor, title=title, unit=unit, due_on=max(due, clock.today()), needed=needed, signing=signing, **more
    )
    if due < clock.today():
        verbs.adjust(actor, made, title=title, needed=needed, measure=made.measure, signing=signing, text=made.text,
                     due_on=due)  # fmt: skip
    return made


def proven(actor: Any, wanted: Duty, count: int | None = None) -> Duty:
    """The duty with as many pieces as it needs."""
    for n in range(wanted.needed if count is None else count):
        verbs.add_proof(actor, wanted, pieces=[piece(actor, wanted, n)])
    return wanted


def piece(actor: Any, wanted: Duty, n: int = 0, *, data: bytes = b"", kind: str = REPORT) -> Evidence:
    """A piece of evidence for a duty."""
    name = f"{wanted.title[:20]}{n + 1}.{'jpg' if kind == PHOTO else 'txt'}"
    return evidence.hand_in(
        actor, unit=wanted.unit, kind=kind, title=name.rsplit(".", 1)[0], filename=name, nothing_secret=True,
        chunks=[data or f"{wanted.number} {wanted.title} 第 {n + 1} 件".encode()], period_from=wanted.period_from,
        period_to=wanted.period_to, caption={"theme": wanted.title[:40], "people": "保洁员 3 人", "place": str(wanted.unit)},
    )  # fmt: skip


def walked(wanted: Duty, to: str, *, password: str = PASSWORD) -> Duty:
    """Walk a duty through the line until it stands in a state: submitted, signed by the unit's own leads, accepted."""
    liaison = liaisons(wanted.unit)[0]
    proven(liaison, wanted, wanted.missing)
    verbs.submit(liaison, wanted)
    while wanted.state != to and wanted.state in (life.FOR_DEPUTY, life.FOR_PRINCIPAL):
        verbs.sign(_lead(wanted), wanted, password=password)
    if wanted.state != to and to == life.ACCEPTED:
        verbs.accept(_office(), wanted)
    return wanted


def _lead(wanted: Duty) -> Person:
    role = DEPUTY if wanted.state == life.FOR_DEPUTY else PRINCIPAL
    unit = signer_unit(wanted.unit, role)
    if unit is None:
        raise LookupError(f"nobody signs as {role} for {wanted.unit}")
    return holders(unit, role)[0]


def _office() -> Person:
    return Post.objects.current().filter(role=OFFICE).select_related("person").order_by("person__username")[0].person


# steps taken by their recent duties in turn: none (owed, or late), sent back (9), submitted, …
STAGES = (0, 9, 1, 0, 2, 3, 1, 4)
FEATURED = ("城关镇", "县城管局")  # the units of the accounts that are printed at the start: something of everything


# --- a year of history ----------------------------------------------------------------------------------------------


def history(chance: random.Random, now: dt.datetime) -> Iterator[Duty]:
    """Tell what happened to every duty whose time has come, and to some that are not due yet."""
    cast = _Cast()
    today = now.astimezone(clock.zone()).date()
    told = Duty.objects.filter(due_on__lte=today + dt.timedelta(days=20)).select_related("unit")
    for wanted in list(told.order_by("due_on", "id")):
        near = str(wanted.unit) in FEATURED or wanted.due_on <= today + dt.timedelta(days=10)
        if near and cast.complete(wanted.unit):
            with clock.frozen(now), transaction.atomic():
                _tell(cast, chance, wanted, now)
            yield wanted


class _Cast:
    """Who acts for a unit, looked up once."""

    def __init__(self) -> None:
        self.kept: dict[Any, Evidence] = {}  # the unit's last piece: sometimes it proves a second duty
        self.office, self.known = _office(), dict[Any, dict[str, Person | None]]()
        self.stops: dict[Any, Iterator[int]] = {}

    def next_stop(self, unit: Unit) -> int:
        """For a featured unit: where the next of its recent duties stops, so that each stage is shown."""
        return next(self.stops.setdefault(unit.pk, itertools.cycle(STAGES)))

    def of(self, unit: Unit) -> dict[str, Person | None]:
        if unit.pk not in self.known:
            found = {"liaison": next(iter(liaisons(unit)), None)}
            for role in (DEPUTY, PRINCIPAL):
                signer = signer_unit(unit, role)
                found[role] = next(iter(holders(signer, role)), None) if signer else None
            self.known[unit.pk] = found
        return self.known[unit.pk]

    def complete(self, unit: Unit) -> bool:
        """Whether the unit has three different people for the line."""
        people = self.of(unit).values()
        return all(people) and len({person.pk for person in people if person}) == 3


def _tell(cast: _Cast, chance: random.Random, wanted: Duty, now: dt.datetime) -> None:
    """One duty's story, by the draw of a seeded chance."""
    days_before = (wanted.due_on - now.astimezone(clock.zone()).date()).days
    draw, recent = chance.random(), days_before > -35
    handed = _moment(wanted.due_on - dt.timedelta(days=chance.randint(0, 4)), chance, now)
    if recent and str(wanted.unit) in FEATURED:
        if stop := cast.next_stop(wanted.unit):
            _walk(cast, chance, wanted, min(handed, now - dt.timedelta(days=3)), now, stop=stop)
        return
    if recent and draw < (0.62 if days_before >= 0 else 0.05):
        return  # still owed; the late ones among these show as late
    if draw > 0.97:
        with clock.frozen(handed):
            verbs.not_held(cast.of(wanted.unit)["liaison"], wanted, reason="活动因天气改期，下期补办")
        return
    if draw > 0.93:
        handed = _moment(wanted.due_on + dt.timedelta(days=chance.randint(1, 3)), chance, now)
    _walk(cast, chance, wanted, handed, now, stop=_stop(chance) if recent else 4)


def _stop(chance: random.Random) -> int:
    """After how many of the four steps a recent story stops, being still on its way; 9 is sent back."""
    return chance.choices([1, 2, 3, 4, 9], [12, 10, 14, 60, 4])[0]


def _moment(day: dt.date, chance: random.Random, now: dt.datetime) -> dt.datetime:
    at = clock.midnight(day) + dt.timedelta(hours=chance.uniform(8.5, 17.5))
    return min(at, now)


def _walk(cast: _Cast, chance: random.Random, wanted: Duty, at: dt.datetime, now: dt.datetime, *, stop: int) -> None:
    people = cast.of(wanted.unit)
    liaison: Any = people["liaison"]

    def later(low: float, high: float) -> dt.datetime:
        nonlocal at
        at = min(at + dt.timedelta(hours=chance.uniform(low, high)), now)
        return at

    with clock.frozen(at):
        for n in range(wanted.missing):
            again = (
                cast.kept.get(wanted.unit_id)
                if n == 0 and chance.random() < (0.6 if at > now - dt.timedelta(days=20) else 0.1)
                else None
            )
            if again and not again.covers(wanted.period_from, wanted.period_to):
                again = None
            brought = again or piece(liaison, wanted, n, data=_picture(chance), kind=PHOTO)
            cast.kept[wanted.unit_id] = brought
            verbs.add_proof(liaison, wanted, pieces=[brought])
        verbs.submit(liaison, wanted)
    if stop == 9:
        with clock.frozen(later(2, 20)):
            verbs.send_back(
                cast.office if wanted.state == life.FOR_OFFICE else people[DEPUTY],
                wanted,
                reason="缺现场全景，请补一张",
            )
        return
    for role in (DEPUTY, PRINCIPAL):
        stop -= 1
        if stop > 0 and wanted.state in (life.FOR_DEPUTY, life.FOR_PRINCIPAL):
            with clock.frozen(later(1, 20)):
                _sign(people[role], wanted)
    if stop > 1 and wanted.state == life.FOR_OFFICE:
        with clock.frozen(later(2, 30)):
            verbs.accept(cast.office, wanted)


def _sign(lead: Any, wanted: Duty) -> None:
    verbs.sign(lead, wanted, password=PASSWORD)


_pictures: list[bytes] = []


def _picture(chance: random.Random) -> bytes:
    """One of a few dozen drawn street scenes: sky, houses, road. No photo of any real place or person."""
    if len(_pictures) < 36:
        _pictures.append(_draw(random.Random(len(_pictures))))  # noqa: S311
        return _pictures[-1]
    return chance.choice(_pictures)


def _draw(chance: random.Random) -> bytes:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (640, 480), (chance.randint(150, 200), chance.randint(195, 220), 235))
    draw = ImageDraw.Draw(image)
    x = 0
    while x < 640:
        width, top = chance.randint(50, 120), chance.randint(120, 260)
        wall = tuple(chance.randint(150, 225) for _ in range(3))
        draw.rectangle((x, top, x + width, 350), fill=wall)
        for row in range(top + 14, 330, 34):
            for column in range(x + 10, x + width - 14, 26):
                draw.rectangle((column, row, column + 12, row + 18), fill=(95, 115, 140))
        x += width + chance.randint(0, 16)
    draw.rectangle((0, 350, 640, 372), fill=(190, 186, 178))
    draw.rectangle((0, 372, 640, 480), fill=(96, 99, 104))
    for x in range(chance.randint(0, 60), 640, 110):
        draw.rectangle((x, 420, x + 60, 428), fill=(235, 235, 225))
    for x in range(chance.randint(20, 120), 640, 170):
        draw.rectangle((x, 270, x + 8, 352), fill=(96, 72, 48))
        draw.ellipse((x - 34, 200, x + 42, 290), fill=(64, chance.randint(110, 150), 74))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82)
    return out.getvalue()
