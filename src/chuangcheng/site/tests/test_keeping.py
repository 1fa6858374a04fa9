"""A county goes into one file and comes back equal; what was cut, changed or forged is refused and leaves nothing."""

import hashlib
import io
import json
import sqlite3
import tarfile
import tomllib
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from chuangcheng.kit.refused import Refused
from chuangcheng.site.keeping import backup, sealing

ROOT = Path(__file__).resolve().parents[4]
PLAN = "临山县创建工作方案\n一、市容环境\n县城管局每月清除小广告不少于3次。\n"


@pytest.fixture
def county(chuangcheng, databases) -> None:
    """A county with people, a standard and a history."""
    chosen = ["--database", databases[0]] if databases[0] else []
    assert chuangcheng("init", "linshan", "--name", "临山县", "--admin", "guanli", *chosen)[0] == 0
    assert chuangcheng("person", "add", "lisi", "李四", "--unit", "创建办", "--role", "liaison")[0] == 0
    assert chuangcheng("import", "standard", ROOT / "data/standards/example-county-city.yaml")[0] == 0
    assert chuangcheng("worker", "--once")[0] == 0


@pytest.fixture
def stored(home, county) -> Path:
    """A file that somebody uploaded."""
    data = "照片".encode() * 999
    digest = hashlib.sha256(data).hexdigest()
    path = home / "counties/linshan/files" / digest[:2] / digest[2:4] / digest
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    return path


@pytest.fixture
def archive(chuangcheng, county, tmp_path) -> Path:
    path = tmp_path / "linshan.tar"
    code, _said, complaint = chuangcheng("backup", path)
    assert code == 0, complaint
    return path


def rows(home: Path, slug: str) -> dict[str, list]:
    """Everything that stands in a county's tables."""
    facts = tomllib.loads((home / "counties" / slug / "county.toml").read_text("utf-8"))
    if facts["database"]:
        names = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        opened = psycopg.connect(facts["database"])
    else:
        names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        opened = sqlite3.connect(home / "counties" / slug / "db.sqlite3")
    with closing(opened) as held:
        tables = [name for (name,) in held.execute(names).fetchall() if name != "django_migrations"]
        return {name: sorted(map(repr, held.execute(f'SELECT * FROM "{name}"').fetchall())) for name in tables}  # noqa: S608


@pytest.mark.slow
def test_a_county_comes_back_equal_under_another_name(chuangcheng, home, archive, stored, databases):
    assert chuangcheng("backup", archive)[0] == 0
    chosen = ["--database", databases[1]] if databases[1] else []
    code, said, complaint = chuangcheng("restore", archive, "hongqi", "--host", "hongqi.example", *chosen)
    assert code == 0, complaint
    assert "临山县 已恢复" in said
    assert chuangcheng("audit", "verify", "--county", "hongqi")[0] == 0
    assert rows(home, "hongqi") == rows(home, "linshan")
    back = home / "counties/hongqi"
    assert (back / stored.relative_to(home / "counties/linshan")).read_bytes() == stored.read_bytes()
    assert (back / "keys/master.key").read_bytes() == (home / "counties/linshan/keys/master.key").read_bytes()
    assert (
        chuangcheng("person", "add", "wangwu", "王五", "--unit", "创建办", "--role", "liaison", "--county", "hongqi")[0]
        == 0
    )


@pytest.mark.slow
def test_it_comes_back_under_a_free_name_only(chuangcheng, archive):
    code, _said, complaint = chuangcheng("restore", archive, "linshan")
    assert (code, "已经有了" in complaint) == (1, True)


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["cut", "changed", "added", "no archive"])
def test_what_is_not_whole_is_refused_and_leaves_nothing(chuangcheng, home, archive, databases, fault):
    spoil(archive, fault)
    assert chuangcheng("restore", archive, "--check")[0] == 1
    chosen = ["--database", databases[1]] if databases[1] else []
    assert chuangcheng("restore", archive, "hongqi", *chosen)[0] == 1
    assert not (home / "counties/hongqi").exists()


def spoil(archive: Path, fault: str) -> None:
    data = archive.read_bytes()
    if fault == "cut":
        archive.write_bytes(data[: len(data) // 2])
    elif fault == "no archive":
        archive.write_bytes(PLAN.encode())
    elif fault == "added":
        with tarfile.open(archive, "a:") as tar:
            tar.addfile(tarfile.TarInfo("../../evil"), io.BytesIO(b""))
    else:
        at = data.index("创建办".encode())
        archive.write_bytes(data[:at] + "捣乱者".encode() + data[at + 9 :])


@pytest.mark.slow
def test_a_stored_file_that_changed_is_told_and_the_rest_is_kept(chuangcheng, archive, stored):
    stored.write_bytes(b"changed")
    code, said, _complaint = chuangcheng("backup", archive)
    assert (code, "内容已变" in said) == (1, True)
    code, said, _complaint = chuangcheng("restore", archive, "--check")
    assert (code, "备份时已有" in said) == (0, True)


@pytest.mark.slow
def test_the_key_can_be_sealed_under_a_passphrase(chuangcheng, home, county, tmp_path, databases):
    secret, wrong, archive = tmp_path / "secret", tmp_path / "wrong", tmp_path / "a.tar"
    secret.write_text("澄浦 one two three\n", "utf-8")
    wrong.write_text("falsch", "utf-8")
    assert chuangcheng("backup", archive, "--passphrase-file", secret)[0] == 0
    assert (home / "counties/linshan/keys/master.key").read_bytes() not in archive.read_bytes()
    chosen = ["--database", databases[1]] if databases[1] else []
    code, _said, complaint = chuangcheng("restore", archive, "hongqi", "--passphrase-file", wrong, *chosen)
    assert (code, "口令不对" in complaint) == (1, True)
    assert chuangcheng("restore", archive, "hongqi", "--passphrase-file", secret, *chosen)[0] == 0


def test_a_sealed_key_opens_with_its_passphrase_alone():
    sealed = sealing.seal(b"k" * 32, "a")
    assert sealing.unseal(sealed, "a") == b"k" * 32
    with pytest.raises(Refused, match="口令不对"):
        sealing.unseal(sealed, "b")


def test_cut_off_in_the_middle_there_is_no_backup_and_the_old_one_stays(world, tmp_path, monkeypatch):
    target = tmp_path / "a.tar"
    target.write_bytes(b"yesterday's")
    monkeypatch.setattr(backup, "_records", lambda *given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        backup.make(target, lambda words: None)
    assert [path.name for path in tmp_path.iterdir()] == ["a.tar"]
    assert target.read_bytes() == b"yesterday's"


@pytest.mark.slow
def test_the_manifest_says_what_there_is(archive):
    with tarfile.open(archive) as tar:
        names = tar.getnames()
        said = json.load(tar.extractfile("manifest.json"))
    assert names[-1] == "manifest.json"
    assert set(said["members"]) == set(names[:-1])
    assert said["tables"]["org_unit"] == 2
    assert said["journal"][0] > 0
