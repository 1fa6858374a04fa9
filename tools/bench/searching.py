"""Search in a county with 1,000,000 records beside one with 10,000, on every database that answers.

The records are duties whose titles and texts are put together from streets, doings and findings, so that words are as
unevenly spread as they are in a county's own: some stand in most texts, some in one of 300, some in a dozen of them all.
"""

import random
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from bench import filling
from bench.table import Row, milliseconds

FEW, MANY = 10_000, 1_000_000
LIMIT = 0.1  # seconds
TIMES = 15
NOTE = "search: median of kit.search.find in one process, the two counties by turns; the ratio is to the county of 10,000 rows"

AREAS = ["东街", "西街", "南门", "北门", "河滨", "新桥", "老城", "火车站", "汽车站", "体育场", "开发区", "高新区", "桂花", "梧桐",
         "学府", "凤凰", "龙泉", "青石", "白塔", "红旗", "建设", "人民", "解放", "胜利", "团结", "和平", "朝阳", "向阳", "银杏", "月亮湾"]  # fmt: skip
ENDS = [
    "社区",
    "小区",
    "路",
    "巷",
    "市场",
    "广场",
    "公园",
    "小学",
    "中学",
    "卫生院",
    "车站",
    "桥头",
    "大院",
    "安置房",
    "家属院",
]
FINDS = ["墙面张贴广告未清除", "店外经营占用人行道", "共享单车乱停乱放", "楼道堆放杂物", "下水井盖松动", "绿化带有白色垃圾", "消防通道停有车辆",
         "公益广告破损褪色", "餐饮油烟扰民", "犬只未拴绳", "飞线充电", "盲道被占用", "公厕无人保洁", "路灯不亮", "施工围挡破损",
         "菜市场地面湿滑", "快递车逆行", "网吧未登记证件", "志愿服务站无人值守", "窗口人员未佩戴工牌"]  # fmt: skip
DEEDS = [
    "当场整改",
    "已通知责任单位",
    "限三日内办结",
    "现场拍照留存",
    "列入下周复查",
    "由网格员跟进",
    "已向居民解释",
    "移交综合执法",
]
SELDOM = ["窨井", "犬吠", "裸土", "渣土", "阳台", "凉亭", "碑刻", "喷泉"]  # one text of 300 has one of them
RARE = "萤火"  # a dozen in all
PAST = "石狮"  # in each of the oldest twentieth, and never again


@dataclass(frozen=True)
class Question:
    """Who asks for what."""

    words: str
    text: str
    who: str


TEXTS = [
    ("in nearly all", "辖区"),
    ("in one of 18", "占道"),
    ("in one of 2,400", "窨井"),
    ("in a dozen", RARE),
    ("long ago only", PAST),
    ("nowhere", "龙舟"),
    ("two frequent", "占道 广告"),
    ("frequent and rare", f"辖区 {RARE}"),
    ("two, seldom together", "窨井 飞线"),
    ("two frequent, never together", "飞线 盲道"),
    ("three characters", "火车站"),
]
PEOPLE = [("the office", "office"), ("a town's liaison", "town"), ("a hamlet's liaison", "hamlet")]


def rows(address: str | None, *, keep: bool, many: int = MANY) -> list[Row]:
    """Fill the counties and measure every question in both."""
    from bench import pages

    found: list[Row] = []
    for vendor, server in pages.servers(address):
        try:
            counties = pages.counties(vendor, server, [("found-few", FEW), ("found-many", many)], _fill)
            found += [_row(vendor, counties, question) for question in _questions()]
        finally:
            if server and not keep:
                pages.drop(server, ("found-few", "found-many"))
    return found


def _questions() -> Iterator[Question]:
    for words, text in TEXTS:
        for person, who in PEOPLE:
            yield Question(f"{text}, {words}, {person}", text, who)


# --- filling --------------------------------------------------------------------------------------------------------


def _fill(count: int) -> dict[str, int]:
    """Duties and what search knows of them; one in eight is the looked-at town's, one in 50,000 a hamlet's."""
    from django.db import connection, transaction

    from chuangcheng.kit.search import Found
    from chuangcheng.rooms.duties.models import Duty

    with transaction.atomic():
        units = filling.make_units()
        filling.make_people(units, 400)
    with _without_indexes():
        done = filling.pour(Duty, DUTY, _duties(units, count))
        filling.pour(Found, FOUND, _found(units, count))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "PRAGMA optimize")
    return {"duties": done}


