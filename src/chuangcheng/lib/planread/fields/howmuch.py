"""How many, how much, and to what target."""

import re
from typing import Final

from chuangcheng.lib.planread.model import Quantity, Target
from chuangcheng.lib.planread.numbering import numeral
from chuangcheng.lib.planread.quantities import AT_LEAST, AT_MOST, MORE, QUANTITY, SPAN
from chuangcheng.lib.planread.targets import KIND, SHARE
from chuangcheng.lib.planread.vocabulary import listed

# Measure words that count nothing demanded here: kinds, levels, dates, ages; and 一个 said of a thing rather than
# counted.
_IDLE_UNITS: Final = frozenset(listed("类 种 级 年 月 日 则 层 段 号 节 站 片 步 岁 届 秒 字 周 时 根 版 天 个月"))
# Of those, the ones that count where a bound stands before them (不少于4节); 超过60岁 still names a case.
_BOUND_UNITS: Final = frozenset(listed("类 种 节 站 片 段 号 字 层 周 根 版"))
_MEASURED_AREA: Final = re.compile(r"(?:周边|周围|半径|方圆|每|相距|间隔)$")  # 周边500米 is a place, 每200米 a spacing
# Measure words that count even after a Chinese numeral (一次), where others say that there is something (一批、一个).
_COUNTED: Final = frozenset(
    listed("次 场 期 轮 遍 名 支 处 份 条 家 篇 座 所 台 小时 场次 部 课时 回 块 封 扇 张 辆 棵 株 间")
)
_BOUND: Final = re.compile("至少|最少|最多|控制在|不少于")
_VERB_BETWEEN: Final = re.compile(r"[\u4e00-\u9fff▪▫]{1,16}")
_SCALES: Final = frozenset("百千万")  # 万人公交车保有量: per so many
_WITHIN: Final = re.compile(r"以?之?及?[内下]$")
_LENGTHS: Final = frozenset({"米", "公里", "千米"})
_TIME_UNITS: Final = frozenset(listed("小时 个小时 分钟 工作日 个工作日 天 日 周 个月 个自然日 秒"))
_BEFORE_NONE: Final = re.compile(r"(?:第|每|其|统|唯|万|同|某|另|逐|按|任何|\d|[〔\[【（(“\"—－-])$")
_ASIDE: Final = re.compile(rf"[（(]{QUANTITY.pattern}[）)]")
_ROUND: Final = re.compile("(?:专人)?(?:值班|值守|在岗|备勤|开放|畅通|不间断|轮流|轮班|监控|应急)")
_RANK: Final = re.compile("(?<![日月底])[前后]$")
_IDIOM: Final = re.compile(r"[一二三四五六七八九十][\u4e00-\u9fff][一二三四五六七八九十][\u4e00-\u9fff]")
# 每人联系一个班: one to each is a count.
_EACH: Final = re.compile(r"每(?:[人名班村校户岗所]|个[人村班])[\u4e00-\u9fff]{1,4}$")
# 发现一处、取缔一处: as many as there are.
_EACH_ONE: Final = re.compile(r"一(?P<what>[处起个家件例户宗])[、，,].{1,6}一(?P=what)")
# Cheap signs that a stretch may hold a figure or a target at all.
_FIGURED: Final = re.compile(r"[\d一二两三四五六七八九十百千万半]")
# 由去年的87%提高到92%: where one starts from.
_FROM: Final = re.compile(r"[由从][\u4e00-\u9fff\d年]{0,8}的?$")
_AIMED: Final = re.compile("[%％零尽成]|百分|覆盖|为0|持0")
# 缺席2次以上的由…约谈: what happens in the case that the figure measures.
_THEN: Final = re.compile("[\u4e00-\u9fff]{0,6}?的(?:由|一律|予以|不得|按|取消|给予|责令|通报|约谈|依法)")
_CONDITION: Final = re.compile(
    r"(?:连续|累计|超过|满|达到?|不足|低于|少于|不到|未达|被[\u4e00-\u9fff]{1,4}|再次|连续出现)$"
)


