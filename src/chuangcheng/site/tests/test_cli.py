"""The command line, as an administrator uses it: a new installation, step by step, in a folder of its own."""

import json
import os
from pathlib import Path

import openpyxl
import pytest

from chuangcheng.site.commands import serving

ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture
def installed(chuangcheng):
    code, _out, complaint = chuangcheng("init", "linshan", "--name", "临山县", "--admin", "guanli")
    assert code == 0, complaint
    return chuangcheng


@pytest.mark.slow
def test_an_installation_grows_from_nothing(installed, tmp_path):
    assert installed("person", "add", "lisi", "李四", "--unit", "创建办", "--role", "liaison")[0] == 0
    assert installed("import", "standard", str(ROOT / "data/standards/example-county-city.yaml"))[0] == 0
    for kind in ("units", "people", "duties", "responsibility"):
        target = tmp_path / f"{kind}.xlsx"
        assert installed("export", kind, str(target))[0] == 0
        assert openpyxl.load_workbook(target).active.max_column > 3
    code, said, _complaint = installed("worker", "--once")
    assert (code, said) == (0, "")
    code, said, _complaint = installed("audit", "verify")
    assert code == 0
    assert "链条完整" in said


@pytest.mark.slow
def test_a_county_stands_beside_another(installed):
    assert installed("county", "add", "hongqi", "--name", "红旗县", "--host", "hongqi.example")[0] == 0
    code, _said, complaint = installed("audit", "verify")
    assert code == 1
    assert "hongqi、linshan" in complaint
    assert installed("audit", "verify", "--county", "hongqi")[0] == 0
    code, said, _complaint = installed("doctor")
    assert "✓ hongqi 红旗县：数据库正常" in said


@pytest.mark.slow
def test_a_refusal_is_one_plain_line(installed):
    code, _said, complaint = installed("init", "other", "--name", "别县")
    assert (code, complaint.count("\n")) == (1, 1)
    code, _said, complaint = installed("person", "add", "guanli", "重名", "--unit", "创建办", "--role", "liaison")
    assert (code, "guanli" in complaint) == (1, True)
    code, _said, complaint = installed("person", "add", "x", "某", "--unit", "没有的局", "--role", "liaison")
    assert (code, "没有的局" in complaint) == (1, True)


def test_a_faulty_standard_is_told_whole(chuangcheng, tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_text("schema: chuangcheng/standard/1\nid: x\n", "utf-8")
    code, said, _complaint = chuangcheng("standard", "check", str(path))
    assert code == 1
    assert said.count("\n") > 2


def test_a_standard_goes_to_excel_and_back_and_nothing_differs(chuangcheng, tmp_path):
    example = ROOT / "data/standards/example-county-city.yaml"
    book, again = tmp_path / "手册.xlsx", tmp_path / "again.yaml"
    assert chuangcheng("standard", "convert", str(example), str(book))[0] == 0
    code, out, _err = chuangcheng("standard", "check", str(book))
    assert code == 0
    assert json.loads(out)["id"] == "example-county-city"
    assert chuangcheng("standard", "convert", str(book), str(again))[0] == 0
    code, out, _err = chuangcheng("standard", "compare", str(example), str(again))
    found = json.loads(out)
    assert (code, found["head"], found["changes"]) == (0, {}, [])
    assert found["summary"]["criteria"]["kept"] > 50


def test_a_faulty_standard_is_not_converted(chuangcheng, tmp_path):
    broken, book = tmp_path / "broken.yaml", tmp_path / "out.xlsx"
    broken.write_text("schema: chuangcheng/standard/1\nid: x\n", "utf-8")
    code, out, _err = chuangcheng("standard", "convert", str(broken), str(book))
    assert code == 1
    assert "title：必须填写" in out
    assert not book.exists()
    assert chuangcheng("standard", "convert", str(broken), str(tmp_path / "out.doc"))[0] == 1


def test_a_plan_is_parsed_without_a_database(chuangcheng, tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text("一、重点任务\n县城管局每月清理小广告不少于1次。\n", "utf-8")
    code, said, _complaint = chuangcheng("plan", "parse", str(path))
    (obligation,) = json.loads(said)["obligations"]
    assert code == 0
    assert obligation["responsible"][0]["text"] == "县城管局"
    assert not (tmp_path / "home").exists()


def test_what_cannot_be_read_is_said_in_one_line(chuangcheng, tmp_path):
    path = tmp_path / "plan.docx"
    path.write_bytes(b"")
    code, said, complaint = chuangcheng("plan", "parse", str(path))
    assert (code, said, complaint.count("\n")) == (1, "", 1)


@pytest.mark.slow
def test_a_weak_first_password_leaves_nothing_half_done(chuangcheng):
    code, _out, complaint = chuangcheng("init", "linshan", "--name", "临山县", typed="\n")
    assert (code, "密码不合适" in complaint) == (1, True)
    assert chuangcheng("init", "linshan", "--name", "临山县")[0] == 0


def test_whoever_starts_beside_what_still_serves_a_port_is_told(settings, tmp_path, monkeypatch, capsys):
    settings.CHUANGCHENG_HOME = tmp_path
    monkeypatch.setattr(serving, "PATIENCE", 0.3)
    held = serving.hold(8000)
    os.close(serving.hold(8001))
    assert capsys.readouterr().out == ""
    os.close(serving.hold(8000))
    assert "8000 上还有先前启动的进程" in capsys.readouterr().out
    os.close(held)
    os.close(serving.hold(8000))
    assert capsys.readouterr().out == ""
