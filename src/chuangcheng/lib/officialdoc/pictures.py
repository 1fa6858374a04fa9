"""Pictures for paper: whole, upright, and without what a camera writes into them (position, time, owner)."""

import io

from .measures import MM, type_area
from .model import BadPicture, Picture
from .pieces import Shot
from .text import clean

_HIGHEST = 0.8  # of the type area's height
_QUALITY = 90
_MOST_PIXELS = 80_000_000


def shot(picture: Picture, landscape: bool) -> Shot:
    """The picture as it is printed. Raises BadPicture for what is not a whole PNG or JPEG."""
    data, kind, across, down = _plain(picture.data)
    width, height = type_area(landscape)
    ratio = down / across
    wide = min(picture.width * MM, width, height * _HIGHEST / ratio)
    return Shot(data, kind, wide, max(wide * ratio, 1.0), clean(picture.caption))


def _plain(data: bytes) -> tuple[bytes, str, int, int]:
    """Bytes, kind (png or jpeg), width and height in pixels."""
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise _bad()
            kind = "png" if image.format == "PNG" else "jpeg"
            image.load()
            upright = ImageOps.exif_transpose(image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _bad() from error
    if kind == "jpeg" and upright.mode not in ("RGB", "L"):
        upright = upright.convert("RGB")
    clear = Image.new(upright.mode, upright.size)
    if upright.mode == "P" or "transparency" in upright.info:
        clear = upright.convert("RGBA")
    else:
        clear.paste(upright)
    clear.info = {}
    out = io.BytesIO()
    clear.save(out, kind.upper(), **({"quality": _QUALITY} if kind == "jpeg" else {}))
    return out.getvalue(), kind, upright.width, upright.height


def _bad() -> BadPicture:
    return BadPicture(
        "图片打不开：请换成完整的 PNG 或 JPEG，不超过八千万像素。",
        "The picture does not open: give a whole PNG or JPEG of at most 80 million pixels.",
    )
