"""The standard words of what the desk writes to clients about their visits. English here; the catalogues have the rest.

A line whose placeholder has nothing to say is left out.
"""

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from booking.messages.compose import visit_sample
from salon.outbox.wording import Group, wording

VISIT = Group(
    frozenset(
        {
            *("client_name", "date", "time", "services", "master", "price", "duration", "reference"),
            *("old_date", "old_time", "expires", "reason", "directions"),
            *("free_until", "move_until", "cancel_until"),
        }
    ),
    visit_sample,
)
DELAY = Group(VISIT.placeholders | {"late_text"}, visit_sample)
MANAGE, CALENDAR, BOOK, REBOOK, TELEGRAM = "manage", "calendar", "book", "rebook", "telegram"
# In a chat, below what has happened.
WHAT = ("{date}, {time}", "{services}", _("With: {master}"), _("Price: {price}"))
BOOKED = (*WHAT[1:], "{salon_address}")

RECEIVED = wording(
    "received",
    gettext_lazy("Request received"),
    VISIT,
    subject=_("Your request for {date}, {time}"),
    preheader=_("We have it and will reply soon."),
    heading=_("We have your request"),
    lines=[
        _("Thank you. We will check the time you chose and reply by {expires} at the latest."),
        _("Until then the time is kept for you."),
    ],
    buttons={MANAGE: _("View request"), TELEGRAM: _("Get messages by Telegram")},
    short=[_("Thank you, we have your request. We will reply by {expires}."), *WHAT],
)
RECEIVED_AGAIN = wording(
    "received_again",
    gettext_lazy("Request for another time received"),
    VISIT,
    subject=_("Your request for a new time: {date}, {time}"),
    preheader=_("We have it and will reply soon."),
    heading=_("We have your request for another time"),
    lines=[
        _("Before: {old_date}, {old_time}. That time is free again; the one below is kept for you."),
        _("We will check it and reply by {expires} at the latest."),
    ],
    buttons={MANAGE: _("View request")},
    short=[_("Thank you, we have your request. We will reply by {expires}."), *WHAT],
)
CONFIRMED = wording(
    "confirmed",
    gettext_lazy("Visit confirmed"),
    VISIT,
    subject=_("Appointment confirmed: {date}, {time}"),
    preheader=_("We look forward to seeing you."),
    heading=_("Your appointment is confirmed"),
    lines=[
        _("We look forward to seeing you. The calendar entry is attached."),
        _("You can move or cancel free of charge until {free_until}."),
        _("You can move the appointment until {move_until}."),
        _("You can cancel free of charge until {cancel_until}."),
    ],
    buttons={
        MANAGE: _("Manage appointment"),
        CALENDAR: _("Add to Google Calendar"),
        TELEGRAM: _("Get messages by Telegram"),
    },
    short=[_("Your appointment is confirmed: {date}, {time}. We look forward to seeing you."), *BOOKED],
)
DECLINED = wording(
    "declined",
    gettext_lazy("Request declined"),
    VISIT,
    subject=_("Sorry, not possible: {date}, {time}"),
    preheader=_("We are happy to find another time."),
    heading=_("We cannot offer this time"),
    lines=[
        _("Unfortunately we cannot accept the time you asked for."),
        _("Reason: {reason}"),
        _("Please choose another time or call us and we will find something."),
    ],
    buttons={BOOK: _("Choose another time")},
    short=["{date}, {time}: {services}", _("Unfortunately we cannot offer this time."), _("Reason: {reason}")],
)
MOVED = wording(
    "moved",
    gettext_lazy("Visit moved"),
    VISIT,
    subject=_("New time: {date}, {time}"),
    preheader=_("Your appointment has been moved."),
    heading=_("Your appointment has a new time"),
    lines=[
        _("Before: {old_date}, {old_time}. The new time is below."),
        _("The updated calendar entry is attached."),
    ],
    buttons={MANAGE: _("Manage appointment"), CALENDAR: _("Add to Google Calendar")},
    short=[_("Your appointment has a new time: {date}, {time}."), *BOOKED],
)
CHANGED = wording(
    "changed",
    gettext_lazy("A part of a visit changed"),
    VISIT,
    subject=_("Your appointment has changed: {date}, {time}"),
    preheader=_("Here is what holds now."),
    heading=_("Your appointment has changed"),
    lines=[
        _("What holds now is below."),
        _("Reason: {reason}"),
    ],
    buttons={MANAGE: _("Manage appointment"), CALENDAR: _("Add to Google Calendar")},
    short=[_("Your appointment has changed. Here is what holds now:"), *WHAT, _("Reason: {reason}")],
)
CANCELLED_BY_CLIENT = wording(
    "cancelled_by_client",
    gettext_lazy("Visit cancelled by the client"),
    VISIT,
    subject=_("Cancelled: {date}, {time}"),
    preheader=_("What a pity. Perhaps another time."),
    heading=_("Your appointment is cancelled"),
    lines=[
        _("We have cancelled your appointment as you asked. Thank you for letting us know."),
        _("If you like, choose a new time right away."),
    ],
    buttons={BOOK: _("Book a new time")},
    short=["{date}, {time}: {services}", _("Your appointment is cancelled. Thank you for letting us know.")],
)
CANCELLED_BY_SALON = wording(
    "cancelled_by_salon",
    gettext_lazy("Visit cancelled by the salon"),
    VISIT,
    subject=_("We have to cancel: {date}, {time}"),
    preheader=_("We will gladly find a new time for you."),
    heading=_("We are sorry, we have to cancel your appointment"),
    lines=[
        _("Our apologies. This time will not work after all."),
        _("Reason: {reason}"),
        _("We would still love to see you. Choose a new time or call us on {salon_phone}."),
    ],
    buttons={BOOK: _("Choose a new time")},
    short=[_("We are sorry, we have to cancel your appointment: {date}, {time}."), _("Reason: {reason}")],
)
EXPIRED = wording(
    "expired",
    gettext_lazy("Request expired"),
    VISIT,
    subject=_("Request expired: {date}, {time}"),
    preheader=_("Please choose again."),
    heading=_("Your request has expired"),
    lines=[
        _("We did not manage to reply in time, and we are sorry."),
        _("Please choose a new time or call us and we will sort it out at once."),
    ],
    buttons={BOOK: _("Choose a new time")},
)
REMINDER_TOMORROW = wording(
    "reminder_tomorrow",
    gettext_lazy("Reminder the day before"),
    VISIT,
    subject=_("See you tomorrow: {date}, {time}"),
    preheader=_("A small reminder from {salon_name}."),
    heading=_("See you tomorrow"),
    lines=[
        _("A small reminder so that nothing gets in the way."),
        _("If it no longer suits you, please call us right away on {salon_phone}."),
    ],
    buttons={MANAGE: _("View appointment")},
    short=[_("See you tomorrow: {time}, {services}."), _("With: {master}"), "{salon_address}"],
)
REMINDER_TODAY = wording(
    "reminder_today",
    gettext_lazy("Reminder on the day"),
    VISIT,
    subject=_("Today at {time}"),
    preheader=_("We will be ready for you."),
    heading=_("See you soon"),
    lines=[
        _("We expect you today at {time}."),
        "{directions}",
        _("If you are running late, give us a quick call: {salon_phone}."),
    ],
    buttons={MANAGE: _("View appointment")},
    short=[_("See you soon. Today at {time}: {services}."), "{directions}"],
)
REMINDER = wording(
    "reminder",
    gettext_lazy("Reminder earlier than the day before"),
    VISIT,
    subject=_("Your appointment: {date}, {time}"),
    preheader=_("A small reminder from {salon_name}."),
    heading=_("We look forward to seeing you"),
    lines=[
        _("A small reminder so that nothing gets in the way."),
        _("You can move or cancel free of charge until {free_until}."),
        _("You can move the appointment until {move_until}."),
        _("You can cancel free of charge until {cancel_until}."),
    ],
    buttons={MANAGE: _("View appointment")},
)
RUNNING_LATE = wording(
    "running_late",
    gettext_lazy("We are running late"),
    DELAY,
    subject=_("Today at {time}: about {late_text} later"),
    preheader=_("We are sorry, and are looking forward to seeing you."),
    heading=_("We are running a little late"),
    lines=[
        _("Your appointment at {time} will probably begin about {late_text} later. We are sorry to keep you waiting."),
        _("If that does not suit you, please call us on {salon_phone}."),
    ],
    buttons={MANAGE: _("View appointment")},
    short=[
        _("Your appointment at {time} will probably begin about {late_text} later. We are sorry to keep you waiting."),
        _("If that does not suit you, please call us on {salon_phone}."),
    ],
)
NO_SHOW = wording(
    "no_show",
    gettext_lazy("No-show"),
    VISIT,
    subject=_("We missed you: {date}"),
    preheader=_("Did something come up?"),
    heading=_("We waited for you"),
    lines=[
        _("This time was reserved for you. We hope you are well."),
        _("If you cannot make it next time, please let us know beforehand."),
    ],
    buttons={BOOK: _("Book a new time")},
)
THANKS = wording(
    "thank_you",
    gettext_lazy("Thanks after the visit"),
    VISIT,
    subject=_("Thank you for your visit"),
    preheader=_("It was lovely to see you."),
    heading=_("It was lovely to see you"),
    lines=[
        _("We hope you feel good. If something is not right, tell us within seven days and we will gladly adjust it."),
        _("You can book the same again with one click."),
    ],
    buttons={REBOOK: _("Book again")},
    short=[_("It was lovely to see you. If something is not right, write to us.")],
)
