"""Word's automatic numbers, as they are printed: numbering.xml says how, the paragraphs say when.

Method: ECMA-376 part 1, 17.9. A paragraph names a list and a level, itself or through its style; each level counts
on, starts deeper levels anew, and is printed by its pattern (`（%1）`) with the format of every level that the
pattern names.
"""

from typing import Any, Final

from chuangcheng.lib.planread.vocabulary import listed

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS: Final = "〇一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"


def w(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return _W + name


def chinese(number: int) -> str:
    """A number in counting characters: 11 is 十一, 20 is 二十, 105 is 一百零五."""
    if number < 10:
        return _DIGITS[number] if number else "零"
    out, zero = "", False
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            out += ("零" if zero and out else "") + _DIGITS[digit] + unit
            zero = False
        else:
            zero = True
    return out.removeprefix("一") if out.startswith("一十") else out


def _roman(number: int) -> str:
    out = ""
    for value, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), listed("M CM D CD C XC L XL X IX V IV I"), strict=True
    ):
        while number >= value:
            out, number = out + letters, number - value
    return out


def _letters(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def formatted(number: int, form: str) -> str:
    """A number in one of Word's formats; decimal where the format is unknown."""
    if number < 1 or number > 9999:
        return str(number)
    if form.startswith(
        ("chineseCounting", "japaneseCounting", "taiwaneseCounting", "koreanCounting", "ideographTraditional")
    ):
        return chinese(number)
    if form.startswith("ideographDigital") or form == "taiwaneseDigital" or form == "japaneseDigitalTenThousand":
        return "".join(_DIGITS[int(c)] for c in str(number))
    if form.startswith(("chineseLegal", "ideographLegal", "japaneseLegal")):
        return "".join(_LEGAL[int(c)] for c in str(number)) if number < 10 else chinese(number)
    if form.startswith("decimalEnclosedCircle"):
        return chr(0x2460 + number - 1) if number <= 20 else str(number)
    if form == "decimalFullWidth":
        return "".join(chr(ord(c) + 0xFEE0) for c in str(number))
    simple = {
        "upperRoman": _roman(number),
        "lowerRoman": _roman(number).lower(),
        "upperLetter": _letters(number),
        "lowerLetter": _letters(number).lower(),
        "decimalZero": f"{number:02d}",
    }
    return simple.get(form, str(number))


class Numbers:
    """Counts the numbered paragraphs of one document, in order."""

    def __init__(self, package: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int]] = {}
        self._met: set[str] = set()
        self._styles: dict[str, tuple[str, int]] = {}
        self._read(package)

    def _read(self, package: Any) -> None:
        part = next((r.target_part for r in package.part.rels.values() if r.reltype.endswith("/numbering")), None)
        if part is not None:
            root = part.element
            for abstract in root.iterfind(w("abstractNum")):
                self._levels[abstract.get(w("abstractNumId"))] = {
                    int(lvl.get(w("ilvl"))): _level(lvl) for lvl in abstract.iterfind(w("lvl"))
                }
            for num in root.iterfind(w("num")):
                self._num(num)
        for style in package.styles.element.iterfind(w("style")):
            if found := _number_of(style):
                self._styles[style.get(w("styleId"))] = found

    def _num(self, num: Any) -> None:
        name = num.get(w("numId"))
        self._lists[name] = num.find(w("abstractNumId")).get(w("val"))
        for override in num.iterfind(w("lvlOverride")):
            start = override.find(w("startOverride"))
            if start is not None:
                self._starts[name, int(override.get(w("ilvl")))] = int(start.get(w("val")))

    def style(self, paragraph: Any) -> str:
        """The style id of a paragraph, empty without one."""
        found = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        return "" if found is None else str(found.get(w("val")))

    def printed(self, paragraph: Any) -> str:
        """The number that Word prints before a paragraph; empty for bullets and plain paragraphs."""
        found = _number_of(paragraph) or self._styles.get(self.style(paragraph))
        if found is None or found[0] == "0" or found[0] not in self._lists:
            return ""
        name, level = found
        levels = self._levels.get(self._lists[name], {})
        if level not in levels:
            return ""
        self._count(name, level, levels)
        form, pattern, _ = levels[level]
        return "" if form == "bullet" else self._print(name, levels, pattern)

    def _count(self, name: str, level: int, levels: dict[int, tuple[str, str, int]]) -> None:
        counts = self._counts.setdefault(self._lists[name], [0] * 9)
        if name not in self._met:
            self._met.add(name)
            for (list_, deep), start in self._starts.items():
                if list_ == name and deep < 9:
                    counts[deep] = start - 1
        for upper in range(level):
            counts[upper] = counts[upper] or levels.get(upper, ("", "", 1))[2]
        counts[level] = counts[level] + 1 if counts[level] else self._starts.get((name, level), levels[level][2])
        for deeper in range(level + 1, 9):
            counts[deeper] = 0

    def _print(self, name: str, levels: dict[int, tuple[str, str, int]], pattern: str) -> str:
        counts = self._counts[self._lists[name]]
        text = pattern
        for index in range(9):
            if f"%{index + 1}" in text:
                text = text.replace(f"%{index + 1}", formatted(counts[index], levels.get(index, ("decimal", "", 1))[0]))
        return text if not text or text[-1] in "、）)．.：是，" or "\u2460" <= text[-1] <= "\u2473" else text + " "


def _level(lvl: Any) -> tuple[str, str, int]:
    def value(name: str, default: str) -> str:
        found = lvl.find(w(name))
        return default if found is None else str(found.get(w("val")) or default)

    start = value("start", "1")
    return value("numFmt", "decimal"), value("lvlText", ""), int(start) if start.isdigit() else 1


def _number_of(node: Any) -> tuple[str, int] | None:
    found = node.find(f"{w('pPr')}/{w('numPr')}")
    if found is None:
        return None
    list_, level = found.find(w("numId")), found.find(w("ilvl"))
    if list_ is None:
        return None
    return str(list_.get(w("val"))), min(int(level.get(w("val"))) if level is not None else 0, 8)
