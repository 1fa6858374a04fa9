from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.lib.officialdoc import amount, capital_amount, check, day, days, number, numeral, parse


def test_a_number_has_its_parts_and_gives_them_back():
    assert number("鹿创督", 2026, 3) == "鹿创督〔2026〕3号"
    found = parse("鹿创督〔2026〕3号")
    assert (found.prefix, found.year, found.n, str(found)) == ("鹿创督", 2026, 3, "鹿创督〔2026〕3号")


@pytest.mark.parametrize(
    "parts", [("", 2026, 3), ("鹿 创", 2026, 3), ("鹿创", 26, 3), ("鹿创", 2026, 0), ("鹿〔创", 2026, 1)]
)
def test_parts_that_make_no_number_are_refused(parts):
    with pytest.raises(ValueError):
        number(*parts)


@pytest.mark.parametrize(
    "text", ["鹿创督[2026]3号", "鹿创督（2026）第003号", " 鹿创督 〔２０２６〕 ３号 ", "鹿创督【2026年】3号"]
)
def test_a_badly_written_number_is_read_and_remarked_on(text):
    assert str(parse(text)) == "鹿创督〔2026〕3号"
    assert check(text)
    assert check(str(parse(text))) == ()


@pytest.mark.parametrize(
    "text", ["", "3号", "鹿创督2026年3号", "鹿创督〔2026〕号", "鹿创督〔26〕3号", "鹿创督〔2026〕3"]
)
def test_what_is_no_number_is_not_read(text):
    with pytest.raises(ValueError):
        parse(text)
    assert check(text)


def test_remarks_say_what_to_mend():
    assert [remark.zh for remark in check("鹿创督[2026]第03号")] == [
        "年份用六角括号〔〕括起", "序号前不加“第”字", "序号不编虚位，写3号，不写003号",
    ]  # fmt: skip


@given(st.text(max_size=40))
def test_any_text_may_be_checked(text):
    if not check(text):
        assert str(parse(text)) == text


def test_days_are_written_without_zeros_and_say_what_they_share_once():
    assert day(date(2026, 6, 2)) == "2026年6月2日"
    assert days(date(2026, 6, 1), date(2026, 6, 12)) == "2026年6月1日至12日"
    assert days(date(2026, 6, 1), date(2026, 7, 2)) == "2026年6月1日至7月2日"
    assert days(date(2026, 12, 1), date(2027, 1, 2)) == "2026年12月1日至2027年1月2日"
    assert days(date(2026, 6, 1), date(2026, 6, 1)) == "2026年6月1日"
    with pytest.raises(ValueError):
        days(date(2026, 6, 2), date(2026, 6, 1))


def test_amounts_take_the_unit_that_loses_nothing():
    assert [amount(n) for n in (0, 860, 12345, 32000, 105_000_000, -20000)] == [
        "0元", "860元", "1.2345万元", "3.2万元", "1.05亿元", "-2万元",
    ]  # fmt: skip
    assert amount("1234567.89") == "1234567.89元"
    assert amount(Decimal("123456789")) == "12345.6789万元"


def test_amounts_in_capitals_are_as_banks_want_them():
    wanted = {
        "0": "零元整", "0.05": "伍分", "0.5": "伍角整", "10.05": "壹拾元零伍分", "12300": "壹万贰仟叁佰元整",
        "100000": "壹拾万元整", "10001": "壹万零壹元整", "100010000": "壹亿零壹万元整", "1000000000001": "壹万亿零壹元整",
        "1.25": "壹元贰角伍分", "-3": "负叁元整", "1000100000000": "壹万零壹亿元整",
    }  # fmt: skip
    assert {value: capital_amount(value) for value in wanted} == wanted
    for bad in ("NaN", "1e16"):
        with pytest.raises(ValueError):
            capital_amount(Decimal(bad))


def test_numerals_are_spoken():
    assert [numeral(n) for n in (1, 10, 12, 20, 101, 110, 1010, 9999)] == [
        "一", "十", "十二", "二十", "一百零一", "一百一十", "一千零一十", "九千九百九十九",
    ]  # fmt: skip
    for bad in (0, 10000):
        with pytest.raises(ValueError):
            numeral(bad)
