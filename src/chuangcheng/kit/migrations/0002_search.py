"""The full-text index over `Found.pieces`: FTS5 on SQLite (kept in step by triggers), a GIN index on PostgreSQL."""

from django.db import migrations

SQLITE = [
    "CREATE VIRTUAL TABLE kit_found_fts USING fts5(pieces, content='kit_found', content_rowid='id', tokenize='unicode61')",
    """CREATE TRIGGER kit_found_added AFTER INSERT ON kit_found BEGIN
         INSERT INTO kit_found_fts(rowid, pieces) VALUES (new.id, new.pieces); END""",
    """CREATE TRIGGER kit_found_gone AFTER DELETE ON kit_found BEGIN
         INSERT INTO kit_found_fts(kit_found_fts, rowid, pieces) VALUES ('delete', old.id, old.pieces); END""",
    """CREATE TRIGGER kit_found_changed AFTER UPDATE ON kit_found BEGIN
         INSERT INTO kit_found_fts(kit_found_fts, rowid, pieces) VALUES ('delete', old.id, old.pieces);
         INSERT INTO kit_found_fts(rowid, pieces) VALUES (new.id, new.pieces); END""",
]
POSTGRESQL = ["CREATE INDEX kit_found_pieces ON kit_found USING gin (to_tsvector('simple', pieces))"]


def build(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("kit", "0001_initial")]
    operations = [migrations.RunPython(build, migrations.RunPython.noop)]