def quantities(text: str, veiled: str, start: int, end: int) -> tuple[Quantity, ...]:
    """The counts of a stretch. `veiled` is the text with brackets and quotes masked: figures inside names count
    nothing."""
    if not _FIGURED.search(text, start, end):
        return ()
    found: list[Quantity] = []
    for match in QUANTITY.finditer(veiled, start, end):
        value = numeral(match["n"]) if match["n"] != "半" else None
        if value is not None and _counts(veiled, match, start, end):
            found.append(_quantity(text, veiled, match, value, start))
    found += _asides(text, start, end)
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def _asides(text: str, start: int, end: int) -> list[Quantity]:
    """照片（不少于3张）: a bracket that holds a bound and nothing else."""
    found: list[Quantity] = []
    for match in _ASIDE.finditer(text, start, end):
        value = numeral(match["n"])
        bound = match["op"] or match["tail"]
        if value is not None and bound and match["unit"] not in _IDLE_UNITS - _BOUND_UNITS:
            each = Quantity(
                match[0][1:-1],
                match.start() + 1,
                match.end() - 1,
                _operator(match["op"], match["tail"]),
                value,
                match["unit"],
            )
            found.append(each)
    return found


def _counts(text: str, match: re.Match[str], start: int, end: int) -> bool:
    unit, at = match["unit"], match.start()
    before = text[max(start, at - 6) : at]
    after = text[match.end() : min(end, match.end() + 6)]
    if _conditional(text, match, start, end) or _names(text, match, start, end, before):
        return False
    bounded = bool(match["op"] or match["tail"] or _operator_before(text, start, at))
    if match["n"][0] in "一二两三四五六七八九十半":
        if _sums_up(text, match, start):
            return False
        return _counts_chinese(match, before, after, bounded=bounded)
    if unit in _LENGTHS and (match["tail"] or "").endswith("内"):
        return False  # 门口50米内: where, not how much
    if unit in _TIME_UNITS and bounded:
        return not after.startswith("前")
    if unit in _TIME_UNITS and before.endswith(("前", "后")) and not before.endswith("提前"):
        return False  # 下班前30分钟: when
    if _MEASURED_AREA.search(before) or after.startswith(("内的", "半径", "范围")):
        return False
    if unit in _IDLE_UNITS:
        return (
            (bounded and unit == "天") or (bounded and unit in _BOUND_UNITS) or (unit == "年" and before.endswith("为"))
        )
    return True


def _names(text: str, match: re.Match[str], start: int, end: int, before: str) -> bool:
    """The figure is part of a name, an idiom or a rank (前三名), or says that each one is meant (发现一处、取缔一处)."""
    at = match.start()
    if match["n"] in _SCALES or (_BEFORE_NONE.search(before) and not before.endswith("每")):
        return True
    if match["n"] == "24" and _ROUND.match(text, match.end(), end):
        return True  # 24小时值班: round the clock
    if match["unit"] in "名位" and _RANK.search(before):
        return True
    return bool(
        _EACH_ONE.search(text, max(start, at - 9), min(end, at + 12))
        or _IDIOM.match(text, at)
        or (at > start and _IDIOM.match(text, at - 2))
    )


def _sums_up(text: str, match: re.Match[str], start: int) -> bool:
    """东巷、西巷、南巷三条小巷: the figure counts the names before it."""
    value = numeral(match["n"])
    names = 1
    for at in range(match.start() - 1, max(start, match.start() - 80), -1):
        if text[at] in "，,。；;":
            break
        names += text[at] in "、和及"
    return names > 1 and value == names


def _counts_chinese(match: re.Match[str], before: str, after: str, *, bounded: bool) -> bool:
    """一次, 两场 count; 一个, 一批, 五个方面 mostly say that there is something."""
    if bounded or _EACH.search(before):
        return True
    if (
        re.search(r"(?<!更)新$", before)
        or before.endswith(("下", "上", "第", "同", "这", "进", "每"))
        or before.endswith("过")  # 逐楼过一遍: to go over it
        or after.startswith(("方面", "环节", "阶段", "性", "体", "起", "分", "手"))
        or (after.startswith("问题") and match["unit"] in "个类项")
    ):
        return False
    return match["unit"] in _COUNTED


