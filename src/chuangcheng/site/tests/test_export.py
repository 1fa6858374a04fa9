"""A county leaves in open formats: whole, described, provable outside, without names unless they are asked for."""

import csv
import datetime as dt
import json
import subprocess
import sys
import uuid
import zipfile
from pathlib import Path

import pytest

from chuangcheng.kit import heads, journal, tenancy
from chuangcheng.kit.files import Blob, store
from chuangcheng.kit.refused import Refused
from chuangcheng.rooms.duties import make as duties
from chuangcheng.rooms.duties.models import Duty
from chuangcheng.rooms.evidence.models import Evidence
from chuangcheng.site.keeping import export, package, titles

READERS = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": dt.date.fromisoformat,
    "datetime": dt.datetime.fromisoformat,
    "object": json.loads,
    "array": json.loads,
    "any": json.loads,
}


def nothing(words: str) -> None:
    """Nobody listens."""


@pytest.fixture
def target(tmp_path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def piece(world) -> Evidence:
    """Something in every room that can hold something: a duty with a photo that proves it."""
    wanted = duties.duty(world.xuyian, world.town)
    return duties.piece(world.zhouyuning, wanted)


def described(folder: Path) -> dict[str, dict]:
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return {resource["name"]: resource for resource in package["resources"]}


def rows(folder: Path, resource: dict) -> list[dict[str, str]]:
    """A table's lines as a stranger reads them; a mark at the beginning, CR and LF at the end of each."""
    data = (folder / resource["path"]).read_bytes()
    if resource["path"].endswith(".jsonl"):
        return [json.loads(line) for line in data.decode().splitlines()]
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    with (folder / resource["path"]).open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source, strict=True))


def test_every_table_is_as_its_description_says(piece, target):
    export.make(target, nothing, personal=True)
    found = described(target)
    for resource in found.values():
        lines = rows(target, resource)
        assert len(lines) == resource["rows"], resource["name"]
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        for line in lines:
            assert list(line) == list(fields)
            for name, value in line.items():
                fits(resource["name"], fields[name], value)
        keys = [tuple(line[name] for name in resource["schema"]["primaryKey"]) for line in lines]
        assert len(keys) == len(set(keys)), resource["name"]


def fits(table: str, field: dict, value: object) -> None:
    must = field.get("constraints", {})
    if value in ("", None):
        assert not must.get("required"), f"{table}.{field['name']}"
        return
    if isinstance(value, str):
        read = READERS[field["type"]](value)
        assert field.get("format") != "uuid" or uuid.UUID(value)
        assert field["type"] != "object" or isinstance(read, dict)
        assert len(value) <= must.get("maxLength", len(value))
    if "categories" in field:
        assert value in {one["value"] for one in field["categories"]}, f"{table}.{field['name']}"


def test_every_reference_leads_to_a_row(piece, target):
    export.make(target, nothing)
    found = described(target)
    for resource in found.values():
        for key in resource["schema"].get("foreignKeys", []):
            there = found[key["reference"]["resource"] or resource["name"]]
            (here,), (column,) = key["fields"], key["reference"]["fields"]
            known = {line[column] for line in rows(target, there)}
            assert {line[here] for line in rows(target, resource)} - {""} <= known, (resource["name"], here)


def test_all_that_is_in_the_rooms_leaves(piece, target):
    export.make(target, nothing)
    lines = {line["id"]: line for line in rows(target, described(target)["duties-duty"])}
    assert lines.keys() == {str(duty.pk) for duty in Duty.objects.all()}
    duty = Duty.objects.select_related("unit").first()
    assert lines[str(duty.pk)]["title"] == duty.title
    assert lines[str(duty.pk)]["due_on"] == duty.due_on.isoformat()
    assert lines[str(duty.pk)]["unit_id"] == str(duty.unit_id)


@pytest.mark.parametrize("personal", [False, True])
def test_names_leave_only_if_they_are_asked_for_and_secrets_never(world, target, personal):
    export.make(target, nothing, personal=personal)
    whole = b"".join(path.read_bytes() for path in target.rglob("*") if path.is_file())
    assert (world.zhouyuning.name.encode() in whole) is personal
    assert (world.zhouyuning.username.encode() in whole) is personal
    assert world.zhouyuning.password.encode() not in whole
    assert (tenancy.current().folder / "keys/master.key").read_bytes() not in whole
    assert ("journal-names" in described(target)) is personal


def test_names_in_the_journal_can_be_read_where_the_key_still_is(world, target):
    export.make(target, nothing, personal=True)
    names = {line["after"] for line in rows(target, described(target)["journal-names"]) if line["field"] == "name"}
    assert world.zhouyuning.name in names


