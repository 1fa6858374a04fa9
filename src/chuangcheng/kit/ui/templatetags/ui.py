"""The template tags of every page; they are builtins, so no `{% load %}` is needed. README.md shows each."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.forms import BoundField
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from chuangcheng.kit.ui import words

register = template.Library()

SIGNS = {"late": "alert-triangle", "soon": "clock", "ok": "check", "act": "clock", "idle": "circle-dashed"}
TONES = ("ok", "act", "soon", "late", "rest")
EMPTY = mark_safe("")


def asset_url(name: str) -> str:
    """The address of a built file; the plain one where the manifest does not know it (before the first build)."""
    path = f"ui/build/{name}"
    try:
        return staticfiles_storage.url(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"


@register.simple_tag
def asset(name: str) -> str:
    """The address of a file that `web/build.mjs` made."""
    return asset_url(name)


@register.simple_tag
def icon(name: str, size: int = 16, label: str = "") -> SafeString:
    """A Tabler icon from the sprite. Beside words it is decoration; alone it needs a `label`."""
    role = format_html(' role="img" aria-label="{}"', label) if label else mark_safe(' aria-hidden="true"')
    extra = "" if size == 16 else f" i-{size}"
    return format_html('<svg class="i{}"{}><use href="{}#{}"></use></svg>', extra, role, asset_url("icons.svg"), name)


def _today(context: Context, today: dt.date | None) -> dt.date | None:
    return today or context.get("today")


@register.simple_tag(takes_context=True)
def day(
    context: Context, value: dt.date | None, time: bool = False, weekday: bool = True, today: dt.date | None = None
) -> SafeString:
    """A day or a time with its weekday, in a `<time>`."""
    if value is None:
        return mark_safe('<span class="muted">—</span>')
    text = words.day(value, _today(context, today), weekday=weekday, time=time)
    return format_html('<time datetime="{}">{}</time>', words.as_local(value).isoformat(), text)


@register.simple_tag(takes_context=True)
def month(context: Context, value: dt.date, today: dt.date | None = None) -> str:
    """`6月`, with the year outside the current one."""
    return words.month(value, _today(context, today))


@register.simple_tag(takes_context=True)
def ago(context: Context, value: dt.datetime | None, now: dt.datetime | None = None) -> SafeString:
    """How long ago; the full time in the title."""
    now = now or context.get("now")
    if value is None or now is None:
        return mark_safe('<span class="muted">—</span>')
    full = words.day(value, None, time=True)
    stamp = words.as_local(value).isoformat()
    return format_html('<time datetime="{}" title="{}">{}</time>', stamp, full, words.ago(value, now))


@register.simple_tag(takes_context=True)
def due(
    context: Context, on: dt.date | None, today: dt.date | None = None, done: bool = False, form: str = "stack"
) -> SafeString:
    """A deadline with sign and words. `form`: "stack" (day above, words below), "badge", or "line" (phone lists)."""
    today = _today(context, today)
    if on is None or today is None:
        return mark_safe('<span class="muted">—</span>')
    tone, text = words.due(on, today, done=done)
    shown = format_html('<time datetime="{}">{}</time>', words.as_day(on).isoformat(), words.day(on, today))
    if form == "badge":
        return badge(tone, text)
    sign = icon(SIGNS.get(tone, "calendar-event"), 12 if form == "stack" else 16)
    if form == "line":
        if not tone or done:
            return format_html('<span class="st {}">{}{}</span>', "ok" if done else "idle", sign, shown)
        return format_html('<span class="st {}">{}{}·{}</span>', tone, sign, text, shown)
    if done:
        return format_html('<span class="due"><span>{}</span></span>', shown)
    shown_sign = sign if tone else EMPTY
    return format_html(
        '<span class="due"><span>{}</span><small class="{}">{} {}</small></span>',
        shown,
        tone or "muted",
        shown_sign,
        text,
    )


@register.simple_tag
def badge(kind: str, text: Any, sign: str | None = None) -> SafeString:
    """A state: sign and word. `kind`: late soon ok act idle, or "line" for a kind that is no state. `sign=""` drops the sign."""
    name = SIGNS.get(kind or "idle", "") if sign is None else sign
    plain = "" if name else " plain"
    return format_html('<span class="bd {}{}">{}{}</span>', kind, plain, icon(name, 14) if name else EMPTY, text)


@register.simple_tag
def figure(n: Any, url: str = "", unit: Any = "", label: str = "") -> SafeString:
    """A number that opens its records, with its unit. Whole numbers get thousands marks."""
    text = f"{n:,}" if isinstance(n, int) else n
    after = format_html('<span class="u">{}</span>', unit) if unit else EMPTY
    if not url:
        return format_html('<span class="b nw">{}</span>{}', text, after)
    name = format_html(' aria-label="{}"', label) if label else EMPTY
    return format_html('<a class="n" href="{}"{}>{}</a>{}', url, name, text, after)


@register.filter
def thousands(n: Any) -> str:
    """`1,204`."""
    return f"{n:,}" if isinstance(n, (int, float)) else str(n)


def _segments(parts: Iterable[tuple[str, float]], total: float) -> Iterable[tuple[str, str, str]]:
    at = 0.0
    for tone, value in parts:
        width = 100 * value / total
        yield f"{at:.2f}", f"{width:.2f}", f"f-{tone}"
        at += width


@register.simple_tag
def bar(
    parts: Iterable[tuple[str, float]] | None = None, total: float | None = None, label: str = "", **tones: float | None
) -> SafeString:
    """A bar in segments, drawn as SVG: `{% bar ok=214 act=13 late=9 total=236 label=… %}` or a list of (tone, value)."""
    rows = [(tone, float(value or 0)) for tone, value in (parts if parts is not None else tones.items())]
    if unknown := {tone for tone, _value in rows} - set(TONES):
        raise template.TemplateSyntaxError(f"bar: unknown tones {sorted(unknown)}")
    whole = max(float(total or 0), sum(value for _tone, value in rows)) or 1.0
    drawn = format_html_join(
        "", '<rect x="{}%" y="0" width="{}%" height="100%" class="{}"></rect>', _segments(rows, whole)
    )
    role = format_html(' role="img" aria-label="{}"', label) if label else mark_safe(' aria-hidden="true"')
    return format_html('<svg class="bar" width="100%" height="6"{}>{}</svg>', role, drawn)


@register.simple_tag
def meter(done: int, total: int = 4, label: str = "", returned: bool = False) -> SafeString:
    """The steps of signing: done green, the present one blue (amber if returned), and `2/4` beside them."""
    present = "w" if returned else "c"
    steps = ["d" if n < done else present if n == done and (done or returned) else "" for n in range(total)]
    drawn = format_html_join("", '<i class="{}"></i>', ((s,) for s in steps))
    title = format_html(' title="{}"', label) if label else EMPTY
    said = format_html('<span class="visually-hidden">{}</span>', label) if label else EMPTY
    return format_html(
        '<span class="stg-x nw"{}><span class="stg" aria-hidden="true">{}</span><span class="s12 muted">{}/{}</span>{}</span>',
        title, drawn, done, total, said,
    )  # fmt: skip


@register.simple_tag
def confidence(share: float, url: str = "") -> SafeString:
    """How sure the reading is (识别可信度): three bars and the percent."""
    tone, lit = ("ok", 3) if share >= 0.9 else ("ok", 2) if share >= 0.75 else ("soon", 1)
    shapes = ((0, 8, 4), (5, 5, 7), (10, 2, 10))
    rows = ((x, y, h, f"f-{tone}" if n < lit else "f-rest") for n, (x, y, h) in enumerate(shapes))
    drawn = format_html_join("", '<rect x="{}" y="{}" width="3.5" height="{}" rx="1" class="{}"></rect>', rows)
    text, label = f"{share:.0%}", _("识别可信度 %(share)s") % {"share": f"{share:.0%}"}
    said = format_html('<a class="n thin" href="{}" aria-label="{}">{}</a>', url, label, text) if url else text
    return format_html(
        '<span class="cf" title="{}"><svg width="14" height="12" viewBox="0 0 14 12" aria-hidden="true">{}</svg>{}</span>',
        label, drawn, said,
    )  # fmt: skip


@register.simple_tag
def interval(
    value: float,
    low: float,
    high: float,
    target: float | None = None,
    least: float = 0,
    most: float = 100,
    label: str = "",
) -> SafeString:
    """An estimate with its interval on a line, and the target as a tick."""

    def at(number: float) -> float:
        return 100 * (min(max(number, least), most) - least) / (most - least)

    tick = (
        format_html('<rect x="{}%" y="0" width="2" height="14" class="f-ink"></rect>', f"{at(target):.2f}")
        if target is not None
        else EMPTY
    )
    return format_html(
        '<svg class="interval" width="100%" height="14" role="img" aria-label="{}"><rect x="0" y="4" width="100%" height="6" rx="3" class="f-rest"></rect>'
        '<rect x="{}%" y="4" width="{}%" height="6" class="f-range"></rect><rect x="{}%" y="2" width="3" height="10" class="f-act"></rect>{}</svg>',
        label, f"{at(low):.2f}", f"{at(high) - at(low):.2f}", f"{at(value):.2f}", tick,
    )  # fmt: skip


@register.simple_tag
def trend(way: str, good: bool | None = None) -> SafeString:
    """An arrow with a word for those who cannot see it. `way`: up down flat; `good` colours it."""
    name, text = {"up": ("arrow-up", _("上升")), "down": ("arrow-down", _("下降"))}.get(way, ("minus", _("持平")))
    tone = "muted" if good is None else "green" if good else "amber"
    return format_html('<span class="{}">{}</span>', tone, icon(name, 14, label=text))


@register.simple_tag
def initials(name: str) -> str:
    """The letters in the round mark beside a person's name."""
    return words.initials(name)


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """This page's address with some of its filters changed; a changed filter starts again at page 1. None drops it."""
    params = context["request"].GET.copy()
    if "page" not in changes:
        params.pop("page", None)
    for name, value in changes.items():
        if value is None or value == "":
            params.pop(name, None)
        else:
            params[name] = value
    return f"?{params.urlencode()}"


