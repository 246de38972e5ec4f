"""Switch several services, categories or masters on or off."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from wagtail.log_actions import log

from booking.actions.switch import switch, switch_master
from booking.admin.bulk.deed import BulkDeed
from booking.models import Category, Master, Service
from booking.selectors import agenda
from booking.selectors.agenda import Staff

STAYS = gettext_lazy("What is booked already stays.")
ON, OFF = pgettext_lazy("desk", "Switch on"), pgettext_lazy("desk", "Switch off")
NAMED: dict[type, Callable[[], Any]] = {
    Service: agenda.named_services,
    Category: agenda.named_categories,
    Master: agenda.named_masters,
}


class SwitchDeed(BulkDeed):
    """`on`: whether clients may book it from now on."""

    on: ClassVar[bool]
    hint: ClassVar[str | Promise] = STAYS

    def rows(self, user: Staff) -> Any:
        return NAMED[self.kind]()

    def act(self, row: Any, answers: dict[str, Any]) -> str:
        if not self.turn(row):
            return _("is switched on already") if self.on else _("is switched off already")
        log(instance=row, action="wagtail.edit", user=self.request.user, content_changed=True)
        return ""

    def turn(self, row: Any) -> bool:
        if isinstance(row, Master):
            return switch_master(master_id=row.pk, on=self.on, now=timezone.now())
        return switch(type(row), key=row.pk, on=self.on)

    def said(self, done: int) -> str:
        if self.on:
            return ngettext("{n} entry is switched on.", "{n} entries are switched on.", done).format(n=done)
        return ngettext("{n} entry is switched off.", "{n} entries are switched off.", done).format(n=done)


class Open(SwitchDeed):
    on = True
    action_type = "switch_on"
    action_priority = 10
    display_name = ON
    question = gettext_lazy("Can clients book this again?")


class Close(SwitchDeed):
    on = False
    action_type = "switch_off"
    action_priority = 20
    display_name = OFF
    question = gettext_lazy("Shall clients no longer be able to book this?")
    is_serious = True


class ServicesOn(Open):
    kind, room, icon, permission = Service, "services", "cut", "booking.change_service"


class ServicesOff(Close):
    kind, room, icon, permission = Service, "services", "cut", "booking.change_service"


class CategoriesOn(Open):
    kind, room, icon, permission = Category, "categories", "folder-open-inverse", "booking.change_category"


class CategoriesOff(Close):
    kind, room, icon, permission = Category, "categories", "folder-open-inverse", "booking.change_category"


class MastersOn(Open):
    kind, room, icon, permission = Master, "masters", "user", "booking.change_master"


class MastersOff(Close):
    kind, room, icon, permission = Master, "masters", "user", "booking.change_master"


SERVICE_DEEDS = (ServicesOn, ServicesOff)
CATEGORY_DEEDS = (CategoriesOn, CategoriesOff)
MASTER_DEEDS = (MastersOn, MastersOff)
