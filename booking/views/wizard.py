"""The wizard's first steps: the door, what shall be done, who shall do it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from booking.errors import ServiceUnavailable
from booking.selectors.catalog import MasterOffer, Price, ServiceOffer, total
from booking.selectors.sentences import in_words
from booking.selectors.wishes import ANY, Wish
from booking.views.journey import Journey, load_journey
from booking.views.master_page import MasterPage
from booking.views.steps import go_on, leave, render_step, show, shows, tally_of, wizard_step
from booking.views.way_in import find_or_begin
from booking.wizard import keep_draft, read_values
from salon.lib.errors import Refusal


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponseBase:
    """The one door: a new draft with the choices in the URL, and on to the first open question."""
    state, is_new = find_or_begin(request)
    if state.token:
        return leave(request, state.token)
    if is_new:
        keep_draft(request.session, state)
    return go_on(load_journey(request, state))


# -- services -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ServiceChoice:
    """A card. `note`: that the chosen master does not perform it, or how often it is free."""

    service: ServiceOffer
    minutes: tuple[int, int]
    price: Price
    is_chosen: bool
    note: str


@dataclass(frozen=True, slots=True)
class CategoryChoice:
    slug: str
    name: str
    services: Sequence[ServiceChoice]

    @property
    def has_choice(self) -> bool:
        return any(card.is_chosen for card in self.services)


@wizard_step("services")
def services(request: HttpRequest, journey: Journey) -> HttpResponseBase:
    if request.method != "POST":
        # Only a wish that names something can be wrong; an empty one is a question not asked yet.
        problem = journey.problem if journey.state.services and journey.broad is None else None
        return show_services(journey, problem)
    chosen, most = tuple(read_values(request.POST, "service")), journey.rules.max_services
    if not chosen:
        return _services_page(journey, (), _("Please choose at least one service."), 422)
    if len(chosen) > most:
        sentence = ngettext("At most {n} service in one visit.", "At most {n} services in one visit.", most)
        return _services_page(journey, chosen, sentence.format(n=most), 422)
    state = journey.state.wishing(services=chosen)
    new = journey.going(state)
    if new.broad is None:
        return _services_page(journey, chosen, in_words(new.problem or ServiceUnavailable()), 422)
    # A master who performs none of it is asked for again.
    without_master = {"master": "", "masters": ()} if new.wish is None else {}
    state = state.wishing(**without_master)
    keep_draft(request.session, state)
    return go_on(journey.going(state))


@shows("services")
def show_services(journey: Journey, refusal: Refusal | None) -> HttpResponse:
    return _services_page(
        journey, journey.state.services, in_words(refusal) if refusal else "", refusal.status if refusal else 200
    )


def _services_page(journey: Journey, chosen: Sequence[str], notice: str, status: int) -> HttpResponse:
    master = asked_master(journey)
    categories = [
        CategoryChoice(category.slug, category.name, cards)
        for category in journey.categories
        if (cards := cards_of(category.services, master, chosen))
    ]
    picked = [card for category in categories for card in category.services if card.is_chosen]
    context = {
        "categories": categories,
        "master": master,
        "any_master_url": journey.state.url("services", master="", masters=()),
        "day_url": journey.state.url("day"),
        "notice": notice,
        "tally": sum_of(picked),
    }
    return render_step(journey, "services", _("Choose your services"), context, status=status)


def asked_master(journey: Journey) -> MasterOffer | None:
    """Who was chosen before the services, if she is shown by name."""
    master = journey.catalog.master(journey.state.master)
    return master if master and master.is_visible else None


def cards_of(
    services: Sequence[ServiceOffer],
    master: MasterOffer | None,
    chosen: Sequence[str],
    notes: Mapping[str, str] | None = None,
) -> list[ServiceChoice]:
    """The services that somebody performs; where a master was chosen first, hers come first. `notes` by slug."""
    cards = []
    for service in services:
        offer = service.offers.get(master.pk) if master else None
        note = _("Not by {master}, but whoever is free.").format(master=master.name) if master and not offer else ""
        minutes = (offer.work.minutes, offer.work.minutes) if offer else service.minutes
        price = offer.price if offer else service.price
        if service.offers:
            is_hers, said = not note, note or (notes or {}).get(service.slug, "")
            cards.append((is_hers, ServiceChoice(service, minutes, price, service.slug in chosen, said)))
    return [card for is_hers, card in sorted(cards, key=lambda pair: not pair[0])]


def sum_of(cards: Sequence[ServiceChoice]) -> dict[str, object]:
    """What is ticked so far, the same shape as `tally_of` makes for a wish; the browser goes on from here."""
    return {
        "parts": [{"name": card.service.name, "minutes": card.minutes, "price": card.price} for card in cards],
        "minutes": (sum(card.minutes[0] for card in cards), sum(card.minutes[1] for card in cards)),
        "price": total(card.price for card in cards) if cards else None,
        "form": "answer",
    }


# -- master -------------------------------------------------------------------------------------------------------


@wizard_step("master")
def master(request: HttpRequest, journey: Journey) -> HttpResponseBase:
    if request.method != "POST":
        return show_master(journey, journey.problem)
    chosen = request.POST.get("master") or ANY
    own = [(slug, request.POST.get(f"part-{slug}", "")) for slug in journey.state.services]
    pairs = tuple((service, who) for service, who in own if who)
    state = journey.state.wishing(master=chosen[:60], masters=pairs, together="together" in request.POST)
    new = journey.going(state)
    if new.problem is not None:
        return show("master", journey, new.problem)
    keep_draft(request.session, state)
    return go_on(new)


@shows("master")
def show_master(journey: Journey, refusal: Refusal | None) -> HttpResponse:
    if journey.broad is None:
        return redirect(journey.state.url("services"))
    page = MasterPage.build(journey, journey.broad)
    wish: Wish = journey.wish or journey.broad
    context = {"page": page, "notice": in_words(refusal) if refusal else "", "tally": tally_of(wish)}
    return render_step(journey, "master", _("Choose a master"), context, status=refusal.status if refusal else 200)
