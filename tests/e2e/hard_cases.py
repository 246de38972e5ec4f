"""What no demo has and every salon gets: words as long as a line, forty services, nobody's picture, nothing to book.

Runs in the site's own process, upon its copy of the demo salon.
"""

import json
from datetime import time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from wagtail.blocks import StreamBlock
from wagtail.models import Locale, Page

from booking.models import (
    Appointment,
    Category,
    CategoryText,
    DayCode,
    Master,
    MasterText,
    PriceKind,
    Service,
    ServiceText,
    Skill,
    Visit,
    WorkingHours,
)
from booking.selectors.availability import today
from home.models import CategoryPage, ContentPage, ServicePage, ServicesPage
from salon.cms.blocks import Article, Body, Sections, Works
from salon.cms.models import BasePage
from team.models import MasterPage, TeamPage

# In the languages' own long words; both stand in real price lists.
LONG = {
    "de": "Wimpernverlängerungsauffüllterminvereinbarung",
    "ru": "Водогрязеторфопарафинолечение с высококвалифицированной специалисткой",
}
SIXTY = "Anastasia-Konstantinowa von und zu Hohenlohe-Schwarzenfelsen"
MANY = 40
# Whose page shows every block that a master's page can hold.
SHOWN_OFF = "anna-lindner"
# Fields of blocks, by what they hold.
RICH = {"text", "answer"}
SAID = {*RICH, "heading", "title", "name", "about", "caption", "question", "link", "note", "issuer", "button"}
# Who closes a visit of today, by which digits.
COLLEAGUE, DIGITS = "olga-schreiber", "424242"
# Who waits for an answer, and who should be here by now.
ASKS, LATE = "Renate Anfrage", "Konrad Spaet"
CHOSEN = {"category": "many", "master": "bare"}


def write_hard_cases() -> None:
    category, master = _write_many(), _write_bare_master()
    Skill.objects.bulk_create(Skill(master=master, service=service) for service in category.services.all())
    empty = Category.objects.create(slug="empty", order=91)
    _name(CategoryText, "category", empty, {"de": "Leer", "ru": "Пусто"})
    for code in LONG:
        _write_pages(code, category, empty, master)
    _write_visit_of_today(Master.objects.get(slug=COLLEAGUE))
    _write_for_the_calendar(master)


def _write_for_the_calendar(master: Master) -> None:
    """A request that waits for an answer, and a visit that has just begun; both are a master's without others."""
    now = timezone.now()
    service = Service.objects.get(slug="many-1")
    for name, start, status in (
        (ASKS, now + timedelta(days=2), "pending"),
        (LATE, now - timedelta(minutes=5), "confirmed"),
    ):
        until = now + timedelta(days=1) if status == "pending" else None
        key = {"reference": name[:6].upper(), "idempotency_key": name, "source": "desk"}
        visit = Visit.objects.create(contact_name=name, language="de", decide_until=until, **key)
        facts = {"service_name": service.slug, "minutes": 35, "price": service.price, "price_kind": service.price_kind}
        end = start + timedelta(minutes=35)
        Appointment.objects.create(
            visit=visit, service=service, master=master, start=start, end=end, status=status, **facts
        )


def _write_visit_of_today(master: Master) -> None:
    """Three services of a colleague who has a login, to be closed by the digits `DIGITS`."""
    now = timezone.now()
    visit = Visit.objects.create(
        reference="T0DAY1", contact_name=SIXTY, language="de", source="desk", idempotency_key="today"
    )
    for position, service in enumerate(Service.objects.filter(slug__startswith="many-").order_by("order")[:3]):
        Appointment.objects.create(
            visit=visit,
            position=position,
            service=service,
            master=master,
            start=now,
            end=now + timedelta(hours=1),
            service_name=service.slug,
            minutes=60,
            price=service.price,
            price_kind=service.price_kind,
        )
    DayCode.objects.create(visit=visit, day=today(now), code=DIGITS)


