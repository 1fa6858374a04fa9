"""A county full of duties, people and five years of journal, poured straight into its tables.

Nothing of this goes through verbs: it is there to be read, not to be true. Both counties have the same units and
people and the same density of work round today; they differ in how far back and ahead it reaches. An eighth of all duties
belongs to one town, fifteen times a unit's share, so that its people see full pages in both: 250 duties and 25,000.
"""

import datetime as dt
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

NOBODY = "!"  # a password that opens nothing
PER_DAY = 103  # duties that fall due on one day: 200,000 in five years and four months
AHEAD = 120  # days for which duties are known in advance
SHARE = 0.125  # of the duties, the looked-at town
ENTRIES = 5  # rows of the journal for one duty
SUBJECTS = ["小广告", "占道经营", "非机动车停放", "农贸市场", "背街小巷", "公益广告", "未成年人", "志愿服务", "窗口服务",
            "文明交通", "垃圾分类", "绿化养护", "消防通道", "养老服务", "食品安全", "网络环境", "校园周边", "社区宣传"]  # fmt: skip
DOINGS = ["清除", "整治", "巡查", "排查", "更新", "宣传", "督促整改", "维护", "培训", "走访", "检查", "登记"]
TEXT = "对照测评体系要求{doing}辖区内{subject}，建立台账，形成常态长效管理机制，每月报送开展情况和现场照片，由单位主要负责同志审签后提交"


