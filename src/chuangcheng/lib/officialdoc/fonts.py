"""Which fonts a PDF is set in: the standard's own where they are installed, the nearest free ones where they are not."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from .measures import Face
from .model import NoFont

_SERIF = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Source Han Serif CN", "AR PL UMing CN")
_SANS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "WenQuanYi Zen Hei")
_SONG = ("SimSun", "宋体", "NSimSun", "STSong", "Songti SC")
_KAI = ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "Kaiti SC", "FZKai-Z03", "LXGW WenKai")
_FANGSONG = ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "FZFangSong-Z02", "Zhuque Fangsong")
_TITLE = ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "STZhongsong", "华文中宋")
_HEI = ("SimHei", "黑体", "STHeiti", "Heiti SC", "FZHei-B01")
_LATIN = ("Times New Roman", "Liberation Serif", "Tinos", "TeX Gyre Termes", "Libertinus Serif")

_WANTED: dict[Face, tuple[str, ...]] = {
    "fangsong": _FANGSONG + _SERIF + _SONG + _KAI + _SANS,
    "title": _TITLE + _SERIF + _SONG + _FANGSONG + _SANS,
    "hei": _HEI + _SANS + _SERIF + _SONG + _FANGSONG,
    "kai": _KAI + _SERIF + _FANGSONG + _SONG + _SANS,
    "song": _SONG + _SERIF + _FANGSONG + _SANS,
}
# Where these stand in for a face, they are set bold, to keep headings apart from the body.
_HEAVY: dict[Face, tuple[str, ...]] = {"title": _SERIF + _SONG + _FANGSONG + _SANS, "hei": _SANS + _SERIF + _SONG}
_PROBE = "文明城市创建，〔号〕"


@dataclass(frozen=True)
class Typefaces:
    """The families of each face, best first; the one for Latin letters, if any; the faces to set bold."""

    families: dict[Face, tuple[str, ...]]
    latin: str
    heavy: tuple[Face, ...]
    source: Any


@lru_cache(maxsize=8)
def typefaces(paths: tuple[Path, ...]) -> Typefaces:
    """What the machine and the given folders or files have. Raises NoFont where no family has Chinese characters."""
    import typst

    source = typst.Fonts(include_system_fonts=True, include_embedded_fonts=True, font_paths=_folders(paths))
    there = set(source.families())
    own = _own(paths)
    latin = next((name for name in _LATIN if name in there), "")
    families: dict[Face, tuple[str, ...]] = {}
    heavy: list[Face] = []
    for face, wanted in _WANTED.items():
        found = [name for name in wanted if name in there] + [name for name in own if name not in wanted]
        if not found:
            raise NoFont(
                "没有找到中文字体：请安装仿宋或 Noto Serif CJK SC（思源宋体），或指明字体文件所在的文件夹。",
                "No Chinese font: install FangSong or Noto Serif CJK SC, or name the folder of the font files.",
            )
        families[face] = ((latin,) if latin and face != "song" else ()) + tuple(found[:2])
        if found[0] in _HEAVY.get(face, ()):
            heavy.append(face)
    return Typefaces(families, latin, tuple(heavy), source)


def _folders(paths: Sequence[Path]) -> list[str]:
    """The folders, each once; of a file, the one that it lies in."""
    return sorted({str(path if path.is_dir() else path.parent) for path in paths})


def _own(paths: tuple[Path, ...]) -> list[str]:
    """Families of the given folders that can set Chinese, though this module does not know their names."""
    if not paths:
        return []
    import typst

    given = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=_folders(paths))
    known = {name for wanted in _WANTED.values() for name in wanted}
    return [name for name in sorted(given.families()) if name not in known and _sets_chinese(given, name)]


def _sets_chinese(source: Any, family: str) -> bool:
    """Whether the family has common characters: PDF/A refuses text without glyphs, which makes it a good judge."""
    import typst

    page = f"#set text(font: sys.inputs.family, fallback: false)\n{_PROBE}".encode()
    try:
        typst.compile(
            page, font_paths=source, ignore_system_fonts=True, sys_inputs={"family": family}, pdf_standards="a-2b"
        )
    except typst.TypstError:
        return False
    return True