def _write_many() -> Category:
    """Forty services, the first as long as the letter allows, each third with a from-price, none with a picture."""
    category = Category.objects.create(slug="many", order=90)
    _name(CategoryText, "category", category, LONG)
    for number in range(MANY):
        service = Service.objects.create(
            slug=f"many-{number}",
            category=category,
            order=number,
            minutes=30 + 5 * number,
            price=Decimal("1049.50") if number % 3 == 0 else Decimal(20 + number),
            price_kind=PriceKind.FROM if number % 3 == 0 else PriceKind.FIXED,
        )
        names = LONG if number == 0 else {"de": f"Gesichtsbehandlung {number}", "ru": f"Уход за лицом {number}"}
        _name(ServiceText, "service", service, names, summary="" if number % 2 else f"{LONG['de']}, {LONG['ru']}"[:120])
    return category


def _write_bare_master() -> Master:
    """A name of sixty letters, and nothing else."""
    master = Master.objects.create(slug="bare", order=90)
    _name(MasterText, "master", master, {"de": SIXTY, "ru": SIXTY})
    WorkingHours.objects.bulk_create(
        WorkingHours(master=master, weekday=day, starts_at=time(9), ends_at=time(18)) for day in range(6)
    )
    return master


def _name(model: Any, key: str, fact: Any, names: dict[str, str], **more: str) -> None:
    for code, name in names.items():
        model.objects.create(**{key: fact}, locale=Locale.objects.get(language_code=code), name=name, live=True, **more)


def _write_pages(code: str, category: Category, empty: Category, master: Master) -> None:
    locale = Locale.objects.get(language_code=code)
    long = LONG[code]
    services, team = (model.objects.get(locale=locale) for model in (ServicesPage, TeamPage))
    home = services.get_parent()
    _add(home, ContentPage(slug="every-block", title=long, body=_every(Body(), team)), locale)
    words = _stretched(_every(Body(), team, without="hero"), long)
    _add(home, ContentPage(slug="long-words", title=long, intro=long, body=words), locale)
    _add(services, CategoryPage(slug="empty", category=empty), locale)
    many = _add(services, CategoryPage(slug="many", category=category, intro=long), locale)
    first, second = category.services.order_by("order")[:2]
    _add(many, ServicePage(slug="article", service=first, body=_stretched(_every(Article(), team), long)), locale)
    _add(many, ServicePage(slug="bare", service=second), locale)
    _add(team, MasterPage(slug="bare", master=master), locale)
    page = MasterPage.objects.get(master__slug=SHOWN_OFF, locale=locale)
    page.bio = _stretched(_every(Sections(), team), long)
    page.works = _every(Works(), team)
    page.save()


def _add(parent: Page, page: BasePage, locale: Locale) -> Page:
    page.locale = locale
    return Page.objects.get(pk=parent.pk).add_child(instance=page)


def _every(stream: StreamBlock, page: Page, without: str = "") -> str:
    """One of each block with its sample, as the field stores it; `page` is what a block of pages points to."""
    samples = {name: block.get_preview_value() for name, block in stream.child_blocks.items() if name != without}
    if "pages" in samples:
        samples["pages"] = stream.child_blocks["pages"].normalize({"heading": "Mehr", "pages": [page, page]})
    return json.dumps(stream.get_prep_value(stream.normalize(list(samples.items()))), default=str)


def _stretched(stored: str, long: str) -> str:
    """The same blocks, whatever they say in long words, whatever they show with many services and a bare master."""

    def stretch(name: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: stretch(key, part) for key, part in value.items()}
        if isinstance(value, list):
            return [stretch(name, part) for part in value]
        if name in RICH and isinstance(value, str) and "<" in value:
            return f"<h3>{long}</h3><p>{long}</p><ul><li>{long}</li></ul>"
        return CHOSEN.get(name) or (long if name in SAID else value)

    return json.dumps(stretch("", json.loads(stored)))
