"""Who acts. Every verb names its actor; a machine acts as a named system person."""

from typing import Any, Protocol
from uuid import UUID

from django.contrib.auth import get_user_model


class Actor(Protocol):
    """What kit needs to know of a person."""

    pk: UUID
    name: str

    @property
    def is_system(self) -> bool: ...


def system(name: str = "system") -> Any:
    """The system person of that name, for jobs and the command line; made at first use."""
    return get_user_model().objects.system(name)
