"""What editors look at: letters about an invented visit, written by the same code as the real ones."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from booking.models import Status, WaitingState
from booking.selectors.availability import salon_zone
from booking.selectors.catalog import Price
from booking.selectors.visit_view import AppointmentView, VisitView
from booking.selectors.waiting_card import EntryView, OfferView
from salon.lib import language

NAMES = {
    "de": ("Katharina Vogel", "Damenschnitt", "Anna Lindner", "Die Kollegin ist leider erkrankt."),
    "ru": ("Екатерина Соколова", "Женская стрижка", "Анна Линднер", "Мастер, к сожалению, заболел."),
    "uk": ("Катерина Соколенко", "Жіноча стрижка", "Анна Лінднер", "Майстер, на жаль, захворів."),
    "en": ("Catherine Fowler", "Ladies’ cut", "Anna Lindner", "Our colleague has fallen ill."),
}
# A Thursday in summer; what is shown must look the same every day.
START = datetime(2027, 6, 10, 12, tzinfo=UTC)
A_DAY = timedelta(days=1)
# As long as a real key, and opening nothing.
TOKEN = "X" * 39


def sample_visit(status: str = Status.CONFIRMED) -> VisitView:
    """A visit in the active language: one service, one master, not in the database."""
    name, service, master, reason = NAMES[language.current()]
    start = START.astimezone(salon_zone())
    until = start - A_DAY
    return VisitView(
        pk=0,
        public_id=bytes(12),
        token=TOKEN,
        qr_token=TOKEN,
        mailed_token=TOKEN,
        is_in_chat=False,
        reference="K7QMXF",
        name=name,
        phone="+493023125111",
        email="katharina@example.org",
        note="",
        language=language.current(),
        sequence=1,
        status=status,
        appointments=[_sample_appointment(service, master, start, status)],
        decide_until=until if status == Status.PENDING else None,
        decline_reason=reason,
        free_until=until,
        cancel_until=until,
        move_until=until,
        is_over=False,
        is_day_over=False,
    )


def sample_entry(*, with_offer: bool) -> EntryView:
    """A place on the waiting list in the active language, with or without an open offer; not in the database."""
    visit = sample_visit()
    offer = OfferView(
        pk=0,
        start=visit.start,
        end=visit.end,
        until=visit.start - A_DAY,
        services=visit.services,
        masters=visit.masters,
        itinerary=[],
        price=visit.price,
        request_hours=0,
    )
    return EntryView(
        pk=0,
        token=TOKEN,
        language=visit.language,
        name=visit.name,
        email=visit.email,
        services=[visit.services],
        master=visit.masters,
        days=(visit.start.date(), visit.start.date() + 3 * A_DAY),
        state=WaitingState.WAITING,
        offer=offer if with_offer else None,
        missed_start=None,
        is_worn_out=False,
        visit_token="",
    )


def sample_reason() -> str:
    return NAMES[language.current()][3]


def _sample_appointment(service: str, master: str, start: datetime, status: str) -> AppointmentView:
    return AppointmentView(
        pk=0,
        service=service,
        service_slug="ladies-cut",
        master=master,
        master_slug="anna-lindner",
        start=start,
        end=start + timedelta(minutes=60),
        minutes=60,
        price=Price(Decimal(52), is_from=False),
        status=status,
        rests=False,
    )
