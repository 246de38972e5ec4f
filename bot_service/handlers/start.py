"""Menu, help, language, the salon's address; connecting a chat and letting go of it."""

from bot_service import texts
from bot_service.errors import Refused
from bot_service.keyboards import Key, go, grid, menu_row, tap, word
from bot_service.routes import Routes
from bot_service.site import Caller
from bot_service.site_types import Salon
from bot_service.talk import Talk
from bot_service.texts import bold, fill, label, lines, link
from bot_service.texts import gettext as _

routes = Routes()

GONE = 410


@routes.screen("menu")
def menu(talk: Talk) -> None:
    talk.begin()
    profile = talk.profile
    welcome = fill(
        _("Hello. Here you can book at {salon_name}, see your appointments and get reminders."),
        salon_name=profile.salon.in_text or profile.salon.name,
    )
    own = [[word(label("Book"), "bk"), go(label("My appointments"), "visits")]]
    about = [go(label("Address and phone"), "contacts"), go(label("Language"), "language"), go(label("Help"), "help")]
    if profile.master is not None:
        talk.show(bold(profile.master.name), [*_desk(), *own, *grid(about, 3)])
    else:
        talk.show(welcome, [*own, *grid(about, 2)])


def _desk() -> list[list[Key]]:
    """What a master needs between two clients."""
    return [
        [go(label("Today"), "today"), go(label("Tomorrow"), "tomorrow"), go(label("This week"), "week")],
        [go(label("Open requests"), "requests"), go(label("Scan QR code"), "scan")],
        [go(label("Add a walk-in"), "walk")],
        [go(label("Running late"), "late"), go(label("Block time"), "off")],
    ]


@routes.word("go")
def anywhere(talk: Talk, place: str) -> None:
    """Screens with a dot in their name belong to a dialog and are reached by it only."""
    if place == "again" and talk.state.screen in talk.routes.screens:
        talk.go(talk.state.screen)
    else:
        talk.go(place if place in talk.routes.screens else "menu")


@routes.tap("to")
def back(talk: Talk, screen: str) -> None:
    talk.go(screen)


@routes.screen("help")
def help_(talk: Talk) -> None:
    profile = talk.profile
    text = lines(
        _("Choose a button, or write /start at any time to see the menu. A dialog that you leave is forgotten."),
        _links(profile.salon),
    )
    rows = [menu_row()]
    if profile.master or (profile.client and profile.client.is_linked):
        rows.insert(0, [go(label("Disconnect Telegram"), "unlink")])
    talk.show(text, rows)


@routes.screen("contacts")
def contacts(talk: Talk) -> None:
    salon = talk.profile.salon
    text = lines(
        bold(salon.name),
        salon.address,
        salon.directions,
        salon.phone_shown or salon.phone,
        salon.email,
        link(_("Map"), salon.map_url) if salon.map_url else "",
        _links(salon),
    )
    talk.show(text, [menu_row()])


def _links(salon: Salon) -> str:
    pages = {_("Website"): salon.site_url, _("Privacy"): salon.privacy_url, _("Imprint"): salon.imprint_url}
    return texts.Html(" · ".join(link(words, url) for words, url in pages.items() if url))


@routes.screen("language")
def language(talk: Talk) -> None:
    keys = [word(texts.NAMES[code], "la", code) for code in texts.LANGUAGES]
    talk.show(_("Which language do you prefer?"), [*grid(keys, 2), menu_row()])


@routes.word("la")
def speak(talk: Talk, code: str) -> None:
    """The site remembers it where it knows the person; this chat does in any case."""
    if code not in texts.LANGUAGES:
        talk.go("language")
        return
    caller = talk.site.caller
    talk.state.language = code
    talk.site.caller = Caller(caller.user, code, caller.new_key)
    with texts.speaking(code):
        client = talk.profile.client
        if client or talk.profile.master:
            talk.knows(talk.site.save_profile(name=client.name if client else talk.person.name))
        else:
            talk.knows(talk.site.profile())
        talk.go("menu", notice=_("From now on we will write to you in English."))


@routes.word("link_client")
def link_client(talk: Talk, code: str) -> None:
    try:
        linked = talk.site.link(code, name=talk.person.name)
    except Refused as refused:
        _not_linked(talk, refused, _("This link has expired. Please open a new one on the website."))
        return
    talk.knows(linked.profile)
    said = lines(
        _("Telegram is connected. Confirmations and reminders will arrive here."),
        _("You can disconnect at any time, under “Help” or on the website."),
    )
    if linked.visit is not None:
        talk.notice = said
        talk.hear("v", linked.visit.id)
    else:
        talk.go("menu", notice=said)


@routes.word("link_master")
def link_master(talk: Talk, code: str) -> None:
    try:
        linked = talk.site.link(code, name=talk.person.name)
    except Refused as refused:
        _not_linked(talk, refused, _("This code is invalid or already used. Please ask reception for a new one."))
        return
    master = talk.knows(linked.profile).master
    welcome = _("Welcome, {master}. This chat is now connected to your calendar.")
    talk.go("menu", notice=fill(welcome, master=master.name if master else talk.person.name))


def _not_linked(talk: Talk, refused: Refused, sentence: str) -> None:
    """Being asked too often, or being blocked, is told as the site tells it."""
    if refused.status not in {GONE, 400, 404}:
        raise refused
    talk.go("menu", notice=sentence)


@routes.screen("unlink")
def unlink(talk: Talk) -> None:
    profile = talk.profile
    rows = []
    if profile.client and profile.client.is_linked:
        rows.append([tap(label("Yes, disconnect"), "unlink", "client")])
    if profile.master:
        rows.append([tap(label("Leave the calendar"), "unlink", "master")])
    text = _("After that no confirmations and reminders arrive here, and your appointments are no longer shown.")
    talk.show(text, [*rows, [go(label("Back"), "menu")]])


@routes.tap("unlink")
def unlinked(talk: Talk, kind: str) -> None:
    talk.knows(talk.site.unlink(kind))
    if kind == "master":
        talk.go("menu", notice=_("This chat is no longer connected to your calendar."))
    else:
        talk.go("menu", notice=_("Telegram is disconnected. We will write to you by email again."))
