"""PDF needs a Chinese font; where the machine has none, those tests are left out and say so."""

import pytest

from chuangcheng.lib.officialdoc import NoFont
from chuangcheng.lib.officialdoc.fonts import typefaces


@pytest.fixture(autouse=True)
def _font(request: pytest.FixtureRequest) -> None:
    if request.module.__name__.endswith("test_pdf") or "pdf" in request.node.name:
        try:
            typefaces(())
        except NoFont:
            pytest.skip("no Chinese font on this machine: install fonts-noto-cjk")
