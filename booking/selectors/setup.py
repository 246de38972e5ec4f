"""How far a new salon is with its desk. One query each."""

from booking.models import Service, Skill, Visit, WorkingHours


def has_services() -> bool:
    return Service.objects.filter(is_active=True).exists()


def has_working_masters() -> bool:
    return WorkingHours.objects.filter(master__is_bookable=True).exists()


def can_be_booked() -> bool:
    """Whether somebody who can be booked performs a service that can be booked."""
    return Skill.objects.filter(master__is_bookable=True, service__is_active=True).exists()


def has_visits() -> bool:
    return Visit.objects.exists()
