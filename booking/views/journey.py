"""One request's way through the wizard: the draft, what it means in the catalogue, and which step comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from booking.forms.contact import ContactForm
from booking.selectors.availability import salon_zone, today
from booking.selectors.catalog import Catalog, CategoryOffer, MasterOffer, Price, load_catalog, total
from booking.selectors.wishes import Wish, booking_rules, read_clients_wish, read_wish
from booking.wizard import STEPS, BookingState, keep_draft
from salon.lib.errors import Refusal

STEP_TITLES = {
    "services": pgettext_lazy("step of the booking", "Services"),
    "master": pgettext_lazy("step of the booking", "Master"),
    "time": pgettext_lazy("step of the booking", "Time"),
    "contact": pgettext_lazy("step of the booking", "Contact"),
    "review": pgettext_lazy("step of the booking", "Check"),
}


@dataclass(frozen=True, slots=True)
class Inset:
    """A question that stands inside another page: it is answered at `url`, and its ids end in `key`.

    `category`: the slug of the only one whose services are shown, empty for all.
    """

    url: str
    key: str
    category: str = ""

    @property
    def suffix(self) -> str:
        return f"-{self.key}"

    @property
    def form(self) -> str:
        return f"answer{self.suffix}"

    @property
    def tally(self) -> str:
        return f"tally{self.suffix}"


@dataclass(frozen=True)
class Journey:
    """`broad`: the wish with any master; `wish`: the one with the chosen masters, None where `problem` says why not.

    `inset` is None in the wizard itself.
    """

    request: HttpRequest
    state: BookingState
    catalog: Catalog
    rules: Any
    now: datetime
    broad: Wish | None
    wish: Wish | None
    problem: Refusal | None
    inset: Inset | None = None

    # -- steps

    @cached_property
    def steps(self) -> Sequence[str]:
        """The steps that are asked: who performs it is no question where each service has only one master."""
        skipped = self.broad is not None and all(len(service.offers) == 1 for service in self.broad.services)
        return [step for step in STEPS if step != "master" or not skipped or self.wish is None]

    def is_done(self, step: str) -> bool:
        match step:
            case "services":
                return self.broad is not None
            case "master":
                return self.wish is not None and bool(self.state.master)
            case "time":
                return self.state.start is not None
            case "contact":
                return self.contact_form.is_valid()
        return bool(self.state.token)

    def first_unfinished(self, before: str = "") -> str:
        """The first step that has no good answer yet; `before` itself, if all steps before it have one."""
        for step in self.steps:
            if step == before or not self.is_done(step):
                return step
        return STEPS[-1]

    @cached_property
    def contact_form(self) -> ContactForm:
        """The contact as the draft has it."""
        return ContactForm({name: getattr(self.state, name) for name in ("name", "phone", "email", "note", "consent")})

    # -- the draft

    def keep(self, **changes: Any) -> "Journey":
        """Go on with these changes, kept in the session."""
        state = replace(self.state, **changes)
        keep_draft(self.request.session, state)
        return self.going(state)

    def going(self, state: BookingState) -> "Journey":
        """The same way with another state of the draft, which nobody has kept yet; no query."""
        return load_journey(self.request, state, catalog=self.catalog, rules=self.rules, inset=self.inset)

    def forget_start(self) -> "Journey":
        return self.keep(start=None, kept=(), kept_until=None)

    @property
    def held_until(self) -> datetime | None:
        """Until when the start is kept, aware; None where it is not kept any more."""
        until = self.state.kept_until
        return until if until and until > self.now else None

    # -- who does it, and what it costs

    def kept_masters(self) -> list[str]:
        """Who will perform the held services, in their order, each once; only those who are shown by name."""
        found = [self.catalog.master(part.master) for part in self.state.kept]
        return list(dict.fromkeys(master.name for master in found if master and master.is_visible))

    def kept_price(self) -> Price | None:
        """What the held services cost today; None where one of them is not offered so any more."""
        prices = []
        for part in self.state.kept:
            service, master = self.catalog.services.get(part.service), self.catalog.master(part.master)
            if service is None or master is None or master.pk not in service.offers:
                return None
            prices.append(service.offers[master.pk].price)
        return total(prices)

    @property
    def settled(self) -> Wish | None:
        """The wish as it is held: with those who will perform it, whoever was asked for."""
        held = {part.service: self.catalog.master(part.master) for part in self.state.kept}
        masters = [held.get(service.slug) for service in self.wish.services] if self.wish else []
        known = tuple(master.pk for master in masters if master)
        return replace(self.wish, masters=known) if self.wish and len(known) == len(masters) else self.wish

    @property
    def categories(self) -> Sequence[CategoryOffer]:
        """All in which something can be booked, or the one that is asked for."""
        bookable = [one for one in self.catalog.categories if any(service.offers for service in one.services)]
        own = [one for one in bookable if self.inset and one.slug == self.inset.category]
        return own or bookable

    @property
    def visible_masters(self) -> Mapping[int, MasterOffer]:
        return {pk: master for pk, master in self.catalog.masters.items() if master.is_visible}

    @property
    def now_day(self) -> date:
        """The salon's date."""
        return today(self.now)

    @property
    def local_start(self) -> datetime | None:
        return self.state.start.astimezone(salon_zone()) if self.state.start else None


def load_journey(
    request: HttpRequest,
    state: BookingState,
    *,
    catalog: Catalog | None = None,
    rules: Any = None,
    inset: Inset | None = None,
) -> Journey:
    """The journey behind a draft; five queries, none where catalogue and rules are at hand."""
    catalog = catalog or load_catalog()
    rules = rules or booking_rules()
    broad, wish, problem = None, None, None
    try:
        broad = read_wish(catalog, rules, state.services)
        masters = dict(state.masters)
        wish = read_clients_wish(catalog, rules, state.services, state.master, masters, together=state.together)
    except Refusal as refusal:
        problem = refusal
    return Journey(request, state, catalog, rules, timezone.now(), broad, wish, problem, inset)
