"""Somebody stands at the door or is on the phone: service, time, name, yes."""

from datetime import date, datetime

from bot_service import said
from bot_service.errors import Refused
from bot_service.handlers.staff import card_text, for_staff, is_owner
from bot_service.handlers.strips import TIME_IS_GONE, show_days, show_times, time_keys
from bot_service.keyboards import grid, menu_row, tap, word
from bot_service.routes import Routes
from bot_service.site import Wish
from bot_service.site_types import Master, Service
from bot_service.talk import Talk
from bot_service.texts import bold, fill, label, lines, plain
from bot_service.texts import gettext as _

routes = Routes()

NEXT_TIMES = 8
DESK, PHONE = "desk", "phone"
LONGEST_NAME = 100


@routes.screen("walk")
@for_staff
def choose_service(talk: Talk) -> None:
    """Her own ones; all of them where she performs none (the owner)."""
    talk.begin(how=DESK)
    own, every = _offered(talk)
    keys = [tap(f"{one.name} · {said.price(one.price)}", "walk", one.slug) for one in own or every]
    talk.show(_("Choose a service."), [*grid(keys, 1), menu_row()])


def _offered(talk: Talk) -> tuple[list[Service], list[Service]]:
    master = talk.profile.master
    every = [one for category in talk.site.catalogue().categories for one in category.services]
    return [one for one in every if master and master.slug in one.masters], every


@routes.tap("walk")
@for_staff
def service_chosen(talk: Talk, slug: str) -> None:
    master = talk.profile.master
    talk.draft.services = [slug]
    talk.draft.master = master.slug if master and master.slug in {one.slug for one in _able(talk)} else ""
    talk.go("walk.master" if is_owner(talk) else "walk.when")


@routes.screen("walk.master")
@for_staff
def masters(talk: Talk) -> None:
    """The owner enters somebody for a colleague too."""
    able = _able(talk)
    if len(able) < 2:
        talk.draft.master = able[0].slug if able else ""
        talk.go("walk.when")
        return
    keys = [tap(one.name, "walk_master", one.slug) for one in able]
    talk.show(fill(_("With: {master}"), master="…"), [*grid(keys, 2), [tap(label("Back"), "to", "walk")]])


@routes.tap("walk_master")
@for_staff
def master_chosen(talk: Talk, slug: str) -> None:
    talk.draft.master = slug
    talk.go("walk.when")


def _able(talk: Talk) -> list[Master]:
    wanted = set(talk.draft.services)
    return [one for one in talk.site.masters() if wanted <= set(one.services)]


def _wish(talk: Talk) -> Wish:
    return Wish(talk.draft.services, talk.draft.master)


@routes.screen("walk.when")
@for_staff
def now_or_later(talk: Talk) -> None:
    if not talk.draft.services:
        talk.go("walk")
        return
    talk.draft.how, talk.draft.page = DESK, ""
    today = talk.site.slots(_wish(talk), day=talk.now().date()).day
    soon = time_keys(today.starts if today else [])[:NEXT_TIMES]
    rows = [
        [tap(label("Now"), "time", "now")],
        *grid(soon, 4),
        [tap(label("Another day"), "phone")],
        [tap(label("Back"), "to", "walk")],
    ]
    talk.show(_("When?"), rows)


@routes.tap("phone")
@for_staff
def another_day(talk: Talk, _about: str) -> None:
    """Whoever comes another day is on the phone now."""
    talk.draft.how = PHONE
    talk.go("walk.day")


@routes.screen("walk.day")
@for_staff
def days(talk: Talk) -> None:
    if not talk.draft.services:
        talk.go("walk")
        return
    page = date.fromisoformat(talk.draft.page) if talk.draft.page else None
    show_days(talk, talk.site.slots(_wish(talk), day=page), back="walk.when")


@routes.screen("walk.time")
@for_staff
def times(talk: Talk) -> None:
    if not talk.draft.day:
        talk.go("walk.when")
        return
    show_times(talk, talk.site.slots(_wish(talk), day=date.fromisoformat(talk.draft.day)), back="walk.day")


@routes.screen("walk.chosen")
@for_staff
def ask_name(talk: Talk) -> None:
    skip = [tap(label("Skip"), "unnamed")] if talk.draft.how == DESK else []
    talk.show(_("What is the client’s name?"), [skip, [tap(label("Back"), "to", "walk.when")]])


@routes.text_on("walk.chosen")
@for_staff
def hear_name(talk: Talk, text: str) -> None:
    talk.draft.name = " ".join(plain(text, LONGEST_NAME).split())
    if not talk.draft.name:
        talk.go("walk.chosen")
        return
    talk.go("walk.phone" if talk.draft.how == PHONE else "walk.check")


@routes.tap("unnamed")
@for_staff
def without_name(talk: Talk, _about: str) -> None:
    """The calendar calls them something all the same."""
    hear_name(talk, _("Walk-in"))


@routes.screen("walk.phone")
def ask_phone(talk: Talk) -> None:
    talk.show(_("What is the client’s phone number?"), [[tap(label("Back"), "to", "walk.chosen")]])


@routes.text_on("walk.phone")
@for_staff
def hear_phone(talk: Talk, text: str) -> None:
    talk.draft.phone = plain(text, 30)
    talk.go("walk.check")


@routes.screen("walk.check")
@for_staff
def check(talk: Talk) -> None:
    draft = talk.draft
    if not (draft.services and draft.start and draft.name):
        talk.go("walk")
        return
    catalogue = talk.site.catalogue()
    when = _("Now") if draft.start == "now" else said.moment(datetime.fromisoformat(draft.start))
    names = [one.name for one in map(catalogue.service, draft.services) if one]
    text = lines(bold(", ".join(names)), when, draft.name, draft.phone)
    rows = [[tap(label("Enter"), "enter")], [tap(label("Another time"), "to", "walk.when")], menu_row()]
    talk.show(text, rows)


@routes.tap("enter")
@for_staff
def enter(talk: Talk, _about: str) -> None:
    draft = talk.draft
    start = None if draft.start == "now" else datetime.fromisoformat(draft.start)
    try:
        who = {"name": draft.name, "phone": draft.phone, "how": draft.how or DESK, "master": draft.master}
        card = talk.site.walk_in(draft.services, start, **who)
    except Refused as refused:
        _not_entered(talk, refused)
        return
    talk.notice = fill(_("Entered: {time}"), time=said.moment(card.start))
    talk.finish(card_text(card), [[word(label("Open the card"), "cd", card.id)], menu_row()])


def _not_entered(talk: Talk, refused: Refused) -> None:
    if refused.code in TIME_IS_GONE:
        talk.go("walk.when", notice=refused.sentence)
    elif refused.code in {"invalid", "invalid_contact"} and talk.draft.how == PHONE:
        talk.draft.phone = ""
        talk.go("walk.phone", notice=refused.sentence)
    else:
        raise refused
