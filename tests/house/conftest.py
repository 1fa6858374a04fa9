"""The people of the tables: a person a role, nobody, and a person of the other county."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from chuangcheng.kit import tenancy
from chuangcheng.rooms.org.models import Person
from chuangcheng.site.world import PEOPLE

from .samples import Samples

NOBODY, STRANGER = "nobody", "stranger"
EVERYBODY = [*(username for username, *_rest in PEOPLE), NOBODY, STRANGER]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def samples(world) -> Samples:
    return Samples(world)


@pytest.fixture
def enter(other_county) -> Callable[[str], tuple[Client, Any]]:
    """`enter(who)`: a client in which that person is signed in, and the person; None for nobody and the stranger.

    The stranger is the office of the other county, with a good session there.
    """

    def sign_in(who: str) -> tuple[Client, Any]:
        client = Client(raise_request_exception=False)
        if who == STRANGER:
            with tenancy.county(other_county):
                client.force_login(Person.objects.get(username="xuyian"), backend=BACKEND)
            return client, None
        if who == NOBODY:
            return client, None
        person = Person.objects.get(username=who)
        client.force_login(person, backend=BACKEND)
        return client, person

    return sign_in
