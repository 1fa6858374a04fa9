"""Files: kept once by their hash, known by their bytes, whole or not at all."""

import hashlib

import pytest

from chuangcheng.kit import files, tenancy
from chuangcheng.kit.files import Blob
from chuangcheng.kit.refused import Refused

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


@pytest.fixture(autouse=True)
def _own_folder(db, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "_folder", lambda: tmp_path)
    return tmp_path


def kept(folder) -> list:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_same_bytes_are_kept_once(world, tmp_path):
    first, second = files.store([b"one", b"two"]), files.store([b"onetwo"])
    assert first == second
    assert Blob.objects.count() == 1
    assert len(kept(tmp_path)) == 1
    assert first.sha256 == hashlib.sha256(b"onetwo").hexdigest()
    assert first.size == 6


def test_what_was_stored_is_read_back(world):
    blob = files.store(bytes([n % 256]) * 1000 for n in range(300))
    assert files.read(blob.sha256) == b"".join(bytes([n % 256]) * 1000 for n in range(300))
    with files.open_stored(blob.sha256) as file:
        assert file.read(3) == b"\0\0\0"


@pytest.mark.parametrize("chunks", [[], [b""], [b"", b""]])
def test_an_empty_file_is_refused_and_leaves_nothing(world, tmp_path, chunks):
    with pytest.raises(Refused, match="空的"):
        files.store(chunks)
    assert kept(tmp_path) == []
    assert not Blob.objects.exists()


def test_too_large_a_file_is_refused_as_soon_as_it_is_known(world, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LIMIT", 2 * 2**20)
    taken = []

    def endless():
        while True:
            taken.append(1)
            yield b"x" * 2**20

    with pytest.raises(Refused, match="超过 2 MB"):
        files.store(endless())
    assert len(taken) == 3
    assert kept(tmp_path) == []
    assert not Blob.objects.exists()


@pytest.mark.parametrize("end", [OSError, KeyboardInterrupt, SystemExit])
def test_cut_off_in_the_middle_it_leaves_nothing(world, tmp_path, end):
    def cut():
        yield b"half"
        raise end

    with pytest.raises(end):
        files.store(cut())
    assert kept(tmp_path) == []
    assert not Blob.objects.exists()


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF\0\0\0\0WEBP", "image/webp"),
        (b"%PDF-1.7", "application/pdf"),
        (b"<html><script>", "application/octet-stream"),
        (b"<svg onload=", "application/octet-stream"),
        (b"RIFF\0\0\0\0WAVE", "application/octet-stream"),
    ],
)
def test_a_file_is_what_its_bytes_say(world, head, media_type):
    assert files.store([head[:3], head[3:]]).media_type == media_type


def test_pictures_are_shown_and_pages_are_never_run(world):
    picture = files.respond(files.store([PNG]), "照片.png")
    assert picture["Content-Disposition"].startswith("inline")
    page = files.respond(files.store([b"<html><script>alert(1)</script>"]), "a.html")
    assert page["Content-Disposition"].startswith("attachment")
    for answer in (picture, page):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert "private" in answer["Cache-Control"]


def test_a_file_that_is_not_there_is_not_found(world):
    with pytest.raises(FileNotFoundError):
        files.read("0" * 64)


def test_each_county_has_a_folder_of_its_own(world, other_county, monkeypatch):
    monkeypatch.undo()
    here = files._folder()
    with tenancy.county(other_county):
        assert files._folder() != here
