"""The only place where time is taken. The database refuses two stretches of one master that overlap.

PostgreSQL holds it by an exclusion constraint, SQLite by two triggers (migration 0002, `booking/wall.py`).
"""

from django.db import models
from django.db.models import F, Q

from booking.models.masters import Master
from booking.models.visits import Appointment


class Hold(models.Model):
    """Stretches kept for one draft of the wizard while its client types, or for one offer to the waiting list.

    `key` is the draft's id; `plan` is what will become appointments: need, master, start, end and rows of each;
    `reason` says why "any master" came to these.
    `address` is a keyed hash of where it came from, to limit holds per address.
    """

    key = models.CharField(max_length=64, unique=True)
    held_since = models.DateTimeField()
    held_until = models.DateTimeField(db_index=True)
    plan = models.JSONField(default=list)
    reason = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=32, blank=True, db_index=True)

    def __str__(self) -> str:
        return self.key


class Occupancy(models.Model):
    """A half-open stretch [start, end) of a master's time in UTC, buffers included.

    Belongs to an appointment or to a hold. No status is part of the rule: what no longer takes time has no row.
    """

    master = models.ForeignKey(Master, on_delete=models.PROTECT, related_name="occupancies")
    start = models.DateTimeField()
    end = models.DateTimeField()
    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, null=True, related_name="occupancies")
    hold = models.ForeignKey(Hold, on_delete=models.CASCADE, null=True, related_name="occupancies")

    class Meta:
        indexes = [models.Index(fields=["master", "end", "start"], name="booking_occupancy_recent")]
        constraints = [
            models.CheckConstraint(name="booking_occupancy_forwards", condition=Q(end__gt=F("start"))),
            models.CheckConstraint(
                name="booking_occupancy_one_owner",
                condition=Q(appointment__isnull=True, hold__isnull=False)
                | Q(appointment__isnull=False, hold__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.master_id} {self.start:%Y-%m-%d %H:%M}–{self.end:%H:%M}"
