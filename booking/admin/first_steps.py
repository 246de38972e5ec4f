"""What a new salon has to do at its desk before the first client comes, and whether it is done."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from booking.selectors.setup import can_be_booked, has_services, has_visits, has_working_masters
from salon.cms.registries import FirstStep


def desk_steps(request: HttpRequest) -> Iterator[FirstStep]:
    yield FirstStep(_("Services with minutes and price"), has_services(), reverse("services:index"))
    yield FirstStep(_("Team and working hours"), has_working_masters(), reverse("masters:index"))
    yield FirstStep(_("Who performs what"), can_be_booked(), reverse("masters:index"))
    yield FirstStep(_("A trial booking"), has_visits(), reverse("booking:start"))
