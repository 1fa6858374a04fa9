"""The journal as a whole, for those who audit: who did what to which record, when, through which door."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit import clock
from chuangcheng.kit.exports import Column
from chuangcheng.kit.journal import Entry
from chuangcheng.kit.policy import visible
from chuangcheng.kit.rooms import kinds
from chuangcheng.kit.timeline import told
from chuangcheng.rooms.org.models import Person

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
ADMINISTERED = ("units", "unitsets", "people", "posts", "standards", "criteria", "days")
DOORS = {"web": _("页面"), "api": _("接口"), "cli": _("服务器"), "job": _("后台")}


def audits(person: Any) -> bool:
    """Whether the journal is open to the person: to auditors and administrators."""
    return bool(person.is_auditor or person.is_admin)


class FilterForm(forms.Form):
    """Everything optional; it stands in the address."""

    who = forms.CharField(label=_("谁"), max_length=40, required=False)
    kind = forms.ChoiceField(label=_("哪一类"), required=False)
    since = forms.DateField(label=_("从"), required=False, widget=DATE)
    until = forms.DateField(label=_("到"), required=False, widget=DATE)
    door = forms.ChoiceField(label=_("经由"), required=False)
    record = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["kind"].choices = [
            ("", _now("全部")),
            *((name, _now(kind.label)) for name, kind in kinds().items()),
        ]  # type: ignore[attr-defined]
        self.fields["door"].choices = [("", _now("全部")), *DOORS.items()]  # type: ignore[attr-defined]


def entries(person: Any, filters: Mapping[str, Any]) -> "QuerySet[Entry]":
    """The entries that fit, the latest first: of every kind for auditors, of what they administer for administrators."""
    found = Entry.objects.order_by("-at", "-id")
    if not person.is_auditor:
        found = found.filter(kind__in=ADMINISTERED)
    if who := filters.get("who"):
        named = Person.objects.filter(name__icontains=who) | Person.objects.filter(username__icontains=who)
        found = found.filter(actor_id__in=[person.pk for person in named[:50]])
    if since := filters.get("since"):
        found = found.filter(at__gte=clock.midnight(since))
    if until := filters.get("until"):
        found = found.filter(at__lt=clock.midnight(until + dt.timedelta(days=1)))
    plain = {"kind": filters.get("kind"), "door": filters.get("door"), "record_id": filters.get("record")}
    return found.filter(**{name: value for name, value in plain.items() if value})


def rows(person: Any, found: Sequence[Entry]) -> list[dict[str, Any]]:
    """The entries in words, each with the record that it speaks of where that still stands and the person may see it."""
    records = _records(person, found)
    return [
        {**words, "entry": entry, "kind": _now(kinds()[entry.kind].label), "record": records.get((entry.kind, entry.record_id)),
         "door": DOORS.get(entry.door, entry.door)}
        for entry, words in zip(found, told(found), strict=True)
    ]  # fmt: skip


def _records(person: Any, found: Sequence[Entry]) -> dict[tuple[str, Any], Any]:
    wanted: dict[str, set[Any]] = {}
    for entry in found:
        wanted.setdefault(entry.kind, set()).add(entry.record_id)
    return {
        (name, key): record
        for name, keys in wanted.items()
        for key, record in visible(person, kinds()[name].model).select_related().in_bulk(keys).items()
    }


COLUMNS = [
    Column(_("序号"), lambda row: row["entry"].seq, 10),
    Column(_("时间"), lambda row: clock.local(row["entry"].at).replace(tzinfo=None), 20),
    Column(_("谁"), lambda row: row["who"], 12),
    Column(_("做了什么"), lambda row: row["what"], 16),
    Column(_("哪一类"), lambda row: row["kind"], 12),
    Column(_("对象"), lambda row: str(row["record"] or row["entry"].record_id), 44),
    Column(_("变动"), lambda row: row["words"], 60),
    Column(_("经由"), lambda row: str(row["door"]), 10),
    Column(_("地址"), lambda row: row["entry"].address, 18),
    Column(_("校验值"), lambda row: row["entry"].digest, 30),
]
