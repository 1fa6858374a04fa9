"""Django's own messages are said in our words, in one place."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from chuangcheng.kit.forms import VerbForm
from chuangcheng.rooms.org.models import Unit


class Everything(VerbForm):
    name = forms.CharField(max_length=4, min_length=2)
    key = forms.SlugField()
    count = forms.IntegerField(min_value=1, max_value=9)
    day = forms.DateField()
    role = forms.ChoiceField(choices=[("a", "甲")])
    unit = forms.ModelChoiceField(queryset=Unit.objects.none())
    units = forms.ModelMultipleChoiceField(queryset=Unit.objects.none())
    file = forms.FileField(max_length=8)
    sure = forms.BooleanField()
    own = forms.CharField(error_messages={"required": "自己的话"})


def messages(data=None, files=None) -> dict[str, str]:
    form = Everything(data or {}, files or {}, actor=None)
    return {name: " ".join(errors) for name, errors in form.errors.items()}


GOOD = {"name": "周予", "key": "a", "count": "3", "day": "2026-06-12", "role": "a", "sure": "on", "own": "x"}


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "一二三四五", "最多 4 个字，现在 5 个。"),
        ("name", "一", "至少 2 个字，现在 1 个。"),
        ("name", "", "请填这一项。"),
        ("key", "局 长", "只能用字母、数字、- 和 _。"),
        ("count", "0", "不能小于 1。"),
        ("count", "10", "不能大于 9。"),
        ("count", "三", "请填整数。"),
        ("day", "六月", "日期写法不对，应如 2026-06-12。"),
        ("role", "b", "“b”不在可选的里面，请重新选。"),
        ("role", "", "请选一项。"),
        ("unit", "0199a000-0000-7000-8000-000000000000", "这一项现在不能选，请重新选。"),
        ("sure", "", "请勾选这一项。"),
        ("own", "", "自己的话"),
    ],
)
def test_a_fault_is_said_in_our_words(db, field, value, words):
    assert messages({**GOOD, field: value})[field] == words


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (SimpleUploadedFile("a.txt", b""), "这个文件是空的，请选有内容的文件。"),
        (SimpleUploadedFile("很长很长的文件名.txt", b"x"), "文件名太长：最多 8 个字，现在 12 个。请改短再传。"),
        (None, "请选一个文件。"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why(db, file, words):
    assert messages(GOOD, {"file": file} if file else {})["file"] == words


def test_the_same_in_english(db):
    with translation.override("en"):
        assert messages({**GOOD, "name": "一二三四五"})["name"] == "At most 4 characters; now 5."
