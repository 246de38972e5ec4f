"""Another time for a visit."""

from datetime import date, datetime

from bot_service import said
from bot_service.errors import Refused
from bot_service.handlers.strips import TIME_IS_GONE, show_days, show_times
from bot_service.keyboards import tap, word
from bot_service.routes import Routes
from bot_service.site import Wish
from bot_service.talk import Talk
from bot_service.texts import fill, label, lines
from bot_service.texts import gettext as _

routes = Routes()

NOTHING_NEW = Wish(())


@routes.word("mv")
def move(talk: Talk, id_: str) -> None:
    visit = talk.site.visit(id_)
    if not visit.move_until:
        talk.notice = _("This appointment can no longer be moved here. Please call us.")
        talk.hear("v", id_)
        return
    talk.begin(visit=id_)
    talk.go("move.day")


@routes.screen("move.day")
def days(talk: Talk) -> None:
    draft = talk.draft
    if not draft.visit:
        talk.go("visits")
        return
    page = date.fromisoformat(draft.page) if draft.page else None
    show_days(talk, talk.site.slots(NOTHING_NEW, day=page, visit=draft.visit), back="move.stay")


@routes.screen("move.time")
def times(talk: Talk) -> None:
    draft = talk.draft
    if not (draft.visit and draft.day):
        talk.go("visits")
        return
    slots = talk.site.slots(NOTHING_NEW, day=date.fromisoformat(draft.day), visit=draft.visit)
    show_times(talk, slots, back="move.day")


@routes.screen("move.stay")
def stay(talk: Talk) -> None:
    if talk.draft.visit:
        talk.hear("v", talk.draft.visit)
    else:
        talk.go("visits")


@routes.screen("move.chosen")
def look_again(talk: Talk) -> None:
    draft = talk.draft
    if not (draft.visit and draft.start):
        talk.go("visits")
        return
    visit, start = talk.site.visit(draft.visit), datetime.fromisoformat(draft.start)
    text = lines(
        fill(_("So far: {date}, {time}"), date=said.day(visit.start), time=said.at(visit.start)),
        fill(_("New: {date}, {time}"), date=said.day(start), time=said.at(start)),
    )
    rows = [
        [tap(label("Move"), "move")],
        [tap(label("Another time"), "to", "move.day"), word(label("Keep it"), "v", visit.id)],
    ]
    talk.show(text, rows)


@routes.tap("move")
def moved(talk: Talk, _about: str) -> None:
    draft = talk.draft
    try:
        visit = talk.site.move(draft.visit, datetime.fromisoformat(draft.start))
    except Refused as refused:
        if refused.code not in TIME_IS_GONE:
            raise
        talk.go("move.time", notice=refused.sentence)
        return
    text = _("Your appointment has a new time: {date}, {time}.")
    talk.notice = fill(text, date=said.day(visit.start), time=said.at(visit.start))
    talk.hear("v", visit.id)
