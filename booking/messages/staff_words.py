"""The standard words of what the desk writes to the salon's own people."""

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from booking.messages.staff_letter import digest_sample, staff_sample
from salon.outbox.wording import Group, wording

CHANGE = Group(
    frozenset(
        {
            *("client_name", "client_contact", "note", "source", "reason", "answer_by"),
            *("date", "time", "services", "master", "price", "duration", "reference", "old_date", "old_time"),
        }
    ),
    staff_sample,
)
DIGEST = Group(frozenset({"visits_text", "first_time", "waiting_text", "calls_text"}), digest_sample)
ADMIN, ANSWER = "admin", "answer"
# In a chat, below what has happened.
CARD = ("{client_name}, {client_contact}", "{services}", "{date}, {time}", "{price}", _("Note: {note}"))

NEW = wording(
    "staff_new",
    gettext_lazy("To the salon: new visit"),
    CHANGE,
    subject=_("New: {client_name}, {date}, {time}"),
    preheader=_("{services} with {master}"),
    heading=_("New booking"),
    lines=[
        _("Client: {client_name}, {client_contact}"),
        _("Note: {note}"),
        _("Booked via: {source}"),
    ],
    buttons={ADMIN: _("Open appointment")},
    short=[_("New booking"), *CARD],
)
NEW_REQUEST = wording(
    "staff_new_request",
    gettext_lazy("To the salon: new request"),
    CHANGE,
    subject=_("Request: {client_name}, {date}, {time}"),
    preheader=_("{services} with {master}"),
    heading=_("A request is waiting for your answer"),
    lines=[
        _("Please answer by {answer_by}; otherwise the request expires."),
        _("Client: {client_name}, {client_contact}"),
        _("Note: {note}"),
        _("Booked via: {source}"),
    ],
    buttons={ANSWER: _("Review and reply")},
    short=[_("New request"), *CARD, _("Answer by: {answer_by}")],
)
MOVED = wording(
    "staff_moved",
    gettext_lazy("To the salon: visit moved"),
    CHANGE,
    subject=_("Moved: {client_name}, {date}, {time}"),
    preheader=_("Before: {old_date}, {old_time}"),
    heading=_("Appointment moved"),
    lines=[
        _("{client_name} is not coming on {old_date}, {old_time}, but at the time below."),
        _("Please answer by {answer_by}; otherwise the request expires."),
    ],
    buttons={ADMIN: _("Open appointment")},
    short=[_("Moved. Before: {old_date}, {old_time}"), *CARD, _("Answer by: {answer_by}")],
)
CHANGED = wording(
    "staff_changed",
    gettext_lazy("To the salon: another master"),
    CHANGE,
    subject=_("Another master: {client_name}, {date}, {time}"),
    preheader=_("{services} with {master}"),
    heading=_("Appointment handed over"),
    lines=[_("{client_name} comes at the same time, but to {master}.")],
    buttons={ADMIN: _("Open appointment")},
    short=[_("Handed over, now with: {master}"), *CARD],
)
CANCELLED = wording(
    "staff_cancelled",
    gettext_lazy("To the salon: visit cancelled"),
    CHANGE,
    subject=_("Cancelled: {client_name}, {date}, {time}"),
    preheader=_("The time is free again."),
    heading=_("Appointment cancelled"),
    lines=[
        _("{client_name} is not coming on {date}, {time}."),
        _("Reason: {reason}"),
        _("The time is free again."),
    ],
    buttons={ADMIN: _("Open appointment")},
    short=[_("Cancelled"), *CARD, _("Reason: {reason}")],
)
DAY = wording(
    "staff_digest",
    gettext_lazy("To the salon: the day’s overview"),
    DIGEST,
    subject=_("Your day: {visits_text}, starting at {first_time}"),
    preheader="{waiting_text}",
    heading=_("Good morning, this is your day"),
    lines=[_("{visits_text}, starting at {first_time}."), "{waiting_text}.", "{calls_text}."],
    buttons={ADMIN: _("Open the list")},
    short=[_("Good morning. Today: {visits_text}, starting at {first_time}."), "{waiting_text}.", "{calls_text}."],
    with_facts=True,
)
FREE_DAY = wording(
    "staff_digest_free",
    gettext_lazy("To the salon: the overview of a day without visits"),
    DIGEST,
    subject=_("Nobody is booked for today"),
    preheader="{waiting_text}",
    heading=_("Good morning, nobody is booked for today"),
    lines=["{waiting_text}.", "{calls_text}."],
    buttons={ADMIN: _("Open the list")},
)
