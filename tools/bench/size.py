"""What a browser loads at first: bytes as they come over the line."""

import gzip
import re
from typing import Any

from bench.table import Row

LIMIT = 300_000
NOTE = "size: gzip of the page with its style sheets, scripts, sprite and icon; at least what a server that compresses sends"


def rows() -> list[Row]:
    """The page of signing in, home and inbox of a small county."""
    from django.contrib.staticfiles import finders
    from django.core.management import call_command

    from chuangcheng.kit import tenancy
    from chuangcheng.site import world
    from chuangcheng.site.commands import county

    call_command("collectstatic", verbosity=0, interactive=False)
    slug = "size"
    one = next((c for c in tenancy.all_counties() if c.slug == slug), None) or county.write(slug, "澄浦县", [f"{slug}.test"])
    county.migrate(one)
    with tenancy.county(one):
        from chuangcheng.rooms.org.models import Person

        if not Person.objects.filter(username="xuyian").exists():
            world.build()
    _ = finders
    return [_row(one, words, who, address) for words, who, address in (
        ("signing in", "", "/accounts/login/"), ("home, the office", "xuyian", "/"), ("inbox, a liaison", "zhouyuning", "/inbox/"))]  # fmt: skip


def _row(county: Any, words: str, who: str, address: str) -> Row:
    from django.test import Client

    from bench.pages import _client

    client = _client(county, who) if who else Client(HTTP_HOST=f"{county.slug}.test")
    page = client.get(address).content
    html = page.decode()
    links = set(re.findall(r"""(?:src|href)="(/static/[^"#]+)["#]"", html))
    packed = len(gzip.compress(page, 6))
    total = packed + sum(_weight(link) for link in links)
    blocking = [tag for tag in re.findall(r"<script\b[^>]*>", html) if "src=" in tag and "defer" not in tag and "async" not in tag]
    value = f"{total / 1000:.0f} kB" + (f", {len(blocking)} blocking scripts" if blocking else "")
    return Row(f"first load: {words}", value, "300 kB", total / packed, f"the page alone {packed / 1000:.1f} kB",
               total < LIMIT and not blocking and bool(links), NOTE)  # fmt: skip


def _weight(link: str) -> int:
    """The compressed bytes of a static file."""
    from django.conf import settings

    path = settings.STATIC_ROOT / link.removeprefix("/static/")
    return len(gzip.compress(path.read_bytes(), 6))
