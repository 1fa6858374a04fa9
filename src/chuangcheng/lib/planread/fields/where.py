"""Sites, kinds of site and named places: 背街小巷, 农贸市场, 迎宾大道.

A place name ends in what kind of place it is. Candidates are cut out between list marks, prepositions, counts and
verbs; a list that turns out to name problems, ways or people (…等问题) names no places.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from chuangcheng.lib.planread.fields.who import is_body
from chuangcheng.lib.planread.lexicon import CAUSATIVE, NOMINAL
from chuangcheng.lib.planread.marks import NAMED
from chuangcheng.lib.planread.model import Mention
from chuangcheng.lib.planread.sites import (
    DISTANCE,
    ENDS,
    GROUND,
    HONOUR,
    IDLE,
    INTO,
    KIND,
    LEADING,
    MORE,
    NO_GROUND,
    NO_LIST,
    NOT_PLACE,
    OTHER_WORD,
    PLACE,
    SOCIAL,
    SOCIAL_PLACE,
    TIED,
    TITLES,
    TROUBLES,
    WHOLE_TOWN,
)
from chuangcheng.lib.planread.tokens import (
    ADVERB,
    BREAK,
    CIRCUM,
    COUNT,
    LIGHT,
    MODAL,
    PREP,
    PURPOSE,
    TIME,
    VERB,
    WEAK,
    Token,
    tokens,
)
from chuangcheng.lib.planread.vocabulary import listed

# Where one noun phrase ends: list marks, particles and prepositions (not inside the words that hold them), counts.
_CUT: Final = re.compile(
    r"[、，,。；;：:（）()“”\"《》\s/]|以及|(?<!普)及(?!时)"
    r"|(?<!共)和(?!谐|平)|与|或者?|(?<!平)等(?!级|待|候)|(?<!目)的|(?<!应|面|相)对(?!外|口"
    r"|面|策|账|应|象|标|照)"
    r"|(?<!存|正|现)在(?!建|册|职|校(?:生|学|内)"
    r"|线)|沿[街巷路河湖江](?=[\u4e00-\u9fff]{2})(?!大道|公路)|沿(?![线街途岸、，。和等及])|把(?!手)|将(?!来)|(?<!自"
    r"|理)由|(?<!方|导|志)向|(?<!周|达|得)到(?!位|期)|(?<!关|由|至|等|属)于|(?<!不)从(?!业"
    r"|事|严)|作为|围绕|赴|除|(?<=[数量比例])占|[驶走带迁搬引踏送]入(?!口|库|户)|[走带迈]进(?!行|度)|进入|深入(?=[\u4e00-\u9fff]{2})|来到|前往|每[条个座处家所](?=[\u4e00-\u9fff]{2})|\d+[条处个座家所栋]|(?<=[弄巷路街村里桥])[两三四五六七八九十][条处个座家所]"
)
_STRIP: Final = frozenset(VERB + PREP + ADVERB + MODAL + CIRCUM + PURPOSE + WEAK + TIME + COUNT + BREAK)
# What is put up or opened in a place is no second place (在门前设置等候区).
_EQUIPS: Final = frozenset(listed("划 设置 增设 设立 布设 施划 安装 加装 配备 配置 开放 开设 摆放 投放 张贴 悬挂"))
_AND_SO_MANY: Final = re.compile(r"等\d{1,3}[条处个座家所栋]$")
_PEOPLE: Final = re.compile(r"(?:师生|学生|群众|居民|人员|职工|党员|者|队员|干部|家长|商户|商贩|摊贩)$")
_AND_SO_ON: Final = re.compile(r"等$|[、\u4e00-\u9fff][两三四五六七八九十][条处个座家所]$")
_BUILD: Final = frozenset(listed("建设 改造 打造 修建 建成 整治 创建 开展 设置"))
_OWN_NAME: Final = re.compile(r"[\u4e00-\u9fff]{1,4}(?:村|社区|小区|路|街|巷|广场|公园|市场)$")
# 建设街, 创新路: a road named with a verb.
_ROAD: Final = re.compile(
    r"[\u4e00-\u9fff]{2}(?:路|街|巷|大道)(?=$|[、，,。等和与及的内东西南北中上下]|夜市|早市|沿线|两侧|周边|段|口|与|农贸|菜市|小学|中学|社区|市场|公园|广场|步行街|交叉|路口|十字|大桥)"
)
_AROUND: Final = re.compile(r"(?:及其?)?(?:周边|两侧|周围|附近|沿线|内|两岸|沿岸|门前)")
_SHORT_NAME: Final = re.compile(rf"[\u4e00-\u9fff]{{1,4}}(?:{KIND})(?:[\u4e00-\u9fff]{{0,4}})")
# A kind of site as it stands, a verb in it or not (报告厅, 加油站).
_KIND: Final = re.compile(KIND)
# Names of sites that begin with what elsewhere is a verb or an adverb.
_WHOLE: Final = (
    "疏导",
    "服务区",
    "服务点",
    "公共",
    "绿化带",
    "建成区",
    "投放点",
    "停车场",
    "消防通道",
    "活动室",
    "实践",
    "养老院",
    "重点区域",
    "重点部位",
    "重点场所",
    "重点路段",
    "投药点",
    "收集点",
    "建筑围挡",
    "检查站",
    "收费站",
    "经营场所",
    "办公",
)


def places(text: str, masked: str, start: int, end: int, taken: list[tuple[int, int]]) -> tuple[Mention, ...]:
    """The places of a stretch, each name once, in order; `taken` holds the spans that name somebody responsible."""
    found: list[Mention] = []
    row = _Row()
    at = start
    ends = sorted(stop for _, stop in taken)
    for cut, after in [(m.start(), m.end()) for m in _CUT.finditer(text, start, end)] + [(end, end)]:
        at = max([stop for stop in ends if at < stop < cut], default=at)  # the subject is behind us
        here: list[Mention] = []
        if cut - at >= 2 and _after_and_so_on(text, at, start):
            here = [p for p in _behind(text, at, cut, end) if not _overlaps(p, taken)]
        elif cut - at >= 2 and not _in_name(text, masked, at, cut):
            here = [p for p in _places(text, at, cut, end) if not _overlaps(p, taken) and not _acting(text, p, start)]
        ground = [] if here else _ground(text, at, cut, end)
        alone = bool(ground) and at == start and bool(_BEAT.match(text, ground[0].end, cut))
        found += here or (ground if alone else row.like(ground, taken))
        row.settle(at_head=bool(here) and here[0].start - at <= 2)
        row.go_on(text, after, located=bool(here) and here[-1].end >= cut - 2)
        at = after
    found += row.found
    found += [Mention(m[0], m.start(), m.end()) for m in DISTANCE.finditer(text, start, end)]
    unique = {mention.text: mention for mention in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda m: m.start))


@dataclass(slots=True)
class _Row:
    """A list of places as it is read: its members are alike, so that what only looks like a place is one where the
    list opens with 在 or has a place in it."""

    sure: bool = False
    waiting: list[Mention] = field(default_factory=list)
    found: list[Mention] = field(default_factory=list)

    def like(self, ground: list[Mention], taken: list[tuple[int, int]]) -> list[Mention]:
        """The members that are places by what stands before them; others wait for what follows."""
        ground = [g for g in ground if not _overlaps(g, taken)]
        if self.sure:
            return ground
        self.waiting += ground
        return []

    def settle(self, *, at_head: bool) -> None:
        """A place at the head of a piece tells what the members before it were."""
        if at_head:
            self.found += self.waiting
            self.waiting = []

    def go_on(self, text: str, at: int, *, located: bool) -> None:
        """Goes on behind a cut: 、 and 和 lead to the next member, anything else ends the list."""
        self.sure = self.sure or located
        if self.sure:
            self.found += self.waiting
            self.waiting = []
        if _CLASS.match(text, at - 1):
            self.sure = False  # 王家湾、李家坝等6个城中村: the class tells what its members are
        elif text[at - 1 : at] not in _JOINS:
            self.sure = text[at - 1 : at] in _AT or text[max(0, at - 2) : at] in _INTO
            self.waiting = []


_BEAT: Final = re.compile("每[天日周月旬季]")  # 活禽区每天消毒: what is cleaned, no subject
_CLASS: Final = re.compile("等(?:[\u4e00-\u9fff]|\\d)|[条处个座家所栋](?=[\u4e00-\u9fff]{2})")
_GROUND_ENDS: Final = frozenset(
    "洞旁室站库厅点角区层棚厂口阁塔寺庙祠坊房亭场馆院楼池坪塘岛门园沟堤坝埠沿道台廊庄屯寨堡庭苑府郡湾轩诊科部构中小幼前边近围"
)
# What leads to the next member of a list, and what leads to a place.
_JOINS: Final = frozenset("、和及与")
_AT: Final = frozenset("在赴")
_INTO: Final = frozenset(listed("进入 深入 走进 驶入 迈进 前往 来到 搬入 迁入"))


def _ground(text: str, start: int, end: int, limit: int) -> list[Mention]:
    """A room or ground of any kind at the head of a piece, up to the verb behind it."""
    if end - start < 2 or _GROUND_ENDS.isdisjoint(text[start:end]):
        return []
    begin = _head(text, start, end)
    stop = next((t.start for t in tokens(text, begin, end) if t.start > begin and (_acts(t) or TIME in t.parts)), end)
    while stop > begin and text[stop - 1] in "各均都":
        stop -= 1
    name = text[begin:stop]
    if not 2 <= len(name) <= 9 or not GROUND.fullmatch(name) or NO_GROUND.search(name):
        return []
    return [] if _names_no_places(text, stop, limit) else [Mention(name, begin, stop)]


def _acting(text: str, place: Mention, start: int) -> bool:
    """各社区 at the head of a clause, or told to act (组织各实践所开展…), names who, not where."""
    before = text[max(start, place.start - 2) : place.start]
    if place.text in _BODIES:
        return before in CAUSATIVE or before in {"协助", "配合"}
    return (
        place.text.startswith("各")
        and is_body(place.text)
        and (not before or before[-1] in "，,；;" or before in CAUSATIVE)
    )


# Told to act (组织社区每周清扫), these are bodies; cleaned or looked after, they are places.
_BODIES: Final = frozenset(listed("社区 学校 村 医院 幼儿园 中小学 物业小区"))


def _after_and_so_on(text: str, at: int, start: int) -> bool:
    """等公共场所: the class that the list belongs to, not one more place; nor is 与社区 a place to go to."""
    return at > start and (
        bool(_AND_SO_ON.search(text, max(start, at - 5), at))
        or (bool(_AND_SO_MANY.search(text, max(start, at - 5), at)) and text.startswith(("重点", "主要", "关键"), at))
        or (text[at - 1] == "与" and text.startswith("社区", at))
        or (text[at - 1] in "(（" and text[at : at + 3] in {"社区)", "社区）"})
    )


def _in_name(text: str, masked: str, start: int, end: int) -> bool:
    """Inside quotes or book marks: only a quote that is itself a kind of place in a list (“九小场所”、…)."""
    if masked[start] != NAMED:
        return False
    return not (
        end + 1 < len(text)
        and text[end] in '”"'
        and text[end + 1] in "、，和及与等"
        and PLACE.fullmatch(text, start, end)
    )


def _overlaps(place: Mention, taken: list[tuple[int, int]]) -> bool:
    return any(place.start < stop and begin < place.end for begin, stop in taken)


def _places(text: str, start: int, end: int, limit: int) -> list[Mention]:
    if ENDS.isdisjoint(text[start:end]):
        return []
    begin = _head(text, start, end)
    town = WHOLE_TOWN.match(text, begin, end)
    if town:
        return [Mention(town[0], begin, town.end()), *_place(text, town.end(), end, limit)]
    return _place(text, begin, end, limit)


def _place(text: str, begin: int, end: int, limit: int) -> list[Mention]:
    match = PLACE.match(text, begin, end)
    if not match:
        return []
    for token in tokens(text, begin, match.end()):
        if (
            token.start > begin
            and (
                _acts(token)
                or _done(text, begin, token)
                or {COUNT, TIME} & set(token.parts)
                or _builds(text, begin, token)
            )
            and not text.startswith(_WHOLE, token.start)
        ):
            return _place(text, _head(text, token.end, end), end, limit)
    if OTHER_WORD.match(text, match.end(), end):
        return []
    more = MORE.match(text, match.end(), end)
    stop = more.end() if more else match.end()
    if OTHER_WORD.match(text, stop, end):
        return []
    return [*_checked(text, begin, stop, end, limit), *_behind(text, stop, end, limit)]


def _acts(token: Token) -> bool:
    return VERB in token.parts and (token.word not in NOMINAL or LIGHT in token.parts)


def _builds(text: str, begin: int, token: Token) -> bool:
    """Behind a place of its own name, 建设 and the like are done there (李家村建设文化广场)."""
    return token.word in _BUILD and bool(_OWN_NAME.search(text[begin : token.start]))


def _done(text: str, begin: int, token: Token) -> bool:
    """An activity behind people or a time (师生清扫教室, 放学后检查教室) is done; elsewhere it names the place (宣传栏)."""
    return VERB in token.parts and (text[token.start - 1] in "后前" or bool(_PEOPLE.search(text[begin : token.start])))


def _behind(text: str, start: int, end: int, limit: int) -> list[Mention]:
    """A second place in one piece, behind a verb (市医院新建公共停车场)."""
    token = next((t for t in tokens(text, start, end) if _acts(t) or t.word in _BUILD), None)
    return _place(text, _head(text, token.end, end), end, limit) if token and token.word not in _EQUIPS else []


def _checked(text: str, begin: int, stop: int, end: int, limit: int) -> list[Mention]:
    """The place, unless it is a topic, a title, somebody's charge, or one of a list of other things."""
    name = text[begin:stop]
    before = text[max(0, begin - 3) : begin]
    if len(name) < 2 or (name in IDLE and not _AROUND.match(text, stop, limit)) or NOT_PLACE.search(name):
        return []
    if SOCIAL_PLACE.search(name) and SOCIAL.match(text, stop, end) and not INTO.search(before):
        return []
    if name.endswith("里") and (len(name) < 3 or text[stop : stop + 1] not in "、和及与"):
        return []
    if name in {"社区", "村", "小区"} and TIED.search(before):
        return []
    if HONOUR.search(before + name) and TITLES.search(text[max(0, begin - 12) : stop + 8]):
        return []
    return [] if _names_no_places(text, stop, limit) else [Mention(name, begin, stop)]


