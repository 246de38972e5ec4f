from booking.models.account import MagicLink
from booking.models.catalog import Category, Confirmation, PriceKind, Service
from booking.models.clients import Client, ClientStatus
from booking.models.masters import Level, Master, Skill
from booking.models.occupancy import Hold, Occupancy
from booking.models.settings import BookingSettings, Gaps, ServiceOrder
from booking.models.texts import CategoryText, MasterText, ServiceText
from booking.models.visits import OPEN, Appointment, AppointmentEvent, Source, Status, Visit
from booking.models.waiting import OfferState, WaitingEntry, WaitingOffer, WaitingState
from booking.models.widgets import BookingWidget, WidgetService
from booking.models.working_hours import HoursException, TimeOff, Weeks, WorkingHours

__all__ = [
    "OPEN",
    "Appointment",
    "AppointmentEvent",
    "BookingSettings",
    "BookingWidget",
    "Category",
    "CategoryText",
    "Client",
    "ClientStatus",
    "Confirmation",
    "Gaps",
    "Hold",
    "HoursException",
    "Level",
    "MagicLink",
    "Master",
    "MasterText",
    "Occupancy",
    "OfferState",
    "PriceKind",
    "Service",
    "ServiceOrder",
    "ServiceText",
    "Skill",
    "Source",
    "Status",
    "TimeOff",
    "Visit",
    "WaitingEntry",
    "WaitingOffer",
    "WaitingState",
    "Weeks",
    "WidgetService",
    "WorkingHours",
]
