"""A page may be read in English: the next test starts in Chinese again."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_chinese():
    with translation.override("zh-hans"):
        yield
