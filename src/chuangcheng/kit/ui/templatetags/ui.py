"""The template tags of every page; they are builtins, so no `{% load %}` is needed. README.md shows each."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.forms import BoundField
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from chuangcheng.kit import punctuation
from chuangcheng.kit.ui import drawings, words
from chuangcheng.kit.ui.drawings import EMPTY

register = template.Library()

SIGNS = {"late": "alert-triangle", "soon": "clock", "ok": "check", "act": "clock", "idle": "circle-dashed", "line": ""}
INKS = {"late": "red", "soon": "amber", "ok": "green"}
NOTHING = mark_safe('<span class="muted">—</span>')
SEARCHABLE = 12  # choices above which a select gets a field to type in
SHOWN = 4  # rows of a select of several, without scripts
CLASSES = {"text": "form-control", "file": "form-control", "select": "form-select", "checkbox": "form-check-input"}


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
    extra = "" if size == 16 else f" i-{size}"
    use = format_html('<use href="{}#{}"></use>', asset_url("icons.svg"), name)
    return format_html('<svg class="i{}"{}>{}</svg>', extra, drawings.role(label), use)


def _today(context: Context, today: dt.date | None) -> dt.date | None:
    return today or context.get("today")


@register.simple_tag(takes_context=True)
def day(
    context: Context,
    value: dt.date | None,
    *,
    time: bool = False,
    weekday: bool = True,
    year: bool = False,
    today: dt.date | None = None,
) -> SafeString:
    """A day or a time with its weekday, in a `<time>`; the year outside the current one, or always with `year`."""
    if not value:
        return NOTHING
    text = words.day(value, None if year else _today(context, today), weekday=weekday, time=time)
    return format_html('<time datetime="{}">{}</time>', words.as_local(value).isoformat(), text)


@register.simple_tag(takes_context=True)
def month(context: Context, value: dt.date, today: dt.date | None = None) -> str:
    """`6月`, with the year outside the current one."""
    return words.month(value, _today(context, today))


@register.simple_tag(takes_context=True)
def ago(context: Context, value: dt.datetime | None, now: dt.datetime | None = None) -> SafeString:
    """How long ago; the full time in the title."""
    now = now or context.get("now")
    if not value or now is None:
        return NOTHING
    full, stamp = words.day(value, None, time=True), words.as_local(value).isoformat()
    return format_html('<time datetime="{}" title="{}">{}</time>', stamp, full, words.ago(value, now))


@register.simple_tag(takes_context=True)
def due(
    context: Context, on: dt.date | None, today: dt.date | None = None, done: bool = False, form: str = "stack"
) -> SafeString:
    """A deadline with sign and words. `form`: "stack" (day above, words below), "badge", or "line" (inbox)."""
    today = _today(context, today)
    if not on or today is None:
        return NOTHING
    tone, text = words.due(on, today, done=done)
    if form == "badge":
        return badge(tone, text)
    shown = format_html('<time datetime="{}">{}</time>', words.as_day(on).isoformat(), words.day(on, today))
    if form == "line":
        return _due_line(tone, text, shown, far=(words.as_day(on) - today).days > 1)
    if done:
        return format_html('<span class="due"><span>{}</span></span>', shown)
    sign = format_html("{} ", icon(SIGNS[tone], 12)) if tone else EMPTY
    second = format_html('<small class="{}">{}{}</small>', INKS.get(tone, "muted"), sign, text)
    return format_html('<span class="due"><span>{}</span>{}</span>', shown, second)


def _due_line(tone: str, text: str, shown: SafeString, *, far: bool) -> SafeString:
    """One line of an inbox; what is more than a day away stays grey."""
    if tone == "ok":
        return format_html('<span class="st ok">{}{}</span>', icon("check"), shown)
    if far:
        return format_html('<span class="st idle">{}<span>{}·{}</span></span>', icon("calendar-event"), shown, text)
    return format_html('<span class="st {}">{}<span>{}·{}</span></span>', tone, icon(SIGNS[tone]), text, shown)


@register.simple_tag
def badge(kind: str, text: Any, sign: str | None = None) -> SafeString:
    """A state as sign and word. `kind`: late soon ok act idle, or "line" for a kind that is no state."""
    name = SIGNS.get(kind or "idle", "") if sign is None else sign
    plain = "" if name else " plain"
    return format_html('<span class="bd {}{}">{}{}</span>', kind, plain, icon(name, 14) if name else EMPTY, text)


@register.simple_tag
def figure(n: Any, url: str = "", unit: Any = "", label: str = "", thin: bool = False) -> SafeString:
    """A number that opens its records, with its unit. Whole numbers get thousands marks."""
    text = thousands(n)
    after = format_html('<span class="u">{}</span>', unit) if unit else EMPTY
    weight = " thin" if thin else ""
    if not url:
        return format_html('<span class="b nw{}">{}</span>{}', weight, text, after)
    name = format_html(' aria-label="{}"', label) if label else EMPTY
    return format_html('<a class="n{}" href="{}"{}>{}</a>{}', weight, url, name, text, after)


@register.filter
def thousands(n: Any) -> str:
    """`1,204`; text stays as it is."""
    return f"{n:,}" if isinstance(n, int | float) and not isinstance(n, bool) else str(n)


@register.simple_tag
def bar(
    parts: Sequence[tuple[str, float]] | None = None,
    total: float | None = None,
    label: str = "",
    **tones: float | None,
) -> SafeString:
    """A bar in segments: `{% bar ok=214 act=13 late=9 total=236 label=… %}`, or a list of (tone, value)."""
    given = parts if parts is not None else tones.items()
    rows = [(tone, float(value or 0)) for tone, value in given]
    if unknown := {tone for tone, _value in rows} - set(drawings.TONES):
        raise template.TemplateSyntaxError(f"bar: unknown tones {sorted(unknown)}")
    return drawings.bar(rows, float(total or 0), label)


@register.simple_tag
def meter(done: int, total: int = 4, label: str = "", returned: bool = False) -> SafeString:
    """Signature segments with `2/4`."""
    return drawings.meter(done, total, label, returned)


@register.simple_tag
def confidence(share: float, url: str = "") -> SafeString:
    """How sure the reading is (识别可信度)."""
    return drawings.confidence(float(share), url)


@register.simple_tag
def interval(
    value: float,
    low: float,
    high: float,
    *,
    target: float | None = None,
    least: float = 0,
    most: float = 100,
    label: str = "",
) -> SafeString:
    """An estimate with its interval, on a line from `least` to `most`."""
    return drawings.interval(value, low, high, target, (least, most), label)


@register.simple_tag
def trend(way: str, good: bool | None = None) -> SafeString:
    """An arrow with a word for those who cannot see it. `way`: up down flat; `good` colours it."""
    name, text = {"up": ("arrow-up", _("上升")), "down": ("arrow-down", _("下降"))}.get(way, ("minus", _("持平")))
    tone = "muted" if good is None else "green" if good else "amber"
    return format_html('<span class="{}">{}</span>', tone, icon(name, 14, label=text))


register.simple_tag(punctuation.colon)
register.simple_tag(punctuation.comma)
register.filter(punctuation.joined)
register.filter(words.measured)


@register.simple_tag
def initials(name: str) -> str:
    """The letters in the round mark beside a person's name."""
    return words.initials(name)


