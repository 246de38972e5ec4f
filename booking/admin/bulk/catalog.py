"""Several services, categories or masters switched on or off."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.log_actions import log

from booking.actions.events import Actor
from booking.actions.switch import switch, switch_master
from booking.admin.bulk.deed import Bulk
from booking.models import Master

STAYS = gettext_lazy("What is booked already stays, and nothing is deleted.")


def _turn(row: Any, *, on: bool, by: Actor, now: datetime, **_facts: Any) -> bool:
    """Noted in the admin's log like a change in the form."""
    if isinstance(row, Master):
        is_done = switch_master(master_id=row.pk, on=on, now=now)
    else:
        is_done = switch(type(row), key=row.pk, on=on)
    if is_done:
        log(instance=row, action="wagtail.edit", user=get_user_model().objects.get(pk=by.user_id), content_changed=True)
    return is_done


SWITCH_DEEDS: Mapping[str, Bulk] = {
    "switch_on": Bulk(pgettext_lazy("desk", "Switch on"), partial(_turn, on=True)),
    "switch_off": Bulk(pgettext_lazy("desk", "Switch off"), partial(_turn, on=False), hint=STAYS, is_serious=True),
}
