"""YAML as a tree that remembers its lines, read so that no file can hurt: size, depth and count are bounded, aliases
(with which a small file grows without end) are refused, and nothing but plain values is ever made."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

import yaml

from chuangcheng.rooms.standards.draft import Draft, tidy

SIZE = 5 * 1024 * 1024
DEPTH = 40
NODES = 400_000
MOST = 2_000  # faults that are kept
TOO_DEEP = f"嵌套超过 {DEPTH} 层", f"nested deeper than {DEPTH} levels"
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PLAIN = tuple(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "timestamp"))
NUMBERS = PLAIN[1:3]
NULL, TRUTH = "tag:yaml.org,2002:null", "tag:yaml.org,2002:bool"


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: the line, and the path of keys and codes that leads there; of a workbook the sheet, its
    row, and the column."""

    line: int
    where: str
    zh: str
    en: str
    sheet: str = ""

    @property
    def path(self) -> str:
        """Line and path in one word, as a compiler writes it: `L12 III-1-1.weight`; of a workbook `测评标准!12 分值`."""
        return f"{self.sheet}!{self.line} {self.where}".strip() if self.sheet else f"L{self.line} {self.where}".strip()


@dataclass
class Faults:
    """Faults as they are found. Reading goes on after one, so that a person sees all of them at once."""

    found: list[Fault] = field(default_factory=list)

    def add(self, line: int, where: str, zh: str, en: str, part: str = "", key: str = "") -> None:
        """Of a part of the file, `where` is the row's code and `key` its field."""
        if len(self.found) < MOST:
            self.found.append(Fault(line, f"{where}.{key}" if key else where, zh, en))

    def __bool__(self) -> bool:
        return bool(self.found)

    def sorted(self) -> list[Fault]:
        return sorted(set(self.found), key=lambda fault: (fault.line, fault.where, fault.zh))


@dataclass(frozen=True)
class Reading:
    """What a file gave: a draft only where nothing at all is wrong."""

    draft: Draft | None
    faults: list[Fault]


def compose(data: bytes, faults: Faults) -> Any:
    """The root node, or None where the file cannot be read at all (the reason is among the faults)."""
    if len(data) > SIZE:
        faults.add(0, "", f"文件超过 {SIZE // 2**20} MB", f"the file is larger than {SIZE // 2**20} MB")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        faults.add(0, "", "文件不是 UTF-8 编码，请另存为 UTF-8", "the file is not UTF-8; save it as UTF-8")
        return None
    try:
        if not _harmless(text, faults):
            return None
        root = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = str(getattr(error, "problem", "") or "unreadable")
        if "nesting depth" in why:  # the C reader's own limit
            faults.add(mark.line + 1 if mark else 0, "", *TOO_DEEP)
            return None
        faults.add(
            mark.line + 1 if mark else 0,
            "",
            f"YAML 写法有误（{why}），请检查缩进、冒号和引号",
            f"not valid YAML ({why}): look at indents, colons and quotes",
        )
        return None
    if root is None:
        faults.add(0, "", "文件是空的", "the file is empty")
    return root


