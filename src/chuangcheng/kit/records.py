"""What every record has: a key made by its creator, a version that forms carry, a life."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models

from chuangcheng.kit import clock
from chuangcheng.kit.ids import uuid7
from chuangcheng.kit.life import Life


class Record(models.Model):
    """A row that verbs act on. `LIFE` names its states; `PERSONAL` the fields that the journal keeps as
    ciphertext; `SECRET` those that it never holds."""

    LIFE: ClassVar[Life | None] = None
    PERSONAL: ClassVar[Sequence[str]] = ()
    SECRET: ClassVar[Sequence[str]] = ()

    # What a verb may leave for the person: words in place of "done", and words shown once only (a made-up password).
    said = ""
    told_once = ""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True

    @property
    def brief(self) -> str:
        """A few words that tell it from others of its name, in a list of all kinds: whose, when, how far."""
        return ""

    def subject(self) -> Any:
        """Whose personal fields these are: the key of the person."""
        return self.pk


def state_field(life: Life, **options: Any) -> "models.CharField[str, str]":
    """The column of a record's state."""
    return models.CharField(max_length=20, default=life.start, choices=list(life.words.items()), **options)


def state_check(life: Life, name: str) -> models.CheckConstraint:
    """The database itself refuses a state that the life does not know."""
    return models.CheckConstraint(condition=models.Q(state__in=life.states), name=name)
