"""One edition following another: which criterion follows which, and what was carried over because of it."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.kit.records import Record, state_check, state_field
from chuangcheng.rooms.standards import life
from chuangcheng.rooms.standards.models.standard import Criterion, Standard


class Succession(Record):
    """A new edition that takes over from the one before.

    `pairs` are rows [old criterion, new criterion]; `open` are the new criteria for which something new has to be done:
    those that are added, and those that demand something else. `counts` is what each room carried over or opened.
    """

    LIFE = life.SUCCESSION

    old = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="followed_by")
    new = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="follows")
    due_on = models.DateField()
    pairs = models.JSONField(default=list)
    open = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    retired = models.BooleanField(default=False)  # the old edition was in use until it was taken over
    state = state_field(life.SUCCESSION)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            state_check(life.SUCCESSION, "standards_succession_state"),
            models.UniqueConstraint(fields=["new"], condition=~models.Q(state=life.UNDONE), name="standards_follows_once"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return _("%(new)s 接续 %(old)s") % {"new": self.new, "old": self.old.edition_words}

    def get_absolute_url(self) -> str:
        return f"{reverse('standards:compare')}?old={self.old_id}&new={self.new_id}"

    @property
    def state_words(self) -> str:
        return _(life.SUCCESSION.words[self.state])


class CarriedLink(models.Model):
    """A link to a criterion that a succession made in some room, so that it can be taken back."""

    succession = models.ForeignKey(Succession, on_delete=models.CASCADE, related_name="links")
    room = models.CharField(max_length=20)
    record = models.UUIDField()
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["succession", "room", "criterion"], name="standards_carried")]
