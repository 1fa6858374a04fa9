"""Who acts in the clauses of an obligation: subjects, 由X…, X牵头, 会同Y, Y配合."""

import re
from typing import Final

from chuangcheng.lib.planread.grammar import Part, Reading
from chuangcheng.lib.planread.grouping import Group
from chuangcheng.lib.planread.heads import WORKS, subject_end
from chuangcheng.lib.planread.lexicon import CAUSATIVE
from chuangcheng.lib.planread.model import Mention
from chuangcheng.lib.planread.tokens import ADVERB, LIGHT, NOUN, PURPOSE, TIME, Token, tokens

from .who import is_agent, is_body, split_names, subject

# Words before the name of somebody else: 由X…, 会同Y…; 联合 and 与 only before a name.
_BY: Final = re.compile(r"(?<![自理])由(?!于|此)|(?<=[须应要])经(?=[^，,。；]{2,16}(?:审|签|核|把关))")
_WITH: Final = re.compile(
    r"会同|联合(?!国|体|会|执法|检查|督查|惩戒|采购|开展)|协同(?!配合|推进|作战|联动|发力|治理|机制|开展|做好|平台|办公)|商(?=[县市区省])"
)
# Of several together: each acts, none only helps.
_TOGETHER: Final = re.compile("(?:协同|密切|相互|互相|通力|协作)配合$")
_ENDS_NAME: Final = re.compile("[对将把向在按于]")
_LEADS: Final = re.compile(r"(?P<names>[^，,。；由]{2,40}?)(?:应当?|须|必须|要|需)?(?:负责)?牵头")
_UNITS: Final = ("部", "室", "站", "处", "中心")
_OPENS: Final = re.compile(
    r"^(?:组织领导|加强|成立|组建|设立|建立|加强|强化|明确|落实"
    r"|发挥|健全|完善|建强|配强|规范|提升|改善|优化|整治|开展)"
)


def agents(text: str, masked: str, each: Group) -> tuple[list[Mention], list[Mention]]:
    """Who must do it, and who helps, as the clauses of one obligation say it."""
    who: list[Mention] = []
    helps: list[Mention] = []
    for reading in each.readings:
        if reading.part in {Part.PURPOSE, Part.WEAK, Part.BARE} and reading is not each.main:
            continue
        for names, into in _named(text, masked, reading):
            into_list = who if into == "who" else helps
            into_list += [m for m in names if m.text not in {w.text for w in into_list}]
    helped = {m.text for m in helps}
    return [m for m in who if m.text not in helped], helps


def _named(text: str, masked: str, reading: Reading) -> list[tuple[list[Mention], str]]:
    found: list[tuple[list[Mention], str]] = []
    start, end = reading.start, reading.end
    if match := _WITH.search(masked, start, end):
        found.append((_after(text, masked, match.end(), end), "helps"))
    if match := _BY.search(masked, start, end):
        found.append((_after(text, masked, match.end(), end), "who"))
    elif (match := _LEADS.match(masked, start, end)) and (
        names := _bodies(text, match.start("names"), match.end("names"))
    ):
        found.append((names, "who"))
    elif reading.head and reading.agent:
        bound = bool(reading.modal) or reading.verb == "负责" or reading.verb in WORKS
        helping = reading.verb in {"配合", "协助"} and not reading.modal and not _TOGETHER.search(masked[start:end])
        role = "helps" if helping else "who"
        found.append((subject(text, *_until(masked, reading.head), bound=bound), role))
        found += _beside(text, masked, reading)
    return found


# 县水利局与县生态环境局共同…: both act; 县商务局同县市场监管局…: the second helps.
_BESIDE: Final = re.compile(r"(?:与|同|和)(?=[县市区省镇乡各街团社])")


def _beside(text: str, masked: str, reading: Reading) -> list[tuple[list[Mention], str]]:
    match = _BESIDE.match(masked, reading.head[1], reading.end) if reading.head else None
    if match is None:
        return []
    found = _after(text, masked, match.end(), reading.end)
    after = found[-1].end if found else reading.end
    return [(found, "who" if masked.startswith(("共同", "一起", "分别", "联合"), after) else "helps")]


def _after(text: str, masked: str, start: int, end: int) -> list[Mention]:
    """The bodies named from `start` on, up to the predicate or the end of the clause."""
    words = tokens(masked, start, end)
    index = subject_end(words, named=True)
    if index is None:
        return _bodies(text, start, end) or _bodies(text, start, _longest(text, start, end))
    return _bodies(text, start, words[index].start)


def _longest(text: str, start: int, end: int) -> int:
    """The end of the longest name at `start`, where the verb behind it is unknown (由机关党委谈话)."""
    until = _ENDS_NAME.search(text, start, end)
    last = until.start() if until else end - 2
    return next((at for at in range(last, start + 1, -1) if is_body(text[start:at])), end)


def from_heading(text: str, start: int, end: int) -> list[Mention]:
    """The bodies that a heading consists of (1.县城管局。负责…), none where it is a topic."""
    if _OPENS.match(text[start:end]) or not is_body(text[start:end]):
        return []
    heading = tokens(text, start, end)
    if _orders(heading) or any({ADVERB, TIME, LIGHT, PURPOSE} & set(word.parts) for word in heading):
        return []
    named = _bodies(text, start, end)
    return named if all(is_agent(m.text, bound=m.text.endswith(_UNITS)) for m in named) else []


def _orders(heading: list[Token]) -> bool:
    """壮大志愿队伍 tells what to do; 监督组 is a body."""
    return heading[0].word in CAUSATIVE and len(heading) > 1 and len(heading[1].word) >= 3 and NOUN in heading[1].parts


def _until(masked: str, head: tuple[int, int]) -> tuple[int, int]:
    match = re.compile(r"会同|联合|协同|作为").search(masked, *head)
    return (head[0], match.start()) if match else head


def _bodies(text: str, start: int, end: int) -> list[Mention]:
    return [m for m in split_names(text, start, end) if is_body(m.text)]
