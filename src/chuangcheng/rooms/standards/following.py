"""What an edition takes over from the one before: which criterion follows which, for which something new has to be done,
and which have no follower."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.cache import cache

from chuangcheng.rooms.standards.compare import compare
from chuangcheng.rooms.standards.keeping import draft_of
from chuangcheng.rooms.standards.models import Criterion, Standard

KEPT_FOR = 3600  # seconds
# A criterion that differs in nothing else asks for the same work: it was moved, renumbered, weighed or explained otherwise.
SAME_WORK = frozenset({"heading", "code", "printed", "english", "basis", "weight", "weights", "part"})


@dataclass(frozen=True)
class Following:
    """Keys of criteria. `pairs`: old → new. `open`: of the new ones, added or asking for other work. `gone`: of the old."""

    pairs: Mapping[UUID, UUID]
    open: Sequence[UUID]
    gone: Sequence[UUID]
    added: int

    @property
    def changed(self) -> int:
        return len(self.open) - self.added

    @property
    def same(self) -> int:
        """How many ask for the same work as before."""
        return len(self.pairs) - self.changed


def following(old: Standard, new: Standard) -> Following:
    """Compare two loaded editions, criterion by criterion. Editions never change, so that the answer is kept a while."""
    name = f"following-{old.pk}-{new.pk}"
    kept: Following | None = cache.get(name)
    if kept is None:
        kept = _follow(old, new)
        cache.set(name, kept, KEPT_FOR)
    return kept


def _follow(old: Standard, new: Standard) -> Following:
    keys = {side.pk: dict(Criterion.objects.filter(standard=side).values_list("code", "pk")) for side in (old, new)}
    pairs: dict[UUID, UUID] = {}
    fresh: list[UUID] = []
    gone: list[UUID] = []
    added = 0
    for change in compare(draft_of(old), draft_of(new)):
        if change.part != "criteria":
            continue
        if change.kind == "removed":
            gone.append(keys[old.pk][change.old.code])
            continue
        key = keys[new.pk][change.new.code]
        if change.old is not None:
            pairs[keys[old.pk][change.old.code]] = key
        if change.kind == "added" or set(change.fields) - SAME_WORK:
            fresh.append(key)
        added += change.kind == "added"
    return Following(pairs, fresh, gone, added)
