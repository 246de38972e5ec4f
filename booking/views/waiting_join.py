"""The way onto the waiting list, beside the wizard's question "when?"."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from booking.actions.waiting_place import PlaceRequest, join_waiting_list
from booking.errors import Blocked, InvalidDays
from booking.forms.contact import CONSENT
from booking.forms.waiting import WaitingForm
from booking.selectors.availability import today
from booking.selectors.sentences import in_words
from booking.selectors.waiting_card import waiting_token
from booking.selectors.wishes import ANY, Wish, read_wish
from booking.views.empty_day import JOIN
from booking.views.journey import Journey
from booking.views.steps import lead_out, render_step, tally_of, wizard_step
from legal.selectors import privacy_url
from salon.lib import language
from salon.lib.errors import Refusal
from salon.lib.visitor_address import address_of


@wizard_step("time")
def join(request: HttpRequest, journey: Journey) -> HttpResponseBase:
    if journey.wish is None or not journey.rules.has_waiting_list:
        return redirect(journey.state.url("time"))
    if request.method != "POST":
        return _page(journey, journey.wish, _form(journey, journey.wish))
    form = _form(journey, journey.wish, request.POST)
    is_valid = form.is_valid()
    journey = journey.keep(**form.typed)
    if request.POST.get("website"):
        # Only machines see this field. The neutral answer, in case a person's browser filled it in.
        return _page(journey, journey.wish, form, in_words(Blocked()), Blocked.status)
    if not is_valid:
        return _page(journey, journey.wish, form, status=422)
    try:
        entry = join_waiting_list(_request(journey, form), now=journey.now)
    except InvalidDays as refusal:
        form.add_error("last_day", in_words(refusal))
        return _page(journey, journey.wish, form, status=refusal.status)
    except Refusal as refusal:
        return _page(journey, journey.wish, form, in_words(refusal), refusal.status)
    return lead_out(request, f"{reverse('booking:waiting_place', args=[waiting_token(entry)])}?joined")


def _page(journey: Journey, wish: Wish, form: WaitingForm, notice: str = "", status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "notice": notice,
        "privacy_url": privacy_url(journey.request),
        "back_url": journey.state.url("time"),
        "tally": {**tally_of(wish), "submit": JOIN},
    }
    return render_step(journey, "time", _("Join the waiting list"), context, status=status, page="waiting")


def _form(journey: Journey, wish: Wish, posted: Any = None) -> WaitingForm:
    """For the day that was looked at, with the contact as the draft has it."""
    state, first, last = journey.state, today(journey.now), wish.last_day(journey.now)
    day = state.day if state.day and first <= state.day <= last else first
    contact = {name: getattr(state, name) for name in ("name", "phone", "email", "note", "consent")}
    asked = {"first_day": day, "last_day": day, "master": _asked_master(journey)}
    return WaitingForm(posted, initial={**contact, **asked}, masters=_masters(journey, wish), first=first, last=last)


def _masters(journey: Journey, wish: Wish) -> list[tuple[str, str]]:
    """Who can be asked for by name; nobody where that is no question."""
    if "master" not in journey.steps:
        return []
    able = {pk for service in wish.services for pk in service.offers}
    return [(master.slug, master.name) for pk, master in journey.visible_masters.items() if pk in able]


def _asked_master(journey: Journey) -> str:
    """A place on the list knows one master: hers who was chosen for all, or alone for a part."""
    state = journey.state
    chosen = {state.master} if state.master not in ("", ANY) else {master for _service, master in state.masters}
    return chosen.pop() if len(chosen) == 1 else ""


def _request(journey: Journey, form: WaitingForm) -> PlaceRequest:
    """Raises what `read_wish` refuses."""
    fields = form.cleaned_data
    return PlaceRequest(
        draft=journey.state.draft,
        wish=read_wish(journey.catalog, journey.rules, journey.state.services, fields.get("master", "")),
        first_day=fields["first_day"],
        last_day=fields["last_day"],
        contact=form.contact,
        language=language.current(),
        note=fields["note"],
        consent=str(CONSENT),
        address=address_of(journey.request),
    )
