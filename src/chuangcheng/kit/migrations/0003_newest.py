"""Search reads its newest rows first: keys in the order of changes, a token for the kind, the vector stored on PostgreSQL."""

from django.db import migrations

KINDS = "UPDATE kit_found SET pieces = pieces || ' zzk' || kind"
POSTGRESQL = [
    "DROP INDEX kit_found_pieces",
    "ALTER TABLE kit_found ADD COLUMN vector tsvector GENERATED ALWAYS AS (to_tsvector('simple', pieces)) STORED",
    "CREATE INDEX kit_found_vector ON kit_found USING gin (vector)",
]


def build(apps, schema_editor):
    for statement in [KINDS, *([] if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("kit", "0002_search")]
    operations = [
        migrations.RemoveIndex(model_name="found", name="kit_found_newest"),
        migrations.RunPython(build, migrations.RunPython.noop),
    ]
