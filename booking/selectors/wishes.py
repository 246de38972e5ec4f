"""What a client wishes: services in an order, with a chosen or any master each, and the rules that hold for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from booking.engine import calendar
from booking.engine.types import Need, Plan, Policy
from booking.errors import MasterUnavailable, ServiceUnavailable
from booking.models import BookingSettings, Confirmation, ServiceOrder
from booking.selectors.availability import salon_zone, today
from booking.selectors.catalog import Catalog, Price, ServiceOffer, total

# In a URL: "whoever is free", a choice; nothing at all is "not asked yet".
ANY = "any"
# Staff begin at any five minutes, also those that have just begun: all hours and durations are multiples of them.
STAFF_STEP = 5
# They are bound to no horizon; further away it is a slip in the year.
STAFF_DAYS = 2 * 366


@dataclass(frozen=True, slots=True)
class WishLine:
    """One service of a wish with the masters in question: shortest and longest duration, lowest price."""

    name: str
    minutes: tuple[int, int]
    price: Price


@dataclass(frozen=True, slots=True)
class Wish:
    """Services in the catalogue's order; `masters`: the chosen one's id for each, None for any.

    `together`: all with one master if possible. `shortest`: minutes that the salon's shortest service takes.
    """

    services: tuple[ServiceOffer, ...]
    masters: tuple[int | None, ...]
    rules: BookingSettings
    together: bool = False
    shortest: int = 0

    @property
    def is_on_request(self) -> bool:
        """Whether one of the services makes the visit a request: by itself, its category or the salon."""
        general = self.rules.confirmation
        return any((service.confirmation or general) == Confirmation.REQUEST for service in self.services)

    @property
    def candidates(self) -> tuple[int, ...]:
        """Ids of everybody who may come in question, in the order of locking."""
        return tuple(sorted({master for options in self._options() for master in options}))

    def needs(self, first: date, last: date) -> tuple[Need, ...]:
        """The engine's needs for the local dates `first` to `last`."""
        return tuple(
            Need(service.pk, {pk: service.offers[pk].work for pk in options}, _start_windows(service, first, last))
            for service, options in zip(self.services, self._options(), strict=True)
        )

    def policy(self, now: datetime, *, is_staff: bool = False) -> Policy:
        """The longest lead time and the shortest horizon of all services count; staff know neither."""
        lead = max(self.rule(service, "lead_minutes") for service in self.services)
        last_day = today(now) + timedelta(days=STAFF_DAYS) if is_staff else self.last_day(now)
        return Policy(
            step=STAFF_STEP if is_staff else self.rules.slot_step,
            earliest=staff_start(now) if is_staff else calendar.minutes(now, up=True) + lead,
            latest=calendar.day_span(last_day, salon_zone())[1] - 1,
            max_wait=self.rules.max_wait_minutes,
            any_order=self.rules.service_order == ServiceOrder.FREE,
        )

    def rule(self, service: ServiceOffer, name: str) -> int:
        """The value of a rule (a field of Limits) for a service: its own, else the salon's."""
        own: int | None = getattr(service.limits, name)
        general: int = getattr(self.rules, name)
        value = general if own is None else own
        # Nobody cancels free of charge who may not cancel.
        return max(value, self.rule(service, "cancel_limit_hours")) if name == "free_cancel_hours" else value

    def last_day(self, now: datetime) -> date:
        """The last local date on which these services can be booked together."""
        days = min(self.rule(service, "horizon_days") for service in self.services)
        return today(now) + timedelta(days=days)

    @property
    def lines(self) -> tuple[WishLine, ...]:
        return tuple(_line(service, options) for service, options in zip(self.services, self._options(), strict=True))

    def price(self) -> Price:
        """The lowest sum; "from" where any part of it may cost more."""
        return total(line.price for line in self.lines)

    def quoted(self, plan: Plan) -> Price:
        """What a plan for this wish costs: each master's own price, summed."""
        return total(self.services[part.need].offers[part.master].price for part in plan.parts)

    def minutes(self) -> tuple[int, int]:
        """The shortest and the longest sum of durations, without waiting."""
        shortest, longest = zip(*(line.minutes for line in self.lines), strict=True)
        return sum(shortest), sum(longest)

    def _options(self) -> list[list[int]]:
        return [
            [pk for pk in service.offers if master in (None, pk)]
            for service, master in zip(self.services, self.masters, strict=True)
        ]


