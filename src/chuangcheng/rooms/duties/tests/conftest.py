"""What every test of duties stands on: a duty of the town, its people by what they do, and no memory of wrong passwords."""

from collections.abc import Callable

import pytest

from chuangcheng.rooms.duties import make, verbs
from chuangcheng.rooms.duties.models import Duty
from chuangcheng.site.world import PASSWORD


@pytest.fixture
def give(world) -> Callable[..., Duty]:
    """`give(**said)`: a duty that the office gives to the town, or to another unit."""

    def build(unit=None, **said):
        return make.duty(world.xuyian, unit or world.town, **said)

    return build


@pytest.fixture
def walk(give) -> Callable[..., Duty]:
    """`walk(state, **said)`: a duty that came to the state through the verbs."""

    def build(state, unit=None, **said):
        return make.walked(give(unit, **said), state)

    return build


@pytest.fixture
def sign() -> Callable[..., Duty]:
    """`sign(person, duty)` with the person's right password."""

    def say(person, duty, **more):
        return verbs.sign(person, duty, password=PASSWORD, **more)

    return say
