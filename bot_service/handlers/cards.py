"""A visit as a master decides it. The card is edited in place, also one that the site has sent."""

from bot_service.errors import Refused
from bot_service.handlers.staff import card_text, for_staff
from bot_service.keyboards import Key, go, menu_row, tap, word
from bot_service.routes import Routes
from bot_service.staff_types import Card
from bot_service.talk import Talk
from bot_service.texts import current, fill, label, lines, plain, speaking
from bot_service.texts import gettext as _

routes = Routes()

LONGEST_REASON = 200


@routes.word("cd")
@for_staff
def card(talk: Talk, id_: str) -> None:
    _show(talk, talk.site.card(id_))


def _show(talk: Talk, card: Card) -> None:
    """It stays, whatever comes later."""
    talk.finish(card_text(card), _ways(card))


def _ways(card: Card) -> list[list[Key]]:
    """What the site says that this master may do now."""
    words = [
        ("approve", "ap", label("Approve")),
        ("decline", "dc", label("Decline")),
        ("done", "dn", label("Done")),
        ("no_show", "ns", label("No-show")),
        ("reopen", "ro", label("Reopen")),
    ]
    answers = [word(text, name, card.id) for may, name, text in words if may in card.may]
    scan = [go(label("Scan QR code"), "scan")] if "finalise" in card.may else []
    return [answers, scan, menu_row()]


@routes.word("ap")
@for_staff
def approve(talk: Talk, id_: str) -> None:
    approved = _decide(talk, id_, "approve")
    if approved:
        talk.notice = fill(_("Approved. {client_name} will get a confirmation."), client_name=approved.client_name)
        _show(talk, approved)


@routes.word("dc")
@for_staff
def ask_reason(talk: Talk, id_: str) -> None:
    found = talk.site.card(id_)
    if "decline" not in found.may:
        _show(talk, found)
        return
    talk.begin(visit=id_)
    talk.go("cards.reason")


@routes.screen("cards.reason")
def reasons(talk: Talk) -> None:
    id_ = talk.draft.visit
    if not id_:
        talk.go("requests")
        return
    rows = [
        [tap(label("Time is taken"), "because", "taken")],
        [tap(label("Colleague is ill"), "because", "ill")],
        [tap(label("Other reason"), "to", "cards.words")],
        [word(label("Back"), "cd", id_)],
    ]
    talk.show(lines(card_text(talk.site.card(id_)), _("Why are you declining?")), rows)


@routes.tap("because")
@for_staff
def decline_because(talk: Talk, reason: str) -> None:
    """Said in the client's language, for it is the client who reads it."""
    with speaking(talk.site.card(talk.draft.visit).language or current()):
        sentence = {
            "taken": _("The time has been taken in the meantime."),
            "ill": _("Our colleague has fallen ill."),
        }[reason]
    decline(talk, sentence)


@routes.screen("cards.words")
def ask_words(talk: Talk) -> None:
    text = _("Write the reason in a sentence; the client will read it.")
    talk.show(text, [[tap(label("Back"), "to", "cards.reason")]])


@routes.text_on("cards.words")
@for_staff
def hear_words(talk: Talk, text: str) -> None:
    decline(talk, plain(text, LONGEST_REASON))


def decline(talk: Talk, reason: str) -> None:
    declined = _decide(talk, talk.draft.visit, "decline", reason)
    if declined:
        text = _("Declined. {client_name} will get a message with the reason.")
        talk.notice = fill(text, client_name=declined.client_name)
        _show(talk, declined)


def _decide(talk: Talk, id_: str, answer: str, reason: str = "") -> Card | None:
    """None where somebody was faster: then the card says who the visit belongs to now."""
    try:
        return talk.site.decide(id_, answer, reason=reason)
    except Refused as refused:
        _show_as_it_is(talk, id_, refused)
        return None


def _show_as_it_is(talk: Talk, id_: str, refused: Refused) -> None:
    if refused.status != 409:
        raise refused
    talk.notice = refused.sentence
    _show(talk, talk.site.card(id_))


@routes.word("dn")
@for_staff
def done(talk: Talk, id_: str) -> None:
    _finish(talk, id_, "done")


@routes.word("ns")
@for_staff
def no_show(talk: Talk, id_: str) -> None:
    _finish(talk, id_, "no_show")


@routes.word("ro")
@for_staff
def reopen(talk: Talk, id_: str) -> None:
    _finish(talk, id_, "reopen")


def _finish(talk: Talk, id_: str, outcome: str) -> None:
    try:
        _show(talk, talk.site.finish(id_, outcome))
    except Refused as refused:
        _show_as_it_is(talk, id_, refused)
