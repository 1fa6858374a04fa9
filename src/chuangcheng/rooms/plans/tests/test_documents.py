"""How a plan comes in: what can be read is read once; what cannot is refused in words, and nothing is kept."""

import datetime as dt
import io
import zipfile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from chuangcheng.kit import jobs
from chuangcheng.kit.files import Blob
from chuangcheng.kit.refused import Refused
from chuangcheng.rooms.plans import life, make, verbs
from chuangcheng.rooms.plans.models import Obligation, Plan, Section

from .conftest import END, START, TEXT

PLAIN = """澄浦县2026年创建工作方案

一、市容环境
（一）清除小广告。县城管局每月清除小广告不少于3次，城关镇配合。
二、交通秩序
（一）路口。交警大队每月整治路口秩序不少于1次。
"""


def word(text: str) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("方案.txt", TEXT)
    return out.getvalue()


@pytest.fixture
def upload(world):
    def send(data: bytes, name: str = "方案.txt", **said):
        given = {"unit": world.county, "start_on": START, "end_on": END, "nothing_secret": True, **said}
        return verbs.bring(world.xuyian, name=name, chunks=[data], **given)

    return send


def nothing_kept() -> bool:
    return not (Plan.objects.exists() or Blob.objects.exists() or jobs.Job.objects.exists())


@pytest.mark.parametrize(
    ("name", "data"), [("方案.txt", PLAIN.encode()), ("方案.docx", word(PLAIN)), ("方案.txt", PLAIN.encode("gb18030"))]
)
def test_a_document_is_read_into_sections_and_obligations(world, upload, name, data):
    """Through the real reader, for what no reader may miss."""
    plan = upload(data, name)
    assert plan.state == life.READING
    make.run(plan)
    plan.refresh_from_db()
    assert plan.state == life.CHECKING
    found = plan.obligations.get(text__contains="清除小广告")
    assert plan.text[found.start : found.end] == found.text
    assert list(found.units.all()) == [world.bureau]
    assert "市容环境" in list(plan.sections.values_list("title", flat=True))


def test_text_is_pasted_as_it_comes(world, simply):
    plan = verbs.paste(world.xuyian, unit=world.county, text=TEXT.replace("\n", "\r\n"), start_on=START, end_on=END,
                       title="创建方案", nothing_secret=True)  # fmt: skip
    make.run(plan)
    plan.refresh_from_db()
    assert (plan.state, plan.title, plan.blob) == (life.CHECKING, "创建方案", None)
    assert plan.text == TEXT
    assert plan.obligations.count() == 5


def test_without_the_declaration_nothing_is_kept(upload):
    with pytest.raises(Refused, match="不含涉密") as refused:
        upload(TEXT.encode(), nothing_secret=False)
    assert "nothing_secret" in refused.value.fields
    assert nothing_kept()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("方案.txt", b"", "空"),
        ("方案.txt", " \n\r\n　".encode(), "空"),
        ("方案.docx", zipped(), "不是 Word 文档"),
        ("方案.docx", b"PK\x03\x04broken", "Word"),
        ("方案.txt", ("锟斤拷" * 200).encode(), "乱码"),
        ("方案.txt", ("字" * 2_000_001).encode(), "二百万字"),
    ],
    ids=["empty", "blank", "zip", "broken", "mojibake", "long"],
)
def test_what_cannot_be_read_is_refused_in_words_and_nothing_is_kept(upload, name, data, words):
    with pytest.raises(Refused, match=words) as refused:
        upload(data, name)
    assert "file" in refused.value.fields
    assert nothing_kept()


def test_a_plan_does_not_end_before_it_begins(upload):
    with pytest.raises(Refused, match="早于") as refused:
        upload(TEXT.encode(), end_on=START - dt.timedelta(days=1))
    assert "end_on" in refused.value.fields
    assert nothing_kept()


def test_only_the_office_brings(world, upload):
    for person in (world.zhouyuning, world.heweimin, world.admin, world.audit):
        with pytest.raises(Refused, match="权限"):
            verbs.bring(person, unit=world.town, name="a.txt", chunks=[TEXT.encode()], start_on=START, end_on=END,
                        nothing_secret=True)  # fmt: skip
    assert not Plan.objects.exists()


def test_the_door_keeps_what_was_typed_when_the_file_is_bad(world, post):
    answer = post(world.xuyian, "/plans/new/bring/", file=SimpleUploadedFile("方案.docx", zipped()), unit=world.county.pk,
                  start_on="2026-06-01", end_on="2026-09-30", paper_number="澄创〔2026〕1号", nothing_secret="on")  # fmt: skip
    assert answer.status_code == 422
    assert "不是 Word 文档" in answer.content.decode()
    assert "澄创〔2026〕1号" in answer.content.decode()


def test_reading_twice_changes_nothing(plan):
    rows = (plan.version, Section.objects.count(), Obligation.objects.count())
    job = jobs.Job.objects.get(name="plans.read")
    jobs.Job.objects.filter(pk=job.pk).update(state=jobs.QUEUED)
    jobs.run(str(job.pk))
    plan.refresh_from_db()
    assert (plan.version, Section.objects.count(), Obligation.objects.count()) == rows


def test_a_file_that_became_unreadable_is_told_on_the_plan(world, upload, monkeypatch):
    from chuangcheng.lib import planread

    plan = upload(TEXT.encode())

    def broken(data, name):
        raise planread.Unreadable("mojibake")

    monkeypatch.setattr(planread, "read_bytes", broken)
    (job,) = make.run(plan)
    plan.refresh_from_db()
    assert (job.state, plan.state) == (jobs.FAILED, life.FAILED)
    assert "乱码" in plan.failure
    assert job.failure == plan.failure


def test_a_reader_that_breaks_leaves_a_failed_job_and_a_plan_that_can_be_dropped(world, upload, monkeypatch):
    from chuangcheng.lib import planread

    plan = upload(TEXT.encode())

    def broken(text, year):
        raise ZeroDivisionError

    monkeypatch.setattr(planread, "parse", broken)
    (job,) = make.run(plan)
    assert job.state == jobs.FAILED
    assert "没有办成" in job.failure
    assert verbs.drop(world.xuyian, plan).state == life.DROPPED


def test_days_and_number_can_be_corrected(world, plan):
    verbs.describe(world.xuyian, plan, title="新标题", paper_number="2号", start_on=START, end_on=END)
    assert (plan.title, plan.paper_number) == ("新标题", "2号")
    with pytest.raises(Refused, match="早于"):
        verbs.describe(world.xuyian, plan, title="x", paper_number="", start_on=END, end_on=START)


def test_a_mistyped_year_is_asked_about(world, plan):
    with pytest.raises(Refused, match="年份"):
        verbs.describe(
            world.xuyian, plan, title=plan.title, paper_number="", start_on=plan.start_on, end_on=dt.date(2926, 12, 31)
        )
