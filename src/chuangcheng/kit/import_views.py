"""Pages of imports: which there are, upload, preview with every fault, confirmation. All or nothing."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chuangcheng.kit import exports, imports
from chuangcheng.kit.forms import in_our_words
from chuangcheng.kit.imports import Importer, Preview, Upload
from chuangcheng.kit.lists import PAGE, Page
from chuangcheng.kit.punctuation import joined
from chuangcheng.kit.refused import Refused
from chuangcheng.lib import sheets

FAULTS = 500  # faults that are listed; the rest are counted


class UploadForm(forms.Form):
    """The workbook."""

    file = forms.FileField(
        label=gettext_lazy("表格文件"),
        help_text=gettext_lazy("Excel（.xlsx、.xls）、WPS 存的 .xlsx，或 CSV；不超过 20 MB。"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self)


@login_required
@require_safe
def import_list(request: HttpRequest) -> HttpResponse:
    """What I may import, and what I brought lately."""
    mine = [importer for importer in imports.all_importers().values() if importer.allowed(request.user)]
    labels = {importer.name: _(importer.label) for importer in mine}
    lately = Upload.objects.filter(person_id=str(request.user.pk), importer__in=labels).order_by("-created_at")[:10]
    context = {
        "importers": [(importer, labels[importer.name]) for importer in mine],
        "lately": [(upload, labels[upload.importer]) for upload in lately],
    }
    return render(request, "kit/import_list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def import_upload(request: HttpRequest, name: str) -> HttpResponse:
    """Bring a workbook."""
    importer = _importer(request, name)
    form = UploadForm(request.POST or None, request.FILES or None, label_suffix="")
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                return HttpResponseRedirect(_address(imports.bring(importer, request.user, file.name, _bytes(file))))
            except Refused as refused:
                form.add_error("file", refused.words)
    context = {"importer": importer, "label": _(importer.label), "form": form, "columns": _explained(importer)}
    return render(request, "kit/import_upload.html", context, status=status)


@login_required
@require_safe
def import_template(request: HttpRequest, name: str) -> HttpResponse:
    """An empty workbook with the columns, in the reader's language."""
    importer = _importer(request, name)
    label = str(_(importer.label))
    return exports.attach(sheets.template(importer.columns, label, imports.language()), f"{label}.xlsx")


@login_required
@require_safe
def import_preview(request: HttpRequest, key: UUID) -> HttpResponse:
    """All rows as they were read, and everything that is wrong."""
    upload, importer = _upload(request, key)
    return _preview_page(request, upload, importer)


@login_required
@require_POST
def import_confirm(request: HttpRequest, key: UUID) -> HttpResponse:
    """Load all rows or none."""
    upload, importer = _upload(request, key)
    try:
        count = imports.confirm(importer, request.user, upload)
    except Refused as refused:
        messages.error(request, refused.words)
        upload.refresh_from_db()
        return _preview_page(request, upload, importer, refused.status)
    messages.success(request, ngettext("导入了 %(n)s 行。", "导入了 %(n)s 行。", count) % {"n": count})
    return HttpResponseRedirect(_address(upload))


def _importer(request: HttpRequest, name: str) -> Importer:
    importer = imports.all_importers().get(name)
    if importer is None:
        raise Http404
    if not importer.allowed(request.user):
        raise PermissionDenied
    return importer


def _upload(request: HttpRequest, key: UUID) -> tuple[Upload, Importer]:
    """An upload is its bringer's own; for anybody else it is not there."""
    upload = Upload.objects.filter(pk=key, person_id=str(request.user.pk)).first()
    if upload is None:
        raise Http404
    return upload, _importer(request, upload.importer)


def _address(upload: Upload) -> str:
    return reverse("import_preview", args=[upload.pk])


def _bytes(file: Any) -> bytes:
    """The file's bytes. Raises Refused before a larger one than can be read is taken into memory."""
    if file.size > sheets.MAX_BYTES:
        raise Refused(_("文件超过 20 MB，请拆成几个再上传。"))
    return bytes(file.read())


def _preview_page(request: HttpRequest, upload: Upload, importer: Importer, status: int = 200) -> HttpResponse:
    """Once loaded, a workbook is no longer held against the records that it made."""
    context: dict[str, Any] = {"upload": upload, "importer": importer, "label": _(importer.label)}
    if upload.loaded_at is None:
        try:
            found = imports.preview(importer, upload)
        except Refused as refused:
            messages.error(request, refused.words)
        else:
            context |= _shown(request, importer, found)
    return render(request, "kit/import_preview.html", context, status=status)


def _shown(request: HttpRequest, importer: Importer, found: Preview) -> dict[str, Any]:
    language = imports.language()
    faulty = {fault.row for fault in found.faults}
    page = _page(request, found.rows)
    page.rows = [(row.number, row.number in faulty, _cells(importer, row)) for row in page.rows]
    return {
        "faults": _told(importer, found.faults),
        "warnings": _told(importer, found.warnings),
        "fault_count": len(found.faults),
        "faulty_rows": len(faulty),
        "remarks": found.remarks,
        "heads": [column.title(language) for column in importer.columns],
        "page": page,
    }


def _told(importer: Importer, faults: Sequence[sheets.Fault]) -> list[dict[str, Any]]:
    """Faults or warnings in the reader's language."""
    language = imports.language()
    titles = {column.zh: column.title(language) for column in importer.columns}
    return [
        {"sheet": fault.sheet, "row": fault.row, "value": fault.value, "reason": fault.reason(language),
         "column": titles.get(fault.column) or _title(importer, fault.column)}
        for fault in faults[:FAULTS]
    ]  # fmt: skip


def _title(importer: Importer, key: str) -> str:
    """A check may name its column by key."""
    return next((c.title(imports.language()) for c in importer.columns if c.key == key), key)


def _cells(importer: Importer, row: sheets.Entry) -> list[str]:
    return [_cell(column, row.get(column.key)) for column in importer.columns]


def _cell(column: sheets.Column, value: Any) -> str:
    """A read value as the person would write it; a password is never shown."""
    if value in (None, (), ""):
        return ""
    if column.key == "password":
        return "••••••"
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list | tuple):
        return joined(value)
    words = {stored: printed for printed, stored in column.choices.items()}.get(value)
    return _(words) if words else str(value)


def _page(request: HttpRequest, rows: Sequence[sheets.Entry]) -> Page:
    wanted = request.GET.get("page", "1")
    number = min(max(1, int(wanted) if wanted.isdecimal() else 1), max(1, -(-len(rows) // PAGE)))
    first = (number - 1) * PAGE
    return Page(list(rows[first : first + PAGE]), number, len(rows), first + PAGE < len(rows))


def _explained(importer: Importer) -> list[dict[str, Any]]:
    """The columns in words, for the page of the upload."""
    language = imports.language()
    return [
        {
            "title": column.title(language),
            "required": column.required,
            "note": column.note_en if language == "en" else column.note_zh,
            "choices": [_(words) for words in column.choices],
            "example": column.example,
        }
        for column in importer.columns
    ]


urlpatterns = [
    path("", import_list, name="import_list"),
    path("<uuid:key>/", import_preview, name="import_preview"),
    path("<uuid:key>/confirm/", import_confirm, name="import_confirm"),
    path("<slug:name>/", import_upload, name="import_upload"),
    path("<slug:name>/template/", import_template, name="import_template"),
]