DUTY = ("id", "version", "created_at", "number", "title", "text", "unit", "part", "origin", "period", "period_from", "period_to",
        "due_on", "needed", "counted", "measure", "signing", "state", "reason", "proven_by", "escalation")  # fmt: skip
FOUND = ("kind", "record_id", "title", "body", "pieces", "at")


class _without_indexes:
    """PostgreSQL builds its text index ten times faster when the rows are there."""

    def __enter__(self) -> None:
        self._say("DROP INDEX kit_found_vector")

    def __exit__(self, *_: object) -> None:
        self._say("SET maintenance_work_mem = '512MB'", "CREATE INDEX kit_found_vector ON kit_found USING gin (vector)")

    def _say(self, *statements: str) -> None:
        from django.db import connection

        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)


def _sketches(count: int) -> Iterator[tuple[int, UUID, str, str, int]]:
    """Number, key, title, text and the place of the unit; the same ones each time it is asked."""
    chance = random.Random(count)
    rare = set(chance.sample(range(count), 12))
    for n in range(count):
        doing, subject = chance.choice(filling.DOINGS), chance.choice(filling.SUBJECTS)
        where = f"{chance.choice(AREAS)}{chance.choice(ENDS)}"
        text = f"{where}{chance.choice(FINDS)}，{chance.choice(DEEDS)}。对照测评体系{doing}辖区内{subject}，建立台账，报送现场照片"
        if chance.random() < 1 / 300:
            text += f"，涉及{chance.choice(SELDOM)}"
        if n in rare:
            text += f"，{RARE}"
        if n < count // 20:
            text += f"，{PAST}"
        lot = chance.random()
        unit = 2 if lot < filling.SHARE else 60 if lot > 1 - 1 / 50_000 else chance.randrange(3, 60)
        yield n, filling.key(4, n), f"{where}{doing}{subject}", text, unit


def _duties(units: list[Any], count: int) -> Iterator[tuple[Any, ...]]:
    from chuangcheng.kit import clock

    today, now = clock.today(), clock.now()
    for n, key, title, text, unit in _sketches(count):
        yield (key, 1, now, _number(n), title, text, units[unit].pk, "", "", "once", today, today, today, 1, 0, "", "each", "open", "", "", 0)  # fmt: skip


def _found(units: list[Any], count: int) -> Iterator[tuple[Any, ...]]:
    from chuangcheng.kit import clock
    from chuangcheng.lib import hanzi

    cut = cache(lambda text: " ".join(hanzi.pieces(text)))  # texts are made of a few hundred clauses
    now = clock.now()
    for n, key, title, text, unit in _sketches(count):
        words = " ".join(cut(clause) for clause in (title, *text.split("，")))
        yield ("duties", key, title, f"{_number(n)} {text}", f"{_number(n).replace('-', ' ')} {words} zzkduties zzu{units[unit].pk.hex}", now)  # fmt: skip


def _number(n: int) -> str:
    return f"2026-{n:07d}"


# --- measuring ------------------------------------------------------------------------------------------------------


def _row(vendor: str, counties: list[Any], question: Question) -> Row:
    spent: list[list[float]] = [[], []]
    hits = [0, 0]
    for turn in range(TIMES + 2):
        for n, county in enumerate(counties):
            seconds, hits[n] = _asked(county, question)
            if turn >= 2:  # the first ones fill caches
                spent[n].append(seconds)
    few, many = (statistics.median(times) for times in spent)
    return Row(f"{vendor}: {question.words}", f"{milliseconds(many)}, {hits[1]} found", f"{LIMIT * 1000:.0f} ms", many / few,
               f"{FEW:,} rows {milliseconds(few)}, {hits[0]} found", many <= LIMIT, NOTE)  # fmt: skip


def _asked(county: Any, question: Question) -> tuple[float, int]:
    from chuangcheng.kit import search, tenancy

    with tenancy.county(county):
        person = _person(question.who)
        tokens = [] if person.is_office else [f"u{key.hex}" for key in person.reach]
        start = time.perf_counter()
        found = search.find(person, question.text, tokens=tokens)
        return time.perf_counter() - start, len(found)


def _person(who: str) -> Any:
    from chuangcheng.rooms.org.models import LIAISON, Person

    if who == "hamlet":
        return Person.objects.get(posts__unit=filling.key(1, 60), posts__role=LIAISON)
    return Person.objects.get(username=filling.Filled.office if who == "office" else filling.Filled.liaison)
