"""The library, a piece and its file: only for who may see the piece, and a file is never run as a page."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chuangcheng.rooms.evidence import make, queries, verbs
from chuangcheng.rooms.evidence.models import Evidence

HTML = b"<!doctype html><script>alert(1)</script>"


@pytest.fixture
def piece(world):
    return make.piece(world.zhouyuning, world.town)


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def form(world, **changes):
    """What a liaison sends from the page."""
    return {"unit": str(world.town.pk), "kind": "photo", "title": "", "period_from": "2026-06-01",
            "period_to": "2026-06-10", "nothing_secret": "on", "caption_place": "学府路",
            "file": SimpleUploadedFile("清扫.png", make.PNG, "image/png")} | changes  # fmt: skip


def test_everybody_opens_the_library(world, page, piece):
    for person in world.everybody:
        assert body(page(person, "/evidence/"))


def test_a_unit_sees_its_own_and_what_stands_below_it(world, page):
    make.piece(world.tanglian, world.community, title="社区的一件")
    for person in (world.zhouyuning, world.linqing, world.tanglian, world.xuyian, world.audit):
        assert "社区的一件" in body(page(person, "/evidence/"))
    for person in (world.fangyuan, world.chuzhi):
        assert "社区的一件" not in body(page(person, "/evidence/"))


def test_a_stranger_gets_404_for_the_piece_and_its_file(world, page, post, piece):
    for address in (piece.get_absolute_url(), piece.file_url, f"/evidence/{piece.pk}/amend/"):
        assert page(world.fangyuan, address).status_code == 404
    assert post(world.fangyuan, f"/evidence/{piece.pk}/amend/", title="改").status_code == 404


def test_nobody_gets_in_without_an_account(client, piece):
    for address in ("/evidence/", piece.get_absolute_url(), piece.file_url):
        assert client.get(address).status_code == 302


def test_an_auditor_reads_but_amends_nothing(world, page, piece):
    seen = body(page(world.audit, piece.get_absolute_url()))
    assert f"/evidence/{piece.pk}/amend/" not in seen
    assert page(world.audit, f"/evidence/{piece.pk}/amend/").status_code == 403


def test_the_library_is_filtered_by_kind_unit_words_and_period(world, page, piece):
    make.piece(world.fangyuan, world.bureau, kind="report", title="五月情况说明", data=b"text", filename="五月.docx",
               period_from=dt.date(2026, 5, 1), period_to=dt.date(2026, 5, 31))  # fmt: skip
    asked = [({"kind": "report"}, "五月情况说明"), ({"kind": "photo"}, "学府路清扫"),
             ({"unit": world.town.pk}, "学府路清扫"), ({"words": "五月.docx"}, "五月情况说明"),
             ({"since": "2026-06-01"}, "学府路清扫"), ({"until": "2026-05-20"}, "五月情况说明")]  # fmt: skip
    for filters, title in asked:
        seen = body(page(world.xuyian, "/evidence/", **filters))
        assert title in seen
        assert ({"五月情况说明", "学府路清扫"} - {title}).pop() not in seen
    both = body(page(world.xuyian, "/evidence/", kind="film", unit="x", since="gestern", page="-1"))
    assert "五月情况说明" in both
    assert "学府路清扫" in both


def test_an_empty_library_says_what_belongs_there(world, page):
    assert "材料库还是空的" in body(page(world.zhouyuning, "/evidence/"))
    assert "没有符合的材料" in body(page(world.zhouyuning, "/evidence/", words="不存在的词"))
    assert "/evidence/new/hand_in/" not in body(page(world.audit, "/evidence/"))


def test_the_library_takes_the_same_queries_for_one_piece_and_for_fifty(world, page, piece):
    def queries_taken() -> int:
        page(world.xuyian, "/evidence/")
        with CaptureQueriesContext(connection) as caught:
            body(page(world.xuyian, "/evidence/"))
        return len(caught)

    one = queries_taken()
    for n in range(49):
        make.piece(world.zhouyuning, world.town, title=f"第{n}件")
    assert queries_taken() == one


def test_the_library_takes_one_query(world, piece, django_assert_num_queries):
    make.piece(world.fangyuan, world.bureau)
    person = world.xuyian
    assert person.held
    with django_assert_num_queries(1):
        assert {p.unit.name and p.blob.size and p.brought_by.name for p in queries.library(person)}


def test_a_piece_shows_its_caption_period_revisions_and_journal(world, page, piece):
    verbs.amend(world.linqing, piece, title="学府路清扫", caption={"place": "学府路东段"},
                period_from=dt.date(2026, 6, 1), period_to=dt.date(2026, 6, 10))  # fmt: skip
    seen = body(page(world.zhouyuning, piece.get_absolute_url()))
    for words in (
        "学府路东段",
        "未填",
        "第 2 版",
        f"/evidence/{piece.pk}/file/1/",
        "更正材料",
        "林清",
        "周予宁",
        "6月10日",
    ):
        assert words in seen


def test_a_picture_is_shown_and_never_run(world, page, piece):
    answer = page(world.zhouyuning, piece.file_url)
    assert b"".join(answer.streaming_content) == make.PNG
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Disposition"].startswith("inline")


def test_what_is_no_picture_is_downloaded(world, page):
    piece = make.piece(world.zhouyuning, world.town, data=b"PK\x03\x04 docx", filename="六月.docx", kind="report")
    answer = page(world.zhouyuning, piece.file_url)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_page_disguised_as_a_picture_is_only_bytes(world, page):
    piece = make.piece(world.zhouyuning, world.town, data=HTML, filename="照片.png")
    answer = page(world.zhouyuning, piece.file_url)
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "<img" not in body(page(world.zhouyuning, piece.get_absolute_url()))


def test_an_old_revision_keeps_its_file(world, page, piece):
    verbs.amend(world.zhouyuning, piece, title="换了文件", chunks=[b"GIF89a new"], filename="新.gif",
                nothing_secret=True, period_from=piece.period_from, period_to=piece.period_to)  # fmt: skip
    assert b"".join(page(world.zhouyuning, f"/evidence/{piece.pk}/file/1/").streaming_content) == make.PNG
    assert page(world.zhouyuning, piece.file_url)["Content-Type"] == "image/gif"
    assert page(world.zhouyuning, f"/evidence/{piece.pk}/file/9/").status_code == 404


def test_the_page_of_handing_in_opens_for_who_hands_in(world, page):
    seen = body(page(world.zhouyuning, "/evidence/new/hand_in/"))
    assert "我确认材料不含涉密内容" in seen
    assert 'value="2026-06-01"' in seen
    assert "multipart/form-data" in seen
    assert page(world.audit, "/evidence/new/hand_in/").status_code == 403


def test_a_piece_is_handed_in_through_the_page(world, post):
    answer = post(world.zhouyuning, "/evidence/new/hand_in/", **form(world))
    piece = Evidence.objects.get()
    assert answer["Location"] == piece.get_absolute_url()
    assert (piece.title, piece.caption, piece.unit) == ("清扫.png", {"place": "学府路"}, world.town)


def test_the_page_refuses_what_the_verb_refuses(world, post):
    for changes, words in (
        ({"nothing_secret": ""}, "请勾选“不含涉密内容”"),
        ({"file": SimpleUploadedFile("空.png", b"")}, "空"),
        ({"period_to": "2026-05-01"}, "止日早于起日"),
        ({"unit": str(world.bureau.pk)}, "这一项现在不能选"),
        ({"kind": "film"}, "film"),
    ):
        answer = post(world.zhouyuning, "/evidence/new/hand_in/", **form(world, **changes))
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert not Evidence.objects.exists()


def test_a_piece_is_amended_through_the_page(world, page, post, piece):
    assert "学府路清扫" in body(page(world.linqing, f"/evidence/{piece.pk}/amend/"))
    answer = post(world.linqing, f"/evidence/{piece.pk}/amend/", title="改好的", period_from="2026-06-01",
                  period_to="2026-06-10", caption_place="学府路东段", seen=str(piece.version))  # fmt: skip
    assert answer.status_code == 302
    piece.refresh_from_db()
    assert (piece.title, piece.caption, piece.revision) == ("改好的", {"place": "学府路东段"}, 2)


def test_one_county_never_sees_the_other(world, client, piece, other_county):
    client.force_login(world.zhouyuning, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(piece.get_absolute_url(), headers={"host": other_county.hosts[0]})
    assert answer.status_code in (302, 404)