def staff_start(now: datetime) -> int:
    """The start (UTC minute) of somebody who comes in at an aware time: the five minutes that have begun."""
    minute = calendar.minutes(now)
    return minute - minute % STAFF_STEP


def booking_rules() -> BookingSettings:
    """The salon's rules as they are now; one query."""
    return BookingSettings.load()


def read_wish(
    catalog: Catalog,
    rules: BookingSettings,
    services: Sequence[str],
    master: str = "",
    masters: Mapping[str, str] | None = None,
    *,
    together: bool = False,
) -> Wish:
    """The wish behind slugs as they were posted or stand in a URL, in the catalogue's order whatever theirs.

    `master` is taken for each service that she performs, the rest goes to whoever is free; `masters` (service slug to
    master slug) binds a single service. Raises ServiceUnavailable for an unknown, inactive or repeated service, for
    none or too many; MasterUnavailable for a master who is unknown, not bookable or performs none of the services.
    """
    chosen = catalog.chosen(services)
    if not chosen or len(chosen) != len(services) or len(set(services)) != len(services):
        raise ServiceUnavailable
    if len(chosen) > rules.max_services or not all(service.offers for service in chosen):
        raise ServiceUnavailable
    bound = [_bound(catalog, service, (masters or {}).get(service.slug, "")) for service in chosen]
    preferred = _known(catalog, master)
    if preferred is not None and not any(preferred in service.offers for service in chosen):
        raise MasterUnavailable(master=catalog.masters[preferred].name)
    wanted = [
        own if own is not None else preferred if preferred in service.offers else None
        for own, service in zip(bound, chosen, strict=True)
    ]
    return Wish(tuple(chosen), tuple(wanted), rules, together, catalog.shortest_minutes)


def read_clients_wish(
    catalog: Catalog,
    rules: BookingSettings,
    services: Sequence[str],
    master: str = "",
    masters: Mapping[str, str] | None = None,
    *,
    together: bool = False,
) -> Wish:
    """`read_wish` for a client, to whom ANY is an answer.

    Only chance leads to a master who is not shown by name: raises MasterUnavailable for her too.
    """
    asked = "" if master == ANY else master
    for slug in filter(None, (asked, *(masters or {}).values())):
        found = catalog.master(slug)
        if found is None or not found.is_visible:
            raise MasterUnavailable
    return read_wish(catalog, rules, services, asked, masters, together=together)


def _known(catalog: Catalog, slug: str) -> int | None:
    if not slug:
        return None
    found = catalog.master(slug)
    if found is None:
        raise MasterUnavailable(master=slug[:40])
    return found.pk


def _bound(catalog: Catalog, service: ServiceOffer, slug: str) -> int | None:
    pk = _known(catalog, slug)
    if pk is not None and pk not in service.offers:
        raise MasterUnavailable(master=catalog.masters[pk].name)
    return pk


def _line(service: ServiceOffer, options: Sequence[int]) -> WishLine:
    offers = [service.offers[pk] for pk in options]
    prices = [offer.price for offer in offers] or [service.own_price]
    lengths = [offer.work.minutes for offer in offers] or [service.own_minutes]
    least = min(price.amount for price in prices)
    is_from = any(price.is_from for price in prices) or len({price.amount for price in prices}) > 1
    return WishLine(service.name, (min(lengths), max(lengths)), Price(least, is_from))


def _start_windows(service: ServiceOffer, first: date, last: date) -> tuple[tuple[int, int], ...] | None:
    """From the category's earliest start of each day to its midnight; None where it has none."""
    if service.earliest_start is None:
        return None
    zone, days = salon_zone(), calendar.dates_between(first, last)
    return tuple(calendar.local_span(day, service.earliest_start, time(), zone) for day in days)