def proven(folder: Path) -> tuple[int, str]:
    """What the program that goes along says, in a Python that knows nothing of us."""
    done = subprocess.run([sys.executable, "-I", folder / "verify.py"], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_it_can_be_proven_outside(piece, target):
    journal.seal()
    heads.sign()
    export.make(target, nothing)
    assert (target / "journal.pem").read_text().startswith("-----BEGIN PUBLIC KEY-----")
    code, said = proven(target)
    assert (code, "完好" in said) == (0, True), said


@pytest.mark.parametrize("fault", ["table", "file", "entry", "tail"])
def test_what_was_touched_outside_shows(piece, target, fault):
    journal.seal()
    export.make(target, nothing)
    if fault == "table":
        path = target / "tables/duties_duty.csv"
        path.write_bytes(path.read_bytes() + b"x")
    elif fault == "file":
        next(path for path in (target / "files").rglob("*") if path.is_file()).write_bytes(b"x")
    else:
        path = target / "journal.jsonl"
        lines = path.read_text("utf-8").splitlines()
        lines = lines[:-1] if fault == "tail" else [lines[0].replace('"verb": "', '"verb": "x'), *lines[1:]]
        path.write_text("\n".join(lines) + "\n", "utf-8")
    code, said = proven(target)
    assert code == 1
    assert {"table": "duties_duty.csv 被改动", "file": "被改动", "entry": "第 1 条对不上", "tail": "日志应到第"}[
        fault
    ] in said


def test_files_lie_under_their_hash_and_a_table_says_what_they_are_called(piece, target):
    export.make(target, nothing)
    found = described(target)
    line = next(line for line in rows(target, found["files"]) if line["sha256"] == piece.blob_id)
    assert (target / line["path"]).stat().st_size == piece.blob.size
    names = {(line["sha256"], line["filename"]) for line in rows(target, found["file-names"])}
    assert (piece.blob_id, piece.filename) in names


def test_a_workbook_kept_for_an_import_stays(world, target):
    kept = store([b"first passwords"])
    export.make(target, nothing)
    assert kept.sha256 not in (target / "files.csv").read_text("utf-8-sig")


def test_a_file_that_is_missing_is_told_and_the_rest_leaves(piece, target):
    Blob.objects.create(sha256="f" * 64, size=1, media_type="image/jpeg")
    type(piece).objects.filter(pk=piece.pk).update(blob_id="f" * 64)
    assert export.make(target, nothing).damaged == [f"files/{'f' * 64} 不在了（missing）"]
    assert (target / "datapackage.json").exists()


def test_a_zip_holds_the_same(piece, tmp_path):
    export.make(tmp_path / "a", nothing)
    export.make(tmp_path / "a.zip", nothing)
    with zipfile.ZipFile(tmp_path / "a.zip") as held:
        names = sorted(held.namelist())
        assert held.testzip() is None
        assert held.read("tables/duties_duty.csv") == (tmp_path / "a/tables/duties_duty.csv").read_bytes()
    assert names == sorted(p.relative_to(tmp_path / "a").as_posix() for p in (tmp_path / "a").rglob("*") if p.is_file())


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_it_goes_to_a_fresh_place_only(world, tmp_path, name):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine")
    (tmp_path / "out.zip").write_text("mine")
    with pytest.raises(Refused, match="请换一个"):
        export.make(tmp_path / name, nothing)
    with pytest.raises(Refused, match="还没有"):
        export.make(tmp_path / "nowhere" / name, nothing)


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_cut_off_in_the_middle_nothing_is_left(world, tmp_path, monkeypatch, name):
    def stopped(made: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(export, "_files", stopped)
    with pytest.raises(KeyboardInterrupt):
        export.make(tmp_path / name, nothing)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("model", package.tables(), ids=lambda model: model._meta.label)
def test_every_table_and_column_has_a_chinese_title(model):
    columns = [column.name for column in package.columns(model, personal=True)]
    known = {*titles.COLUMNS}
    assert model._meta.label in titles.TABLES, "add it to site/keeping/titles.py"
    assert [n for n in columns if n not in known and f"{model._meta.label}.{n}" not in known] == []


@pytest.mark.slow
def test_the_command_exports_a_county_that_is_used(chuangcheng, databases, tmp_path):
    chosen = ["--database", databases[0]] if databases[0] else []
    assert chuangcheng("init", "linshan", "--name", "临山县", "--admin", "guanli", *chosen)[0] == 0
    code, said, complaint = chuangcheng("export", "all", tmp_path / "out", "--with-personal")
    assert code == 0, complaint
    assert "操作日志" in said
    assert "管理员" in (tmp_path / "out/tables/org_person.csv").read_text("utf-8-sig")
    assert proven(tmp_path / "out")[0] == 0
    assert chuangcheng("export", "duties", tmp_path / "a.xlsx", "--with-personal")[0] == 1