@register.filter
def column(rows: Sequence[Sequence[Any]], n: int) -> list[Any]:
    """The nth value of every row: `{% if it in rows|column:0 %}`."""
    return [row[n] for row in rows]


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """This page's address with some filters changed; it starts again at page 1. None drops a filter."""
    params = context["request"].GET.copy()
    for name, value in ({"page": None} | changes).items():
        if value is None or value == "":
            params.pop(name, None)
        else:
            params[name] = value
    return f"?{params.urlencode()}"


@register.simple_tag
def field_kind(bound: BoundField) -> str:
    """What kind of control a form field is: text select checkbox radio choices file."""
    kind = getattr(bound.field.widget, "input_type", "text")
    if kind == "checkbox" and hasattr(bound.field, "choices"):
        return "choices"
    return kind if kind in ("checkbox", "radio", "file", "select") else "text"


def _is_long(bound: BoundField) -> bool:
    return len(getattr(bound.field, "choices", ())) > SEARCHABLE


@register.simple_tag
def control(bound: BoundField) -> SafeString:
    """A form field's control with our classes, and tied to its error and help for screen readers."""
    kind = field_kind(bound)
    own = bound.field.widget.attrs.get("class", "")
    classes = " ".join(filter(None, [own, CLASSES.get(kind, ""), "is-invalid" if bound.errors else ""]))
    attrs: dict[str, Any] = {"class": classes} if classes else {}
    notes = [f"{bound.auto_id}-{part}" for part, on in (("error", bound.errors), ("help", bound.help_text)) if on]
    if notes and kind not in ("radio", "choices"):
        attrs["aria-describedby"] = " ".join(notes)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if kind == "select" and _is_long(bound):
        attrs["data-search"] = ""
    if getattr(bound.field.widget, "allow_multiple_selected", False) and kind == "select":
        attrs["size"] = SHOWN
    return bound.as_widget(attrs=attrs)
