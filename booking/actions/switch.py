"""Switch on and off what can be booked: nothing of it is ever deleted."""

from datetime import datetime

from django.db import transaction

from booking.actions.roster import save_under_lock
from booking.models import Category, Master, Service


@transaction.atomic
def switch(fact: type[Service] | type[Category], *, key: int, on: bool) -> bool:
    """Let clients book a service or a category (its id), or no longer; what is booked stays.

    False where it was so already, or is gone.
    """
    row = fact.objects.select_for_update().filter(pk=key).exclude(is_active=on).first()
    if row is None:
        return False
    row.is_active = on
    row.save(update_fields=["is_active"])
    return True


def switch_master(*, master_id: int, on: bool, now: datetime) -> bool:
    """Let clients book a master (her id), or no longer; what is booked stays. False where it was so already."""

    def save() -> bool:
        row = Master.objects.filter(pk=master_id).exclude(is_bookable=on).first()
        if row is None:
            return False
        row.is_bookable = on
        row.save(update_fields=["is_bookable"])
        return True

    return save_under_lock(masters=[master_id], save=save, now=now)
