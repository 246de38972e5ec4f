"""One appointment of a visit, as staff move it alone."""

from booking.engine.types import Work
from booking.errors import MasterUnavailable, ServiceUnavailable
from booking.models import Appointment, BookingSettings
from booking.selectors.catalog import load_catalog
from booking.selectors.wishes import Wish


def wish_at(row: Appointment, master: int) -> Wish:
    """The wish for one appointment at a master (id).

    Raises ServiceUnavailable where it is no longer offered, MasterUnavailable where she does not perform it.
    """
    catalog = load_catalog(row.visit.language)
    service = catalog.services.get(row.service.slug)
    if service is None:
        raise ServiceUnavailable
    if master not in service.offers:
        known = catalog.masters.get(master)
        raise MasterUnavailable(master=known.name if known else str(master))
    return Wish((service,), (master,), BookingSettings.load(), shortest=catalog.shortest_minutes)


def work_of(row: Appointment) -> Work:
    """What an appointment takes of its master's time: as long as it was booked, with its service's buffers."""
    service = row.service
    return Work(
        row.minutes,
        before=service.buffer_before,
        after=service.buffer_after,
        processing_after=service.processing_after,
        processing_lasts=service.processing_lasts,
    )
