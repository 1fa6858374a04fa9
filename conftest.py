"""One small named county, built once through the verbs; every test runs in a transaction on it, at the same moment."""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import translation

from chuangcheng.kit import clock, tenancy
from chuangcheng.site.world import World, build

NOW = dt.datetime(2026, 6, 12, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai")).astimezone(dt.UTC)  # a Friday


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever asks for the world may look into both counties."""
    for item in items:
        if "world" in getattr(item, "fixturenames", ()) and item.get_closest_marker("django_db") is None:
            item.add_marker(pytest.mark.django_db(databases=["default", "linshan"]))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Both counties get the same small world, so that nothing can be told apart but by its county."""
    with django_db_blocker.unblock(), clock.frozen(NOW):
        for county in settings.COUNTIES:
            with tenancy.county(county):
                if "org_person" in connection.introspection.table_names():
                    build()


@pytest.fixture(autouse=True)
def _in_the_county(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test begins in the first county, in Chinese, with its clock held still and nothing remembered."""
    cache.clear()
    with tenancy.county(settings.COUNTIES[0]), clock.frozen(NOW), translation.override("zh-hans"):
        yield


@pytest.fixture
def world(db: None) -> World:
    """The people, units and standard of the small county."""
    return World()


@pytest.fixture
def other_county() -> tenancy.County:
    return settings.COUNTIES[1]


@pytest.fixture
def page(client, world):
    """`page(person, address)`: what the person gets there."""

    def get(person, address: str, /, **data: object):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client.get(address, data)

    return get


@pytest.fixture
def post(client, world):
    """`post(person, address, **fields)`: what follows from the person sending a form there."""

    def send(person, address: str, /, **data: object):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client.post(address, data)

    return send
