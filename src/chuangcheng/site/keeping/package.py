"""The description of what left the house: a Data Package (datapackage.org), the open standard for tables in text files.

Every table says its fields, their types, what may be empty, the keys, and which column refers to which table.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from chuangcheng.kit.files import Blob
from chuangcheng.site.keeping import titles

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FILES = "files"
TYPES: list[tuple[Any, dict[str, str]]] = [
    (models.UUIDField, {"type": "string", "format": "uuid"}),
    (models.BooleanField, {"type": "boolean"}),
    (models.DateTimeField, {"type": "datetime"}),
    (models.DateField, {"type": "date"}),
    (models.DecimalField, {"type": "number"}),
    (models.FloatField, {"type": "number"}),
    (models.IntegerField, {"type": "integer"}),
    (models.EmailField, {"type": "string", "format": "email"}),
]


@cache
def tables() -> list[Any]:
    """The tables of every room, from the ground floor up, each followed by those that join it to others."""
    return [
        model
        for name in settings.ROOMS
        for model in sorted(
            apps.get_app_config(name.rsplit(".", 1)[-1]).get_models(include_auto_created=True), key=_own_first
        )
    ]


def _own_first(model: Any) -> bool:
    return bool(model._meta.auto_created)


def columns(model: Any, *, personal: bool) -> list[Any]:
    """The columns that leave the house: secrets never, what tells who somebody is only if it is asked for."""
    hidden = {*getattr(model, "SECRET", ()), *(() if personal else getattr(model, "PERSONAL", ()))}
    return [column for column in model._meta.local_concrete_fields if column.name not in hidden]


def resource(model: Any, *, personal: bool) -> dict[str, Any]:
    """The description of one table, but for its size and hash."""
    chosen = columns(model, personal=personal)
    references = [_reference(column) for column in chosen if column.is_relation and _goes_along(column.related_model)]
    keys = [[c.column for c in chosen if c.name in names] for names in _together(model)]
    schema = {
        "fields": [_field(column) for column in chosen],
        "missingValues": [""],
        "primaryKey": [model._meta.pk.column],
        **({"uniqueKeys": keys} if keys else {}),
        **({"foreignKeys": references} if references else {}),
    }
    return {
        "name": model._meta.db_table.replace("_", "-"),
        "path": f"tables/{model._meta.db_table}.csv",
        "title": titles.of_table(model),
        "titleEnglish": titles.english(str(model._meta.verbose_name_raw)),
        **_shape(),
        "schema": schema,
    }


def _shape() -> dict[str, Any]:
    return {"type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "dialect": {"header": True}}


def _field(column: Any) -> dict[str, Any]:
    must = {"required": True} if not column.null and not _may_be_blank(column) else {}
    must |= {"unique": True} if column.unique else {}
    must |= {"maxLength": column.max_length} if isinstance(_end(column), models.CharField) and column.max_length else {}
    choices = [] if column.is_relation or not column.choices else list(column.flatchoices)
    return {
        "name": column.column,
        **_type(column),
        "title": titles.of_column(column),
        "titleEnglish": titles.in_english(column),
        **({"categories": [{"value": value, "label": str(label)} for value, label in choices]} if choices else {}),
        **({"constraints": must} if must else {}),
    }


def _may_be_blank(column: Any) -> bool:
    return isinstance(_end(column), (models.CharField, models.TextField)) and not column.unique


def _end(column: Any) -> Any:
    """The column itself, or the one at the end of a reference."""
    return column.target_field if column.is_relation else column


def _type(column: Any) -> dict[str, str]:
    end = _end(column)
    if isinstance(end, models.JSONField):
        made = type(end.get_default())
        return {"type": {dict: "object", list: "array"}.get(made, "any")}
    if isinstance(end, models.AutoField | models.BigAutoField):
        return {"type": "integer"}
    return next((kind for cls, kind in TYPES if isinstance(end, cls)), {"type": "string"})


def _goes_along(model: Any) -> bool:
    return model is Blob or model in tables()


def _reference(column: Any) -> dict[str, Any]:
    there = column.related_model
    own = there is column.model
    name = FILES if there is Blob else there._meta.db_table.replace("_", "-")
    return {"fields": [column.column], "reference": {"resource": "" if own else name, "fields": [column.target_field.column]}}  # fmt: skip


def _together(model: Any) -> list[tuple[str, ...]]:
    """Columns that are unique together, always."""
    named = [c.fields for c in model._meta.constraints if isinstance(c, models.UniqueConstraint) and not c.condition]
    return [tuple(names) for names in (*named, *model._meta.unique_together) if len(names) > 1]


def referring() -> Iterator[tuple[Any, Any]]:
    """Every table with a column that names a stored file."""
    for model in tables():
        for column in model._meta.local_concrete_fields:
            if column.related_model is Blob:
                yield model, column


def plain(name: str, path: str, title: str, english: str, fields: list[tuple[str, str, str, str]], key: list[str],
          references: Callable[[], list[dict[str, Any]]] = list) -> dict[str, Any]:  # fmt: skip
    """The description of a table that is no model's: its fields as name, type, Chinese and English title."""
    schema = {
        "fields": [{"name": n, "type": t, "title": zh, "titleEnglish": en} for n, t, zh, en in fields],
        "missingValues": [""],
        "primaryKey": key,
        **({"foreignKeys": held} if (held := references()) else {}),
    }
    shape = _shape() if path.endswith(".csv") else {"format": "jsonl", "mediatype": "application/jsonl", "encoding": "utf-8"}  # fmt: skip
    return {"name": name, "path": path, "title": title, "titleEnglish": english, **shape, "schema": schema}