def _harmless(text: str, faults: Faults) -> bool:
    """Walk the events, which takes no memory, before any tree is built."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=LOADER)):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            faults.add(line, "", "不支持 YAML 别名（*），请把内容写全", "aliases (*) are not taken: write it out")
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEPTH:
            faults.add(line, "", *TOO_DEEP)
        if count > NODES:
            faults.add(line, "", f"内容超过 {NODES:,} 项", f"more than {NODES:,} items")
        if faults:
            return False
    return True


class Map:
    """A mapping of the file. Every key is asked for by name; `close` reports those that nobody asked for."""

    def __init__(self, node: Any, where: str, faults: Faults) -> None:
        self.where, self.faults = where, faults
        self.line = node.start_mark.line + 1
        self.held: dict[str, Any] = {}
        self.asked: list[str] = []
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, "", "这里应为“键: 值”", "a mapping is needed here")
            return
        for key, value in node.value:
            name = str(key.value)[:60] if isinstance(key, yaml.ScalarNode) else "?"
            if name in self.held:
                self.wrong(key, name, "同一个键写了两次", "the key stands twice")
            self.held.setdefault(name, value)

    def at(self, key: str) -> str:
        return f"{self.where}.{key}".strip(".")

    def wrong(self, node: Any, key: str, zh: str, en: str) -> None:
        line = node.start_mark.line + 1 if node is not None else self.line
        self.faults.add(line, self.at(key) if key else self.where, zh, en)

    def take(self, key: str, required: bool) -> Any:
        """The value's node, or None where it is left out or null."""
        self.asked.append(key)
        node = self.held.get(key)
        if node is not None and node.tag != NULL:
            return node
        if required:
            self.wrong(node, key, "必须填写", "is required")
        return None

    def text(self, key: str, *, most: int, required: bool = False) -> str:
        """Words as they are written; a bare number or day counts as words, a yes or no does not."""
        node = self.take(key, required)
        if node is None:
            return ""
        value = self._words(node, key)
        if len(value) > most:
            self.wrong(node, key, f"超过 {most} 个字", f"longer than {most} characters")
        elif required and not value:
            self.wrong(node, key, "必须填写", "is required")
        return value[:most]

    def _words(self, node: Any, key: str) -> str:
        if not isinstance(node, yaml.ScalarNode) or node.tag not in PLAIN:
            self.wrong(node, key, "应为文字", "words are needed here")
            return ""
        return tidy(str(node.value))

    def truth(self, key: str) -> bool:
        node = self.take(key, False)
        if node is None:
            return False
        if node.tag != TRUTH:
            self.wrong(node, key, "应为 true 或 false", "true or false is needed here")
            return False
        return str(node.value).lower() in ("true", "yes", "on")

    def number(self, key: str, *, most: int = 9999, required: bool = False, whole: bool = False) -> Decimal | None:
        """A number from 0 to `most` with at most three decimals, exactly as it is written."""
        node = self.take(key, required)
        if node is None:
            return None
        value = _decimal(node)
        if value is None:
            self.wrong(node, key, "应为数字", "a number is needed here")
            return None
        if not 0 <= value <= most:
            self.wrong(node, key, f"应在 0 到 {most} 之间", f"must lie between 0 and {most}")
            return None
        if value != round(value, 0 if whole else 3):
            self.wrong(
                node,
                key,
                "应为整数" if whole else "最多三位小数",
                "must be whole" if whole else "three decimals at most",
            )
            return None
        return value

    def choice(self, key: str, known: Iterable[str], *, required: bool = False) -> str:
        value = self.text(key, most=60, required=required)
        if value and value not in (allowed := list(known)):
            self.wrong(
                self.held[key],
                key,
                f"“{value}”不认识，可以是 {'、'.join(allowed)}",
                f"“{value}” is unknown; known are {', '.join(allowed)}",
            )
            return ""
        return value

    def matching(self, key: str, pattern: str, zh: str, en: str, *, required: bool = False) -> str:
        value = self.text(key, most=60, required=required)
        if value and not re.fullmatch(pattern, value):
            self.wrong(self.held[key], key, zh, en)
            return ""
        return value

    def words(self, key: str, known: Mapping[str, Any] | Sequence[str], *, required: bool = False) -> list[str]:
        """A list of keys that must be known, each once."""
        found: list[str] = []
        for node in self._items(key, required):
            value = self._words(node, key)[:60]
            if value and value not in known:
                self.wrong(node, key, f"“{value}”没有在前面列出", f"“{value}” is not listed above")
            elif value in found:
                self.wrong(node, key, f"“{value}”写了两次", f"“{value}” stands twice")
            elif value:
                found.append(value)
        return found

    def codes(self, key: str, *, most: int, required: bool = False) -> list[str]:
        """A list of codes, each once; whether they lead anywhere is for the whole to say."""
        found: list[str] = []
        for node in self._items(key, required):
            value = self._words(node, key)
            if len(value) > most:
                self.wrong(node, key, f"超过 {most} 个字", f"longer than {most} characters")
            elif value in found:
                self.wrong(node, key, f"“{value}”写了两次", f"“{value}” stands twice")
            elif value:
                found.append(value)
        return found

    def maps(self, key: str, *, required: bool = False, named: str = "") -> list["Map"]:
        """A list of mappings. `named` is the key whose value names each in the paths of faults."""
        found = []
        for number, node in enumerate(self._items(key, required), 1):
            name = _name(node, named) or f"{self.at(key)}[{number}]"
            found.append(Map(node, name, self.faults))
        return found

    def map(self, key: str, *, required: bool = False) -> "Map | None":
        node = self.take(key, required)
        return Map(node, self.at(key), self.faults) if node is not None else None

    def _items(self, key: str, required: bool) -> list[Any]:
        node = self.take(key, required)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.wrong(node, key, "应为列表", "a list is needed here")
            return []
        if required and not node.value:
            self.wrong(node, key, "至少要有一项", "at least one is needed")
        return list(node.value)

    def close(self) -> None:
        """Report the keys that nobody asked for, with the one that was probably meant."""
        for number, name in enumerate(self.held.keys() - set(self.asked)):
            near = difflib.get_close_matches(name, self.asked, 1) if number < 50 else []
            zh, en = (f"，是不是“{near[0]}”", f"; did you mean “{near[0]}”") if near else ("", "")
            self.wrong(self.held[name], name, f"不认识的键“{name}”{zh}", f"unknown key “{name}”{en}")


def _decimal(node: Any) -> Decimal | None:
    if node.tag not in NUMBERS:
        return None
    try:
        value = Decimal(str(node.value))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _name(node: Any, key: str) -> str:
    """The value of one key of a mapping, for paths."""
    if key and isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if isinstance(value, yaml.ScalarNode) and getattr(name, "value", "") == key:
                return str(value.value)[:40]
    return ""
