"""What every test of papers stands on: papers to the town, in whatever state."""

from collections.abc import Callable

import pytest

from chuangcheng.rooms.papers import make
from chuangcheng.rooms.papers.models import Paper


@pytest.fixture
def write(world) -> Callable[..., Paper]:
    """`write(unit, **said)`: a draft of the office to the town, or to another unit."""

    def build(unit=None, **said):
        return make.paper(world.xuyian, unit or world.town, **said)

    return build


@pytest.fixture
def walk(world, write) -> Callable[..., Paper]:
    """`walk(state, unit, **said)`: a paper that came to the state through the verbs."""

    def build(state, unit=None, **said):
        return make.walked(world.xuyian, write(unit, **said), state)

    return build
