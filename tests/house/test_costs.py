"""What each page costs in queries, for the office and for a unit. A page that becomes dearer fails: it is either a mistake
or a decision, and then its line in costs.txt is changed."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from .addresses import TABLE, address

COSTS = Path(__file__).with_name("costs.txt")


def agreed() -> dict[str, list[int]]:
    lines = [line.split() for line in COSTS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return {name: [int(cost) for cost in costs] for name, *costs in lines}


@pytest.mark.slow
def test_no_page_asks_more_queries_than_agreed(samples, enter):
    found: dict[str, list[int]] = {}
    for who in ("xuyian", "zhouyuning"):
        client, _person = enter(who)
        for name in TABLE:
            path = address(name, samples)
            client.get(path)  # what is asked only the first time (a session, a cached template) is not counted
            with CaptureQueriesContext(connection) as asked:
                client.get(path)
            found.setdefault(name, []).append(len(asked))
    known = agreed()
    dearer = [f"{name} {' '.join(map(str, costs))}" for name, costs in found.items()
              if any(a > b for a, b in zip(costs, known.get(name, [0, 0]), strict=True))]  # fmt: skip
    assert not dearer, "\n".join(["dearer than agreed, or new (address, office, unit):", *dearer])
    assert set(known) <= set(found)
