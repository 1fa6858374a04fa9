"""What every test of the inbox stands on: duties of the town, and a round of the worker."""

from collections.abc import Callable

import pytest

from chuangcheng.kit import journal
from chuangcheng.kit.queue import feed
from chuangcheng.rooms.duties import make
from chuangcheng.rooms.duties.models import Duty


@pytest.fixture
def give(world) -> Callable[..., Duty]:
    """`give(**said)`: a duty that the office gives to the town, or to another unit."""

    def build(unit=None, **said):
        return make.duty(world.xuyian, unit or world.town, **said)

    return build


@pytest.fixture
def deliver() -> Callable[[], None]:
    """One round of the worker: seal what happened, hand it to those who react."""

    def round_() -> None:
        while journal.seal():
            pass
        while feed():
            pass

    return round_
