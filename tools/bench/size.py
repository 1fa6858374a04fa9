"""What a browser loads at first: bytes as they come over the line."""

import re
from typing import Any

from bench.table import Row

LIMIT = 300_000
NOTE = "size: the page with its style sheets, scripts, sprite and icon, as they come to a browser that takes gzip; every script deferred"


def rows() -> list[Row]:
    """The page of signing in, home and inbox of a small county."""
    from django.core.management import call_command

    from chuangcheng.kit import tenancy
    from chuangcheng.site import world
    from chuangcheng.site.commands import county

    call_command("collectstatic", verbosity=0, interactive=False)
    slug = "size"
    one = next((c for c in tenancy.all_counties() if c.slug == slug), None) or county.write(
        slug, "澄浦县", [f"{slug}.test"]
    )
    county.migrate(one)
    with tenancy.county(one):
        from chuangcheng.rooms.org.models import Person

        if not Person.objects.filter(username="xuyian").exists():
            world.build()
    return [_row(one, words, who, address) for words, who, address in (
        ("signing in", "", "/accounts/login/"), ("home, the office", "xuyian", "/"), ("inbox, a liaison", "zhouyuning", "/inbox/"))]  # fmt: skip


def _row(county: Any, words: str, who: str, address: str) -> Row:
    from django.test import Client

    from bench.pages import _client

    client = _client(county, who) if who else Client(HTTP_HOST=f"{county.slug}.test")
    page = _bytes(client, address)
    html = client.get(address).content.decode()
    links = set(re.findall(r'(?:src|href)="(/static/[^"#]+)["#]', html))
    total = page + sum(_bytes(client, link) for link in links)
    blocking = [
        tag
        for tag in re.findall(r"<script\b[^>]*>", html)
        if "src=" in tag and "defer" not in tag and "async" not in tag
    ]
    value = f"{total / 1000:.0f} kB, {len(links)} files" + (f", {len(blocking)} blocking scripts" if blocking else "")
    return Row(f"first load: {words}", value, "300 kB", total / page, f"the page alone {page / 1000:.1f} kB",
               total < LIMIT and not blocking and len(links) > 2, NOTE)  # fmt: skip


def _bytes(client: Any, address: str) -> int:
    """What comes over the line for a browser that takes gzip."""
    answer = client.get(address, HTTP_ACCEPT_ENCODING="gzip")
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    return len(b"".join(answer.streaming_content) if answer.streaming else answer.content)
