"""Rules about the source: who imports whom, how long a file is, what a template may hold, what has no English."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.template import engines

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "chuangcheng"
TEMPLATES = sorted(path for path in SOURCE.rglob("*.html") if "templates" in path.parts)
LONGEST = 400

FORBIDDEN = {
    "a style of its own": re.compile(r"\sstyle\s*=\s*[\"']"),
    "a script of its own": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "a style sheet of its own": re.compile(r"<style\b", re.IGNORECASE),
    "a handler of its own": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "something from elsewhere": re.compile(r"(?:src|href)=[\"'](?:https?:)?//", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
}


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def name_of(path: Path) -> str:
    parts = path.parts
    return "/".join(parts[len(parts) - 1 - parts[::-1].index("templates") + 1 :])


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_every_template_compiles(path):
    assert engines["django"].engine.get_template(name_of(path))


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_a_template_holds_nothing_that_the_pages_policy_forbids(path):
    text = path.read_text("utf-8")
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(text)] == []


def test_no_file_outgrows_its_page():
    """One that does becomes a package of the same name."""
    left_out = {"migrations", "static", "locale"}
    files = [p for p in SOURCE.rglob("*") if p.suffix in (".py", ".html", ".md") and not left_out.intersection(p.parts)]
    long = {relative(p): n for p in files if (n := len(p.read_text("utf-8").splitlines())) > LONGEST}
    assert long == {}


def test_every_module_says_in_its_first_line_what_it_is_for():
    silent = [relative(p) for p in SOURCE.rglob("*.py")
              if p.name not in ("__init__.py", "apps.py", "urls.py", "__main__.py") and not {"migrations", "tests"}.intersection(p.parts)
              and p.read_text("utf-8").strip() and not p.read_text("utf-8").lstrip().startswith(('"""', 'r"""'))]  # fmt: skip
    assert silent == []


@pytest.mark.slow
def test_imports_go_down_only():
    """The contracts in pyproject.toml: site on rooms on kit on lib, and rooms in their written order."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    print(done.stdout)  # noqa: T201
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_no_text_is_without_english():
    """Red until every new Chinese text has its English: ./dev words lists them, django.po takes them."""
    done = subprocess.run(
        [sys.executable, "tools/words.py", "check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