def _input_kind(bound: BoundField) -> str:
    kind = getattr(bound.field.widget, "input_type", "")
    if kind in ("checkbox", "radio", "file", "select"):
        return kind if kind != "checkbox" or not hasattr(bound.field, "choices") else "choices"
    return "text"


@register.simple_tag
def field_kind(bound: BoundField) -> str:
    """What kind of control a form field is: text select checkbox radio choices file."""
    return _input_kind(bound)


CLASSES = {"text": "form-control", "file": "form-control", "select": "form-select", "checkbox": "form-check-input"}


@register.simple_tag
def control(bound: BoundField) -> SafeString:
    """A form field's control with our classes, and tied to its error and help for screen readers."""
    kind = _input_kind(bound)
    own = bound.field.widget.attrs.get("class", "")
    classes = " ".join(filter(None, [own, CLASSES.get(kind, ""), "is-invalid" if bound.errors else ""]))
    attrs: dict[str, Any] = {"class": classes} if classes else {}
    notes = [f"{bound.auto_id}-{part}" for part, on in (("error", bound.errors), ("help", bound.help_text)) if on]
    if notes:
        attrs["aria-describedby"] = " ".join(notes)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if (
        kind == "select"
        and len(getattr(bound.field, "choices", ())) > 12
        and not getattr(bound.field.widget, "allow_multiple_selected", False)
    ):
        attrs.setdefault("data-search", "")
    return bound.as_widget(attrs=attrs)
