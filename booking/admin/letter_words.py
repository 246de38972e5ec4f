"""What the placeholders of the desk's letters say, for the editors of their texts."""

from django.utils.translation import gettext_lazy as _

EXPLANATIONS = {
    "client_name": _("the client’s name"),
    "client_contact": _("the client’s phone number or email address"),
    "date": _("the day of the visit"),
    "time": _("when it begins"),
    "services": _("what was booked"),
    "master": _("with whom"),
    "price": _("the price of the visit"),
    "duration": _("how long it takes"),
    "reference": _("the reference of the visit"),
    "old_date": _("the day before the visit was moved"),
    "old_time": _("the time before the visit was moved"),
    "expires": _("until when the salon answers, or an offer is kept"),
    "answer_by": _("until when the salon has to answer"),
    "reason": _("the reason, if somebody gave one"),
    "late_text": _("by how much it begins later"),
    "directions": _("how to find the door"),
    "free_until": _("until when moving and cancelling are free"),
    "move_until": _("until when moving is possible, if cancelling ends at another time"),
    "cancel_until": _("until when cancelling is free, if moving ends at another time"),
    "note": _("the client’s note"),
    "source": _("where the visit was booked"),
    "days": _("the days for which somebody waits"),
    "minutes_text": _("how long the link works"),
    "visits_text": _("how many visits"),
    "first_time": _("when the first one begins"),
    "waiting_text": _("how many requests wait for an answer"),
    "calls_text": _("how many clients have to be called"),
}
