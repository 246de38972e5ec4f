from booking.models.account import MagicLink
from booking.models.api import ApiAnswer, ApiToken
from booking.models.catalog import Category, Confirmation, PriceKind, Service
from booking.models.clients import Client, ClientMerge, ClientStatus
from booking.models.masters import Level, Master, Skill
from booking.models.occupancy import Hold, Occupancy
from booking.models.scans import DayCode, Lead, Scan, ScanResult, ScanWay
from booking.models.settings import BookingSettings, Gaps, ServiceOrder
from booking.models.telegram import LinkCode, LinkPurpose
from booking.models.texts import CategoryText, MasterText, ServiceText
from booking.models.visits import OPEN, Appointment, AppointmentEvent, Source, Status, Visit
from booking.models.waiting import OfferState, WaitingEntry, WaitingOffer, WaitingState
from booking.models.widgets import BookingWidget, WidgetService
from booking.models.working_hours import HoursException, TimeOff, Weeks, WorkingHours

__all__ = [
    "OPEN",
    "ApiAnswer",
    "ApiToken",
    "Appointment",
    "AppointmentEvent",
    "BookingSettings",
    "BookingWidget",
    "Category",
    "CategoryText",
    "Client",
    "ClientMerge",
    "ClientStatus",
    "Confirmation",
    "DayCode",
    "Gaps",
    "Hold",
    "HoursException",
    "Lead",
    "Level",
    "LinkCode",
    "LinkPurpose",
    "MagicLink",
    "Master",
    "MasterText",
    "Occupancy",
    "OfferState",
    "PriceKind",
    "Scan",
    "ScanResult",
    "ScanWay",
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
