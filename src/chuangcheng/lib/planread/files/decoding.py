"""Bytes to Chinese text: UTF-8, UTF-16, GB18030 or Big5, and whether what comes out is garbled."""

import re
from typing import Final

from chuangcheng.lib.planread.unreadable import Unreadable

# The commonest characters of running text, simplified and traditional: a wrong decoding yields rare characters
# instead.
_COMMON: Final = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合"
    "各组织单位责任工作县市镇街道社区文明城市创建全领导办公室第条年月日、，。；：（）"
    "這個們來時為國對會動說發經過後應實現點學機體當從業開組織單責縣鎮區創領導辦條"
)
_LATIN: Final = re.compile("[ÂÃÄÅÆÇÈÉåæçèéä][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_GB_OF_UTF8: Final = re.compile("锛|銆|鐨|涓€|鍜|鏂|绋|鎴|浠|鏄庡|鍒")
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_SAMPLE: Final = 60_000


def decode(data: bytes) -> str:
    """The text of a file. Raises `Unreadable`: `not_text` for binary data, `mojibake` for text damaged before it
    was saved."""
    text = _marked(data) or _unmarked(data)
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > max(2, len(sample) // 200):
        raise Unreadable("not_text")
    if garbled(sample):
        raise Unreadable("mojibake")
    return text


def plain(text: str) -> str:
    """Line ends as \\n, the byte order mark dropped; nothing else changes."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _marked(data: bytes) -> str | None:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    return None


def _unmarked(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    found: list[tuple[float, str]] = []
    for encoding in ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        found.append((_likeness(text[:_SAMPLE]), text))
    best = max(found, key=lambda pair: pair[0], default=(0.0, ""))
    if best[0] >= 0.15:
        return best[1]
    if data.count(b"\x00") > len(data) // 200:
        raise Unreadable("not_text")
    return _damaged(data)


def _damaged(data: bytes) -> str:
    """A file with a few broken bytes is still read; one that is mostly broken is none of these encodings."""
    for encoding in ("utf-8", "gb18030"):
        text = data.decode(encoding, errors="replace")
        if text.count("\ufffd") <= max(3, len(text) // 200) and _likeness(text[:_SAMPLE]) >= 0.15:
            return text
    cjk = sum("\u4e00" <= c <= "\u9fff" for c in data.decode("utf-8", errors="replace"))
    raise Unreadable("mojibake" if cjk > 20 else "not_text")


def _likeness(text: str) -> float:
    """The share of a text's characters beyond ASCII that are common Chinese ones."""
    beyond = [c for c in text if ord(c) > 127]
    return sum(c in _COMMON for c in beyond) / len(beyond) if beyond else 0.0


def garbled(text: str) -> bool:
    """Whether text was damaged by a wrong encoding: replacement characters, 锟斤拷, UTF-8 read as Latin-1 or as
    GBK."""
    if text.count("\ufffd") > max(3, len(text) // 100) or text.count("锟斤拷") >= 2:
        return True
    han = sum("\u4e00" <= c <= "\u9fff" for c in text)
    if len(_LATIN.findall(text)) > max(8, han // 2):
        return True
    return len(_GB_OF_UTF8.findall(text)) > max(5, han // 12) and text.count("的") * 50 < han
