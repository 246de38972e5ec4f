from booking.models.catalog import Category, PriceKind, Service
from booking.models.clients import Client, ClientStatus
from booking.models.masters import Level, Master, Skill
from booking.models.occupancy import Hold, Occupancy
from booking.models.settings import BookingSettings
from booking.models.texts import CategoryText, MasterText, ServiceText
from booking.models.visits import OPEN, Appointment, AppointmentEvent, Source, Status, Visit
from booking.models.working_hours import HoursException, TimeOff, Weeks, WorkingHours

__all__ = [
    "OPEN",
    "Appointment",
    "AppointmentEvent",
    "BookingSettings",
    "Category",
    "CategoryText",
    "Client",
    "ClientStatus",
    "Hold",
    "HoursException",
    "Level",
    "Master",
    "MasterText",
    "Occupancy",
    "PriceKind",
    "Service",
    "ServiceText",
    "Skill",
    "Source",
    "Status",
    "TimeOff",
    "Visit",
    "Weeks",
    "WorkingHours",
]