def pour(model: Any, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write rows into a model's table as fast as the database takes them; how many."""
    fields = [model._meta.get_field(name).column for name in columns]
    named = ", ".join(f'"{name}"' for name in fields)
    table = f'"{model._meta.db_table}"'
    return (_copy if connection.vendor == "postgresql" else _insert)(table, named, len(fields), rows)


def _copy(table: str, named: str, _count: int, rows: Iterable[Sequence[Any]]) -> int:
    done = 0
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({named}) FROM STDIN") as out:
        for row in rows:
            out.write_row(row)
            done += 1
    return done


def _insert(table: str, named: str, count: int, rows: Iterable[Sequence[Any]]) -> int:
    done, statement = 0, f"INSERT INTO {table} ({named}) VALUES ({', '.join('?' * count)})"  # noqa: S608 - our own names
    with connection.cursor() as cursor:
        bare = cursor.cursor.connection.cursor()
        for batch in _batches(rows, 5000):
            bare.executemany(statement, [[_plain(value) for value in row] for row in batch])
            done += len(batch)
    return done


def _batches(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _plain(value: Any) -> Any:
    """As Django stores it in SQLite."""
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None).isoformat(" ")
    return value.isoformat() if isinstance(value, dt.date) else value


def key(series: int, n: int) -> UUID:
    """Keys in the order of creation, as UUIDv7 would be."""
    return UUID(int=(series << 116) | (n << 80) | (7 << 76) | (2 << 62) | n)


@dataclass
class Filled:
    """What stands in a filled county: enough to know who asks for what."""

    office: str = "bench-office"
    liaison: str = "bench-liaison"
    lead: str = "bench-deputy"
    counts: dict[str, int] = field(default_factory=dict)


def fill(duties: int, people: int = 2000, chance: random.Random | None = None) -> dict[str, int]:
    """Fill the current county; how many rows of each kind."""
    chance = chance or random.Random(2026)
    with transaction.atomic():
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA cache_size = -400000")
        units = make_units()
        staff = make_people(units, people)
        counts = {"units": len(units), "people": len(staff)}
        _plan(units[1], staff[0])
        counts |= _duties(chance, units, staff, duties)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    return counts


def make_units() -> list[Any]:
    """A county, its office, 38 bureaus, 20 towns and 60 communities; unit 2 is the town that is looked at."""
    from chuangcheng.kit import actors, search
    from chuangcheng.kit.rooms import kind_of
    from chuangcheng.rooms.org.models import Unit
    from chuangcheng.rooms.standards import make

    make.small(actors.system())
    root = Unit(id=key(1, 0), name="澄浦县", kind="county", path="00001")
    office = Unit(id=key(1, 1), name="县创建办", kind="office", path="0000100001", parent=root)
    towns = [
        Unit(id=key(1, 2 + n), name=f"第{n + 1}镇", kind="town", path=f"00001{n + 2:05d}", parent=root)
        for n in range(20)
    ]
    bureaus = [
        Unit(id=key(1, 22 + n), name=f"第{n + 1}局", kind="bureau", path=f"00001{n + 22:05d}", parent=root)
        for n in range(38)
    ]
    communities = [
        Unit(id=key(1, 60 + n), name=f"第{n + 1}社区", kind="community", path=f"{towns[n % 20].path}{n // 20 + 1:05d}", parent=towns[n % 20])
        for n in range(60)
    ]  # fmt: skip
    units = [root, office, *towns, *bureaus, *communities]
    Unit.objects.bulk_create(units)
    search.index(kind_of(Unit), units)
    return units


def make_people(units: list[Any], count: int) -> list[Any]:
    """An office worker, then a liaison, a deputy and a principal for every unit, then handlers."""
    from chuangcheng.kit import clock, search
    from chuangcheng.kit.rooms import kind_of
    from chuangcheng.rooms.inbox.models import Notice
    from chuangcheng.rooms.org.models import DEPUTY, HANDLER, LIAISON, OFFICE, PRINCIPAL, Person, Post

    roles = [(units[1], OFFICE)] + [(unit, role) for role in (LIAISON, DEPUTY, PRINCIPAL) for unit in units[2:]]
    roles += [(units[2 + n % (len(units) - 2)], HANDLER) for n in range(count - len(roles))]
    named = {1: Filled.liaison, 0: Filled.office, 1 + len(units) - 2: Filled.lead}
    staff = [
        Person(id=key(2, n), username=named.get(n, f"person-{n:04d}"), name=f"人员{n:04d}", password=NOBODY)
        for n in range(count)
    ]
    day = clock.today() - dt.timedelta(days=2000)
    posts = [
        Post(id=key(3, n), person=staff[n], unit=unit, role=role, started_on=day)
        for n, (unit, role) in enumerate(roles)
    ]
    Person.objects.bulk_create(staff, batch_size=500)
    Post.objects.bulk_create(posts, batch_size=500)
    search.index(kind_of(Person), staff)
    now = clock.now()
    pour(Notice, ("person", "key", "words", "facts", "url", "at", "read_at"),
         ((person.pk, f"e-{n}", "accepted", '{"title": "清除小广告"}', "/duties/", now - dt.timedelta(days=n), now if n > 9 else None)
          for person in staff for n in range(20)))  # fmt: skip
    return staff


def _plan(unit: Any, person: Any) -> None:
    """The approved plan whose days home counts from: since the year's beginning."""
    from chuangcheng.kit import clock
    from chuangcheng.rooms.plans import life
    from chuangcheng.rooms.plans.models import Plan

    today = clock.today()
    Plan.objects.create(title="创建全国文明城市工作方案", unit=unit, brought_by=person, text="工作方案", state=life.APPROVED,
                        start_on=today.replace(month=1, day=1), end_on=today + dt.timedelta(days=AHEAD))  # fmt: skip


# --- duties ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sketch:
    """One duty before it is poured into its tables."""

    key: UUID
    n: int
    title: str
    text: str
    pieces: str
    unit: Any
    cooperating: Any
    part: str
    due: dt.date
    state: str
    handed_in: dt.datetime | None
    proven_by: str


def _duties(chance: random.Random, units: list[Any], staff: list[Any], count: int) -> dict[str, int]:
    from chuangcheng.kit import clock

    sketches = list(_sketches(chance, units, count, clock.now()))
    counts = {"duties": _pour_duties(sketches, staff)}
    counts["proofs"] = _pour_proofs(sketches, staff)
    counts["search"] = _pour_found(sketches)
    counts["journal"] = _pour_journal(sketches, staff)
    return counts


def _sketches(chance: random.Random, units: list[Any], count: int, now: dt.datetime) -> Iterator[Sketch]:
    from chuangcheng.lib import hanzi
    from chuangcheng.rooms.standards.models import SCHEME

    today, works, parts = now.date(), units[2:], list(SCHEME)
    ahead = min(AHEAD, count // PER_DAY // 4)
    first = today + dt.timedelta(days=ahead) - dt.timedelta(days=count // PER_DAY)
    templates = [
        (title := f"{doing}{subject}", body := TEXT.format(doing=doing, subject=subject), " ".join(hanzi.pieces(f"{title} {body}")))
        for subject in SUBJECTS
        for doing in DOINGS
    ]  # fmt: skip
    for n in range(count):
        due = first + dt.timedelta(days=n // PER_DAY)
        state = _state(chance, (today - due).days)
        unit = units[2] if chance.random() < SHARE else chance.choice(works)
        title, body, pieces = chance.choice(templates)
        moment = dt.datetime.combine(due, dt.time(3, n % 60), dt.UTC)
        yield Sketch(
            key=key(4, n), n=n, title=title, text=body, pieces=pieces, unit=unit,
            cooperating=chance.choice(works) if chance.random() < 0.2 else None, part=chance.choice(parts), due=due,
            state=state, handed_in=None if state in ("open", "withdrawn") else min(moment - dt.timedelta(days=chance.randint(0, 3)), now),
            proven_by="记录" if state == "accepted" and chance.random() < 0.1 else "",
        )  # fmt: skip


STATES = {  # by how long ago the due day was: what became of the duties
    "past": (["accepted", "not_held", "not_applicable", "withdrawn", "open", "returned", "for_office"], [924, 30, 20, 14, 7, 3, 2]),
    "recent": (["accepted", "open", "returned", "for_list", "for_deputy", "for_principal", "for_office"], [40, 28, 7, 3, 15, 4, 3]),
    "soon": (["open", "returned", "for_deputy", "for_office", "accepted"], [85, 5, 6, 2, 2]),
    "ahead": (["open"], [1]),
}  # fmt: skip


def _state(chance: random.Random, days: int) -> str:
    names, weights = STATES["ahead" if days < -5 else "soon" if days < 0 else "recent" if days <= 15 else "past"]
    return chance.choices(names, weights)[0]


def _pour_duties(sketches: list[Sketch], staff: list[Any]) -> int:
    from chuangcheng.rooms.duties.life import ENDED
    from chuangcheng.rooms.duties.models import Duty
    from chuangcheng.rooms.standards.models import Criterion

    columns = ("id", "version", "created_at", "number", "title", "text", "unit", "part", "origin", "lineage", "period",
               "period_from", "period_to", "due_on", "needed", "counted", "measure", "signing", "state", "submitted_by",
               "submitted_at", "ended_at", "reason", "proven_by", "escalation")  # fmt: skip
    rows = (
        (s.key, 1, _noon(s.due - dt.timedelta(days=30)), _number(s), s.title, s.text, s.unit.pk, s.part, "工作方案", key(5, s.n), "P1M",
         s.due - dt.timedelta(days=29), s.due, s.due, 2, 0 if s.state == "open" else 2, "件", "each", s.state,
         staff[1].pk if s.handed_in else None, s.handed_in, s.handed_in if s.state in ENDED else None, "", s.proven_by, 0)
        for s in sketches
    )  # fmt: skip
    done = pour(Duty, columns, rows)
    criteria = list(Criterion.objects.values_list("pk", flat=True))
    pour(Duty.criteria.through, ("duty", "criterion"), ((s.key, criteria[s.n % len(criteria)]) for s in sketches))
    pour(Duty.cooperating.through, ("duty", "unit"), ((s.key, s.cooperating.pk) for s in sketches if s.cooperating))
    return done


def _number(s: Sketch) -> str:
    return f"{s.due.year}-{s.n:06d}"


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(4), dt.UTC)


def _pour_proofs(sketches: list[Sketch], staff: list[Any]) -> int:
    """One piece for every duty that was handed in; one in ten is older than its use."""
    from chuangcheng.kit.files import Blob
    from chuangcheng.rooms.duties.models import Proof
    from chuangcheng.rooms.evidence.models import Evidence

    blob = Blob.objects.create(sha256="0" * 64, size=1, media_type="text/plain")
    given = [s for s in sketches if s.handed_in and not s.proven_by]
    pour(Evidence, ("id", "version", "created_at", "unit", "kind", "title", "caption", "period_from", "period_to", "blob",
                    "filename", "revision", "brought_by", "brought_at"),
         ((key(6, s.n), 1, s.handed_in, s.unit.pk, "report", s.title, "{}", s.due, s.due, blob.pk, "a.txt", 1, staff[1].pk,
           s.handed_in - dt.timedelta(days=9) if s.n % 10 == 0 else s.handed_in) for s in given))  # fmt: skip
    rows = ((s.key, key(6, s.n), 1, s.handed_in) for s in given)
    return pour(Proof, ("duty", "evidence", "counts", "added_at"), rows)


def _pour_found(sketches: list[Sketch]) -> int:
    from chuangcheng.kit.search import Found

    def rows() -> Iterator[tuple[Any, ...]]:
        for s in sketches:
            tokens = [f"zzu{unit.pk.hex}" for unit in (s.unit, s.cooperating) if unit]
            words = f"{_number(s).replace('-', ' ')} {s.pieces} 工作 作方 方案 案 zzkduties {' '.join(tokens)}"
            yield "duties", s.key, s.title, f"{_number(s)} {s.text} 工作方案", words, s.handed_in or _noon(s.due - dt.timedelta(days=30))  # fmt: skip

    return pour(Found, ("kind", "record_id", "title", "body", "pieces", "at"), rows())


def _pour_journal(sketches: list[Sketch], staff: list[Any]) -> int:
    """What happened to each duty: five rows, sealed, with a seal at their end."""
    from chuangcheng.kit.journal import Cursor, Entry, Seal
    from chuangcheng.kit.rooms import all_rooms

    verbs = ["assign", "add_proof", "submit", "sign", "accept"]
    changes = [json.dumps({"state": ["open", verb], "counted": [0, n]}) for n, verb in enumerate(verbs)]

    def rows() -> Iterator[tuple[Any, ...]]:
        seq = 0
        for s in sketches:
            start = _noon(s.due - dt.timedelta(days=30))
            for n in range(ENTRIES):
                seq += 1
                yield (key(7, seq), start + dt.timedelta(days=6 * n), staff[s.n % len(staff)].pk, "duties", verbs[n], s.key,
                       changes[n], "{}", "web", "10.0.0.1", seq, f"{seq:064x}")  # fmt: skip

    columns = (
        "id",
        "at",
        "actor_id",
        "kind",
        "verb",
        "record_id",
        "change",
        "facts",
        "door",
        "address",
        "seq",
        "digest",
    )
    done = pour(Entry, columns, rows())
    Seal.objects.update_or_create(pk=1, defaults={"seq": done, "digest": f"{done:064x}"})
    Cursor.objects.bulk_create([Cursor(name=room.name, seq=done) for room in all_rooms() if room.subscribers])
    return done


def empty(model: type[models.Model]) -> bool:
    """Whether a county was not filled yet."""
    return not model._default_manager.exists()
