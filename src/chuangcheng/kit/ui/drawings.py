"""Small pictures: bars, signature segments, intervals. Without inline style, which the policy of the pages forbids."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

TONES = ("ok", "act", "soon", "late", "rest")
EMPTY = mark_safe("")
HIDDEN = mark_safe(' aria-hidden="true"')
RECT = '<rect x="{}%" y="0" width="{}%" height="100%" class="f-{}"></rect>'
SEGMENTS = (
    '<span class="stg-x nw"{}><span class="stg" aria-hidden="true">{}</span>'
    '<span class="s12 muted">{}/{}</span>{}</span>'
)
INTERVAL = (
    '<svg class="interval" width="100%" height="14" role="img" aria-label="{}">'
    '<rect x="0" y="4" width="100%" height="6" rx="3" class="f-rest"></rect>'
    '<rect x="{}%" y="4" width="{}%" height="6" class="f-range"></rect>'
    '<rect x="{}%" y="2" width="3" height="10" class="f-act"></rect>{}</svg>'
)


def role(label: str) -> SafeString:
    """The attributes of a picture: named, or only decoration."""
    return format_html(' role="img" aria-label="{}"', label) if label else HIDDEN


def bar(parts: Sequence[tuple[str, float]], total: float, label: str) -> SafeString:
    """A bar in segments. Parts are (tone, value); what is left of the total stays grey."""
    whole = max(total, sum(value for _tone, value in parts)) or 1.0
    drawn = format_html_join("", RECT, _shares(parts, whole))
    return format_html('<svg class="bar" width="100%" height="6"{}>{}</svg>', role(label), drawn)


def _shares(parts: Iterable[tuple[str, float]], whole: float) -> Iterator[tuple[str, str, str]]:
    at = 0.0
    for tone, value in parts:
        width = 100 * value / whole
        yield f"{at:.2f}", f"{width:.2f}", tone
        at += width


def meter(done: int, total: int, label: str, returned: bool) -> SafeString:
    """The steps of signing: done green, the present one blue (amber if it came back), and `2/4` beside them."""
    present = "w" if returned else "c"
    steps = ["d" if n < done else present if n == done and (done or returned) else "" for n in range(total)]
    drawn = format_html_join("", '<i class="{}"></i>', ((step,) for step in steps))
    title = format_html(' title="{}"', label) if label else EMPTY
    said = format_html('<span class="visually-hidden">{}</span>', label) if label else EMPTY
    return format_html(SEGMENTS, title, drawn, done, total, said)


def confidence(share: float, url: str) -> SafeString:
    """How sure the reading is: three bars and the percent."""
    tone, lit = ("ok", 3) if share >= 0.9 else ("ok", 2) if share >= 0.75 else ("soon", 1)
    shapes = ((0, 8, 4), (5, 5, 7), (10, 2, 10))
    rows = ((x, y, h, tone if n < lit else "rest") for n, (x, y, h) in enumerate(shapes))
    drawn = format_html_join("", '<rect x="{}" y="{}" width="3.5" height="{}" rx="1" class="f-{}"></rect>', rows)
    text = f"{share:.0%}"
    label = _("识别可信度 %(share)s") % {"share": text}
    said = format_html('<a class="n thin" href="{}" aria-label="{}">{}</a>', url, label, text) if url else text
    picture = format_html('<svg width="14" height="12" viewBox="0 0 14 12" aria-hidden="true">{}</svg>', drawn)
    return format_html('<span class="cf" title="{}">{}{}</span>', label, picture, said)


def interval(
    value: float, low: float, high: float, target: float | None, span: tuple[float, float], label: str
) -> SafeString:
    """An estimate with its interval on a line from `span[0]` to `span[1]`, and the target as a tick."""
    least, most = span

    def at(number: float) -> float:
        return 100 * (min(max(number, least), most) - least) / (most - least)

    tick = EMPTY
    if target is not None:
        tick = format_html('<rect x="{}%" y="0" width="2" height="14" class="f-ink"></rect>', f"{at(target):.2f}")
    return format_html(INTERVAL, label, f"{at(low):.2f}", f"{at(high) - at(low):.2f}", f"{at(value):.2f}", tick)
