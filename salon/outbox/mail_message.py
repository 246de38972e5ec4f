"""A letter as a mail: text and HTML, calendar part, headers that mailboxes understand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.mime.image import MIMEImage
from functools import cache
from hashlib import sha256
from itertools import chain, repeat
from urllib.parse import urlsplit

from css_inline import CSSInliner
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from salon.cms.link import Link
from salon.cms.place import Place, salon_place
from salon.cms.selectors import legal_links
from salon.outbox.letter import Fact, Letter, Picture
from salon.outbox.models import Message

CALENDAR_NAME = "termin.ics"
# What mailboxes fold away below a text (RFC 3676, 4.3).
DELIMITER = "-- "


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds every letter in a language; `legal` has absolute addresses."""

    place: Place
    legal: list[Link]


def frame_of(code: str) -> Frame:
    """Looked up once in a round of delivery."""
    return Frame(salon_place(code), legal_links(code))


def mail_message(letter: Letter, to: str, message: Message) -> EmailMultiAlternatives:
    """The mail to one address. The same message has the same Message-ID at every try, so that a copy can be known;
    one that a person sends again has another, or mailboxes would hide it.
    """
    frame = frame_of(letter.language)
    reply_to = letter.reply_to or frame.place.email
    headers = {
        "Auto-Submitted": "auto-generated",  # RFC 3834: no out-of-office answers, please
        "Message-ID": message_id(f"{message.dedupe_key}|{message.resends}"),
        "References": message_id(f"thread|{message.about}|{message.recipient}"),
        "Content-Language": letter.language,
    }
    mail = EmailMultiAlternatives(
        # What somebody typed may stand in it, and must not begin another header.
        " ".join(letter.words.subject.splitlines()),
        as_text(letter, frame),
        to=[to],
        reply_to=[reply_to] if reply_to else None,
        headers=headers,
    )
    name = message_id(f"picture|{message.dedupe_key}")
    mail.attach_alternative(as_html(letter, frame, f"cid:{name.strip('<>')}"), "text/html")
    if letter.picture is not None:
        mail.attach(_inline(letter.picture, name))
    if letter.invitation is not None:
        calendar = letter.invitation.content.decode()
        # Once as an alternative, for the answer card of a mailbox, and once as a file, for everybody else.
        mail.attach_alternative(calendar, letter.invitation.content_type)
        mail.attach(CALENDAR_NAME, calendar, letter.invitation.content_type)
    return mail


def as_text(letter: Letter, frame: Frame) -> str:
    """Written, not stripped from the HTML."""
    with translation.override(letter.language):
        context = {"letter": letter, "frame": frame, "facts": _in_columns(letter.facts)}
        parts = [_tidied(render_to_string(f"outbox/{name}.txt", context)) for name in ("mail", "signature")]
    return f"\n\n{DELIMITER}\n".join(parts) + "\n"


def as_html(letter: Letter, frame: Frame, picture: str = "") -> str:
    """With its styles inlined: many mailboxes know no style sheet. `picture`: the address of the letter's picture, by
    default all of it.
    """
    source = picture or (letter.picture.as_data if letter.picture else "")
    with translation.override(letter.language):
        context = {"letter": letter, "frame": frame, "picture": source}
        return _inliner().inline(render_to_string("outbox/mail.html", context))


def message_id(of: str) -> str:
    return f"<{sha256(of.encode()).hexdigest()[:32]}@{urlsplit(settings.SALON_URL).hostname}>"


def _inline(picture: Picture, name: str) -> MIMEImage:
    """A part that the HTML shows by its Content-ID (RFC 2392) and mailboxes list among no files."""
    part = MIMEImage(picture.content, "png")
    part.add_header("Content-ID", name)
    part.add_header("Content-Disposition", "inline", filename=picture.name)
    return part


def _in_columns(facts: Sequence[Fact]) -> list[str]:
    """The table as lines of text: what is said stands in one column."""
    width = max((len(fact.label) for fact in facts), default=0) + 2
    return [
        f"{label:<{width}}{line}"
        for fact in facts
        for label, line in zip(chain([f"{fact.label}:"], repeat("")), fact.lines, strict=False)
    ]


def _tidied(text: str) -> str:
    """Without blanks at the ends of lines, and with one empty line at most between two."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


@cache
def _inliner() -> CSSInliner:
    return CSSInliner(keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False)
