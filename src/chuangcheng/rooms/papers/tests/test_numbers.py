"""Several people issue at the same moment, each on a connection of their own: every number once, and none left out."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from chuangcheng.kit import clock, tenancy
from chuangcheng.kit.refused import Refused
from chuangcheng.rooms.org.models import Person, Unit
from chuangcheng.rooms.papers import make, verbs
from chuangcheng.rooms.papers.models import Paper
from chuangcheng.site.commands import county as counties
from chuangcheng.site.world import build

AT_ONCE, EACH = 3, 5


@pytest.fixture
def county(tmp_path, django_db_blocker):
    """A county in a file: the databases in memory that the other tests use have one connection only."""
    made = tenancy.County("together", "澄浦县", tmp_path, "together", database=tenancy.database("", tmp_path))
    tenancy.register_database(made)
    with django_db_blocker.unblock(), tenancy.county(made):
        counties.migrate(made)
        build()
        yield made
        connections["together"].close()
    del connections.settings["together"]


@pytest.mark.slow
def test_numbers_are_gapless_when_several_issue_at_once(county):
    office, town = Person.objects.get(username="xuyian"), Unit.objects.get(name="城关镇")
    drafts = [make.paper(office, town, title=f"第{n}件") for n in range(AT_ONCE * EACH)]
    start, moment = Barrier(AT_ONCE), clock.now()

    def issue(mine: list[Paper]) -> None:
        with tenancy.county(county), clock.frozen(moment):
            person = Person.objects.get(username="xuyian")
            start.wait()
            for n, paper in enumerate(mine):
                if n == 2:  # one that fails after its number was taken gives it back
                    with pytest.raises(Refused):
                        verbs.issue(person, paper, prefix="不成 文号")
                verbs.issue(person, paper)
            connections["together"].close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(issue, [drafts[n::AT_ONCE] for n in range(AT_ONCE)]))
    serials = sorted(Paper.objects.values_list("serial", flat=True))
    assert serials == list(range(1, AT_ONCE * EACH + 1))
