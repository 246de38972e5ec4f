"""Everything the booking desk refuses: a class a refusal, with code, status and a sentence for people."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from salon.lib.errors import Refusal


class SlotTaken(Refusal):
    """Somebody else has this time; `FreeTime.nearest` knows the alternatives."""

    code = "slot_taken"
    sentence = _("This time has just been taken. Here are the nearest free times, your details are kept.")


class HoldExpired(Refusal):
    code = "hold_expired"
    sentence = _("We could not keep this time any longer. Please choose it again, your details are kept.")


class TooSoon(Refusal):
    code = "too_soon"
    sentence = _("That is too soon to book online. Please choose a later time or call us on {salon_phone}.")
    status = 422


class BeyondHorizon(Refusal):
    code = "beyond_horizon"
    sentence = _("Our calendar is not open that far ahead. You can book until {date}.")
    status = 422


class OutsideHours(Refusal):
    code = "outside_hours"
    sentence = _("We are closed at this time. Please choose a time within our opening hours.")
    status = 422


class MasterUnavailable(Refusal):
    code = "master_unavailable"
    sentence = _("{master} is not available at this time. Please choose another time or another person.")
    status = 422


class ServiceUnavailable(Refusal):
    code = "service_unavailable"
    sentence = _(
        "This service cannot be booked online at the moment. Please choose another one or call us on {salon_phone}."
    )
    status = 422


class TooLateToCancel(Refusal):
    code = "too_late_to_cancel"
    sentence = _("It is too late to cancel online. Please call us on {salon_phone} and we will find a solution.")


class TooLateToMove(Refusal):
    code = "too_late_to_move"
    sentence = _("It is too late to move online. Please call us on {salon_phone} and we will find a solution.")


class TooManyVisits(Refusal):
    code = "too_many_visits"
    sentence = _("You already have several open appointments. Please finish one first or call us on {salon_phone}.")


class Blocked(Refusal):
    """A blocked client gets a neutral answer."""

    code = "blocked"
    sentence = _("We cannot complete this booking online. Please call us on {salon_phone}.")
    status = 403


class InvalidContact(Refusal):
    code = "invalid_contact"
    sentence = _("We cannot reach you with these details. Please check the phone number or email address.")
    status = 422


class PriceChanged(Refusal):
    """What the client agreed to is no longer what the visit would be: its price or its end."""

    code = "price_changed"
    sentence = _("Price or duration have changed in the meantime. Please check them and confirm again.")


class AlreadyDecided(Refusal):
    code = "already_decided"
    sentence = _("This request has already been answered. The page now shows the current state.")


class NotBegun(Refusal):
    code = "not_begun"
    sentence = _("The visit has not begun yet.")


class AppointmentsInside(Refusal):
    """An absence would lie over appointments that nobody has looked at; `appointments`: their ids."""

    code = "appointments_inside"
    sentence = _(
        "There are appointments at this time. Nothing is cancelled: look at them, tick that you will take care of them"
        " and save again."
    )


class ClientBusy(Refusal):
    """An appointment would run into another one of the same visit."""

    code = "client_busy"
    sentence = _("The client has another service of this visit at that time.")


class NotMergeable(Refusal):
    """One of the two was erased or merged meanwhile, or they are the same."""

    code = "not_mergeable"
    sentence = _("These two clients cannot be merged any more.")


class ClientNotFound(Refusal):
    code = "client_not_found"
    sentence = _("This client is not in the register any more.")
    status = 404


class VisitNotFound(Refusal):
    code = "not_found"
    sentence = _("We cannot find this appointment. Please open the link from your latest message.")
    status = 404


class LinkSpent(Refusal):
    """The link into "my visits" was used, has expired or never was; which of these is nobody's business."""

    code = "link_spent"
    sentence = _("This link has expired or was already used.")
    status = 410


class RateLimited(Refusal):
    code = "rate_limited"
    sentence = _("That was a bit fast. Please wait a moment and try again.")
    status = 429


class NoWaitingList(Refusal):
    code = "no_waiting_list"
    sentence = _("We keep no waiting list at the moment. Please call us on {salon_phone}.")
    status = 422


class InvalidDays(Refusal):
    """Days for which nobody can wait; `first`, `last`: the local dates between which it is possible."""

    code = "invalid_days"
    sentence = _("Please choose days from {first} to {last}, at most {days} of them.")
    status = 422


class TooManyWaiting(Refusal):
    code = "too_many_waiting"
    sentence = _(
        "You are already waiting for several appointments. Please leave the list for one of them or call us on"
        " {salon_phone}."
    )


class WaitingNotFound(Refusal):
    code = "not_found"
    sentence = _("We cannot find this place on the waiting list. Please open the link from your latest message.")
    status = 404


class OfferGone(Refusal):
    """The offered time is kept for nobody any more, and somebody else has it."""

    code = "offer_gone"
    sentence = _("We are sorry, this time is taken by now. As long as you are on the waiting list we go on looking.")


class NotToday(Refusal):
    code = "not_today"
    sentence = _("This appointment is not today.")


class NotConfirmed(Refusal):
    code = "not_confirmed"
    sentence = _("This appointment is not confirmed.")


class AlreadyDone(Refusal):
    code = "already_done"
    sentence = _("This appointment is already closed.")


class AmountOutOfBounds(Refusal):
    """`min`, `max`: EUR in cents; `line`: the id of the appointment."""

    code = "amount_out_of_bounds"
    sentence = _("Please enter an amount from {min} to {max}.")
    status = 422


class KeyTaken(Refusal):
    """An `Idempotency-Key` that was sent with another request before."""

    code = "idempotency_conflict"
    sentence = _("This request was sent before with other contents.")


class CodeSpent(Refusal):
    """A code for Telegram was used, has expired or never was; which of these is nobody's business."""

    code = "link_expired"
    sentence = _("This link has expired. Please open a new one on the website.")
    status = 410


EMPTY_REASONS: dict[str, str | Promise] = {
    "closed": _("The salon is closed on this day."),
    "closed_day": _("Closed: {name}."),
    "master_off": _("{master} is not working on this day."),
    "fully_booked": _("This day is fully booked."),
    "too_soon": _("The remaining times are too soon to book online."),
    "too_late": _("It is too late for this service today."),
    "does_not_fit": _("There are gaps, but none is long enough for your choice."),
    "beyond_horizon": _("This day cannot be booked yet."),
    "no_master": _("Nobody offers this combination at the moment."),
}