def _head(text: str, start: int, end: int) -> int:
    """Where the noun phrase of a piece begins: after its verbs, adverbs, times and numbers, unless it is a place
    word as it stands."""
    for token in tokens(text, start, end):
        if (
            text.startswith(_WHOLE, token.start, end)
            or (token.parts == ADVERB and _qualifies(text, token, end))
            or _KIND.match(text, token.start, end)
            or _ROAD.match(text, token.start, end)
        ):
            return token.start
        if not _STRIP & set(token.parts):
            lead = LEADING.match(text, token.start, end)
            return lead.end() if lead else token.start
    return end


def _qualifies(text: str, token: Token, end: int) -> bool:
    """An adverb that is part of the name: 后街小区, 快递网点, 标准化母婴室."""
    if token.word.endswith("化"):
        return bool(_KIND.match(text, token.end, end))
    name = text[token.start : end]
    return len(token.word) == 1 and (
        bool(_SHORT_NAME.fullmatch(name)) or (len(name) <= 4 and bool(GROUND.fullmatch(name)))
    )


def _names_no_places(text: str, start: int, limit: int) -> bool:
    """The list that this name is a member of closes with a word for problems, ways or people."""
    if _AROUND.match(text, start, limit):
        return False
    stop = start
    while stop < limit and stop < start + 60 and text[stop] not in "，,。；;":
        stop += 1
    member = start >= limit or text[start] in "、和及与等"
    match = (NO_LIST if member else TROUBLES).search(text, start, stop)
    return match is not None and "的" not in text[start : match.start()]
