"""The salon's facts: address, hours, services, masters. What is there already stays as it is."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from booking.models import BookingSettings, Category, Master, Service, Skill, TimeOff, WorkingHours
from home.demo.load import texts
from legal.models import LegalSettings
from salon.cms.models import ClosedDay, OpeningHours, SalonImage, SalonSettings

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def write_salon() -> None:
    """Settings of salon and desk, opening hours, closed days."""
    facts = texts("salon")["facts"]
    salon = SalonSettings.load()
    for name in ("legal_name", "street", "postcode", "phone", "email", "founded", "federal_state"):
        setattr(salon, name, facts[name])
    salon.owner_name = texts("masters")["masters"][0]["text"]["de"]["name"]
    salon.vat_id = facts["vat_id_sample"]
    salon.latitude, salon.longitude = (Decimal(str(facts["geo"][name])) for name in ("latitude", "longitude"))
    salon.save()
    OpeningHours.objects.bulk_create(OpeningHours(**window) for window in _windows(facts["opening_hours"]))
    for day in facts["closed_days"]:
        ClosedDay.objects.get_or_create(slug=day["key"], defaults={"month": day["month"], "day": day["day"]})
    _write_rules(facts["rules"])
    duties = LegalSettings.load()
    duties.has_withdrawal = True
    duties.save()


# Rules that the texts call as the settings do.
AS_CALLED = (
    "horizon_days",
    "hold_minutes",
    "free_cancel_hours",
    "cancel_limit_hours",
    "move_limit_hours",
    "max_open_visits",
)


def _write_rules(rules: Mapping[str, Any]) -> None:
    desk = BookingSettings.load()
    desk.slot_step = rules["slot_step_minutes"]
    desk.lead_minutes = rules["lead_time_minutes"]
    desk.reminders_hours = rules["reminders_hours"]
    desk.request_hours = rules["approval_expires_hours"]
    desk.offer_minutes = rules["waiting_list_offer_minutes"]
    for name in AS_CALLED:
        setattr(desk, name, rules[name])
    desk.save()


def write_catalog() -> None:
    """Categories and services in the order of the price list."""
    categories = {}
    for row in texts("services")["categories"]:
        categories[row["slug"]], _ = Category.objects.get_or_create(slug=row["slug"], defaults={"order": row["order"]})
    Service.objects.bulk_create(
        (_service(row, categories[row["category"]], order) for order, row in enumerate(texts("services")["services"])),
        ignore_conflicts=True,
    )


def _service(row: Mapping[str, Any], category: Category, order: int) -> Service:
    processing = row["processing"] or {}
    return Service(
        slug=row["slug"],
        category=category,
        order=order,
        is_popular=row["popular"],
        minutes=row["minutes"],
        buffer_before=row["buffer"]["before"],
        buffer_after=row["buffer"]["after"],
        processing_after=processing.get("after"),
        processing_lasts=processing.get("lasts"),
        price=Decimal(row["price"]),
        price_kind=row["price_kind"],
        rebook_days=row["rebook_days"],
    )


def write_masters(portraits: Mapping[str, SalonImage], *, today: date) -> None:
    """Masters with skills, working hours and time off; `today` is the salon's, time off counts from it."""
    services = {service.slug: service for service in Service.objects.all()}
    for row in texts("masters")["masters"]:
        if Master.objects.filter(slug=row["key"]).exists():
            continue
        master = Master.objects.create(
            slug=row["key"],
            order=row["order"],
            level=row["level"],
            is_owner=row["owner"],
            since=today.year - row["years"],
            languages=row["languages"],
            photo=portraits.get(row["key"]),
        )
        Skill.objects.bulk_create(_skills(master, row, services))
        WorkingHours.objects.bulk_create(
            WorkingHours(master=master, **window) for window in _windows(row["working_hours"])
        )
        TimeOff.objects.bulk_create(_absence(master, entry, today) for entry in row["time_off"])


def _skills(master: Master, row: Mapping[str, Any], services: Mapping[str, Service]) -> Iterable[Skill]:
    for slug in row["skills"]:
        own = row["own"].get(slug, {})
        yield Skill(
            master=master,
            service=services[slug],
            minutes=own.get("minutes"),
            price=Decimal(own["price"]) if "price" in own else None,
            price_kind=own.get("price_kind", ""),
        )


def _windows(rows: Iterable[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    """Rows with several days become one window a weekday."""
    for row in rows:
        for day in row["days"]:
            window = {
                "weekday": DAYS.index(day),
                "starts_at": time.fromisoformat(row["from"]),
                "ends_at": time.fromisoformat(row["to"]),
            }
            yield window | ({"weeks": row["weeks"]} if "weeks" in row else {})


def _absence(master: Master, entry: Mapping[str, Any], today: date) -> TimeOff:
    first = today + timedelta(days=entry["in_days"])
    last = first + timedelta(days=entry.get("days", 0))
    return TimeOff(
        master=master,
        start=_local(first, entry.get("from", "00:00")),
        end=_local(last, entry.get("to", "00:00")),
        reason=texts("masters")["time_off_reasons"][entry["reason"]]["de"],
    )


def _local(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=ZoneInfo(settings.SALON_TIME_ZONE))
