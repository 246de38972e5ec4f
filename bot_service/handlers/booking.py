"""Booking: what, with whom, on which day, at what time. What comes then is in `booking_end`."""

from datetime import date, datetime

from bot_service import said
from bot_service.errors import Refused
from bot_service.handlers.strips import TIME_IS_GONE, show_days, show_times
from bot_service.keyboards import go, grid, menu_row, tap
from bot_service.routes import Routes
from bot_service.site import Wish
from bot_service.site_types import Master, Service
from bot_service.talk import Talk
from bot_service.texts import bold, label, lines
from bot_service.texts import gettext as _

routes = Routes()

ANY = ""


@routes.screen("book")
@routes.word("bk")
def book(talk: Talk, _about: str = "") -> None:
    talk.begin()
    talk.go("book.category")


@routes.word("book_service")
def book_service(talk: Talk, slug: str) -> None:
    """By a deep link, or again: several slugs with a comma between them; what isn't offered any more is left out."""
    catalogue = talk.site.catalogue()
    known = [one for one in slug.split(",") if catalogue.service(one)][: catalogue.max_services]
    talk.begin(services=known)
    talk.go("book.basket" if known else "book.category")


@routes.screen("book.category")
def categories(talk: Talk) -> None:
    offered = [one for one in talk.site.catalogue().categories if one.services]
    if len(offered) == 1:
        talk.draft.category = offered[0].slug
        talk.go("book.service")
        return
    keys = [tap(one.name, "category", one.slug) for one in offered]
    way = [tap(label("Back"), "to", "book.basket")] if talk.draft.services else menu_row()
    talk.show(_("What would you like?"), [*grid(keys, 2), way])


@routes.tap("category")
def choose_category(talk: Talk, slug: str) -> None:
    talk.draft.category = slug
    talk.go("book.service")


@routes.screen("book.service")
def services(talk: Talk) -> None:
    offered = [one for one in talk.site.catalogue().categories if one.services]
    category = next((one for one in offered if one.slug == talk.draft.category), None)
    if category is None:
        talk.go("book.category")
        return
    free = [one for one in category.services if one.slug not in talk.draft.services]
    keys = [tap(f"{one.name} · {said.price(one.price)}", "service", one.slug) for one in free]
    back = tap(label("Back"), "to", "book.category") if len(offered) > 1 else go(label("Main menu"), "menu")
    talk.show(lines(bold(category.name), _("Choose a service.")), [*grid(keys, 1), [back]])


@routes.tap("service")
def choose_service(talk: Talk, slug: str) -> None:
    if slug not in talk.draft.services:
        talk.draft.services.append(slug)
    talk.draft.master = ANY
    talk.go("book.basket" if talk.site.catalogue().max_services > 1 else "book.master")


@routes.screen("book.basket")
def basket(talk: Talk) -> None:
    chosen = _chosen(talk)
    if not chosen:
        talk.go("book.category")
        return
    rows = [[tap(label("Continue"), "to", "book.master")]]
    if len(chosen) < talk.site.catalogue().max_services:
        rows.append([tap(label("Add a service"), "to", "book.category")])
    named = [f"{one.name} · {said.price(one.price)}" for one in chosen]
    talk.show(lines(_("You have chosen:"), *named), [*rows, menu_row()])


@routes.screen("book.master")
def masters(talk: Talk) -> None:
    able = _able(talk)
    if len(able) < 2:
        choose_master(talk, ANY)
        return
    keys = [tap(one.name, "master", one.slug) for one in able]
    rows = [[tap(label("No preference"), "master", ANY)], *grid(keys, 2), [tap(label("Back"), "to", "book.basket")]]
    talk.show(_("Who would you like to see?"), rows)


@routes.tap("master")
def choose_master(talk: Talk, slug: str) -> None:
    talk.draft.master, talk.draft.page = slug, ""
    talk.go("book.day")


@routes.screen("book.day")
def days(talk: Talk) -> None:
    if not talk.draft.services:
        talk.go("book.category")
        return
    page = date.fromisoformat(talk.draft.page) if talk.draft.page else None
    slots = talk.site.slots(wish_of(talk), day=page, draft=talk.draft.key)
    show_days(talk, slots, back="book.master" if len(_able(talk)) > 1 else "book.basket")


@routes.screen("book.time")
def times(talk: Talk) -> None:
    if not (talk.draft.services and talk.draft.day):
        talk.go("book.day")
        return
    day = date.fromisoformat(talk.draft.day)
    show_times(talk, talk.site.slots(wish_of(talk), day=day, draft=talk.draft.key), back="book.day")


@routes.tap("page")
def later_days(talk: Talk, day: str) -> None:
    talk.draft.page = day
    talk.go(talk.state.screen)


@routes.tap("day")
def choose_day(talk: Talk, day: str) -> None:
    """`book.day` leads to `book.time`, and so does every other dialog with days."""
    talk.draft.day = day
    talk.go(f"{talk.state.screen.partition('.')[0]}.time")


@routes.tap("time")
def choose_time(talk: Talk, start: str) -> None:
    talk.draft.start = start
    talk.go(f"{talk.state.screen.partition('.')[0]}.chosen")


@routes.screen("book.chosen")
def keep(talk: Talk) -> None:
    """The time is kept from now on, while the person says who they are."""
    if hold(talk):
        talk.go("book.name")


def hold(talk: Talk) -> bool:
    """Whether the draft's time is kept for it; otherwise the person sees what else is free."""
    draft = talk.draft
    try:
        kept = talk.site.hold(wish_of(talk), datetime.fromisoformat(draft.start), draft=draft.key)
    except Refused as refused:
        if refused.code not in TIME_IS_GONE:
            raise
        talk.go("book.time", notice=refused.sentence)
        return False
    draft.start, draft.end = kept.start.isoformat(), kept.end.isoformat()
    draft.amount, draft.is_from, draft.masters = str(kept.price.amount), kept.price.is_from, kept.masters
    return True


def wish_of(talk: Talk) -> Wish:
    return Wish(talk.draft.services, talk.draft.master)


def _chosen(talk: Talk) -> list[Service]:
    catalogue = talk.site.catalogue()
    return [one for one in map(catalogue.service, talk.draft.services) if one]


def _able(talk: Talk) -> list[Master]:
    """Who is shown by name and performs everything that was chosen."""
    wanted = set(talk.draft.services)
    return [one for one in talk.site.masters() if wanted <= set(one.services)]