def _conditional(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """A figure inside a condition (超过2次的，取消资格; 入围企业为2家的) measures the case, not what is demanded."""
    clause_end = next((i for i in range(match.end(), min(end, match.end() + 40)) if text[i] in "，,。；;"), end)
    attribute = re.match(r"[\u4e00-\u9fff]{0,4}?的(?=[\u4e00-\u9fff])", text[match.end() : clause_end])
    if attribute and (
        match["op"] in {"超过", "多于", "大于", "高于"} or _CONDITION.search(text[start : match.start()])
    ):
        return True
    return (
        text[clause_end - 1] == "的"
        or bool(_THEN.match(text, match.end(), end))
        or (match["op"] is None and bool(re.search(r"(?:连续|累计)$", text[start : match.start()])))
    )


def _quantity(text: str, veiled: str, match: re.Match[str], value: float, start: int) -> Quantity:
    begin, op = match.start(), _operator(match["op"], match["tail"])
    unit = match["unit"]
    if op == "=" and (between := _operator_before(veiled, start, begin)):
        begin, op = between
    number = match["n"]
    if number[-1] in "万千百" and number[0].isdigit():
        value, unit = (
            (numeral(number[:-1]) or value, number[-1] + unit) if unit in {"元", "人", "份"} else (value, unit)
        )
    return Quantity(text[begin : match.end()], begin, match.end(), op, value, unit)


def _operator_before(text: str, start: int, at: int) -> tuple[int, str] | None:
    """至少召开1次: the bound stands before the verb, the count after it."""
    for match in reversed(list(_BOUND.finditer(text, max(start, at - 20), at))):
        if _VERB_BETWEEN.fullmatch(text, match.end(), at):
            return match.start(), _operator(match[0], None)
    return None


def _operator(word: str | None, tail: str | None) -> str:
    if tail and tail.endswith("上"):
        return ">="
    if tail and _WITHIN.search(tail):
        return "<="
    for words, op in ((AT_LEAST, ">="), (AT_MOST, "<="), (MORE, ">")):
        if word and word in words.split("|"):
            return op
    return "="


def targets(text: str, veiled: str, start: int, end: int) -> tuple[Target, ...]:
    """Targets of a stretch: shares in percent, everything, nothing left. A share that states a case (低于90%的单位)
    is none."""
    if not _AIMED.search(text, start, end):
        return ()
    found = [_kind(match) for match in KIND.finditer(text, start, end)]
    for match in SHARE.finditer(veiled, start, end):
        if match["to"] or _states_case(veiled, match, start, end) or _FROM.search(veiled[start : match.start("n")]):
            continue
        value = _percent(match["n"])
        if value is not None:
            begin = match.start() if match["op"] not in {"达到", "达", "在"} and match["op"] else match.start("n")
            found.append(Target(text[begin : match.end()], begin, match.end(), "percent", value))
    return tuple(sorted(found, key=lambda t: t.start))


def _kind(match: re.Match[str]) -> Target:
    return Target(match[0], match.start(), match.end(), "zero" if match["zero"] else "full")


def _states_case(text: str, match: re.Match[str], start: int, end: int) -> bool:
    before = text[start : match.start()]
    if re.match(r"的|时|，?的", text[match.end() : min(end, match.end() + 2)]):
        return True
    return before.endswith(("不足", "未达到", "未达")) or (
        before.endswith("低于") and not re.match(r"[^，,对凡如若]{1,12}(?:率|比例|占比|比重)低于$", before)
    )


def _percent(number: str) -> float | None:
    if number.endswith("成"):
        return 10 * (numeral(number[:-1]) or 0)
    return (
        numeral(number.rstrip("%％ "))
        if number[0].isdigit() or number[0] in "０１２３４５６７８９"
        else numeral(number.removeprefix("百分之"))
    )


def shares(text: str, start: int, end: int) -> tuple[Quantity, ...]:
    """A range (60%—70%, 1—2名) is two bounds."""
    if not _FIGURED.search(text, start, end):
        return ()
    found: list[Quantity] = []
    for match in SHARE.finditer(text, start, end):
        if match["to"] and (low := _percent(match["n"])) is not None:
            high = _percent(match["to"].strip(" —－-–~～至"))
            found += _bounds(text, match.start("n"), match.end(), low, high, "%")
    for match in SPAN.finditer(text, start, end):
        low, high = numeral(match["low"]), numeral(match["high"])
        if low is not None and high is not None and low < high:
            found += _bounds(text, match.start(), match.end(), low, high, match["unit"])
    return tuple(found)


def _bounds(text: str, start: int, end: int, low: float, high: float | None, unit: str) -> list[Quantity]:
    values = [(">=", low), ("<=", high)]
    return [Quantity(text[start:end], start, end, op, value, unit) for op, value in values if value is not None]
