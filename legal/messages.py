"""What a withdrawal writes: its acknowledgement, with content, day and time as the law wants them, and the mail to the
desk. Found by the outbox.
"""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as _

from legal.actions import STAFF_WITHDRAWAL, WITHDRAWAL_RECEIPT
from legal.declaration import Declaration
from legal.models import Withdrawal
from salon.cms.place import salon_place
from salon.lib import dates, language
from salon.lib.urls import absolute
from salon.outbox.compose import compose, for_staff, greeting
from salon.outbox.kinds import register
from salon.outbox.letter import NO_MAILBOX, Drop, Fact, Letter, Outcome
from salon.outbox.models import Message
from salon.outbox.wording import Group, Wording, wording

FORGOTTEN = _("The withdrawal is no longer kept.")
NAMES = {"de": "Katharina Vogel", "ru": "Екатерина Соколова", "uk": "Катерина Соколенко", "en": "Catherine Fowler"}


def sample(of: Wording) -> Letter:
    declared = Declaration("", NAMES[language.current()], "LNDN26", "katharina@example.org", "")
    row = Withdrawal(
        pk=1,
        received_at=timezone.now(),
        language=language.current(),
        name=declared.name,
        email=declared.email,
        reference=declared.reference,
        declaration="\n".join(declared.lines()),
    )
    return _to_client(row) if of is RECEIPT else _to_desk(row, declared.email)


WITHDRAWN = Group(frozenset({"client_name", "reference"}), sample)
RECEIPT = wording(
    "withdrawal_receipt",
    gettext_lazy("Withdrawal received"),
    WITHDRAWN,
    subject=_("We have received your withdrawal"),
    preheader=_("With its content, and the day and time at which it arrived."),
    heading=_("We have received your withdrawal"),
    lines=[
        _("This message confirms that your withdrawal has arrived: with its content, and with day and time."),
        _("We will write to you about what happens next."),
    ],
)
NEW_WITHDRAWAL = wording(
    "staff_withdrawal",
    gettext_lazy("To the salon: withdrawal from a contract"),
    WITHDRAWN,
    subject=_("Withdrawal from a contract: {client_name}"),
    preheader=_("Reference or date: {reference}"),
    heading=_("Somebody withdraws from a contract"),
    lines=[
        _("Its receipt has been acknowledged. Please check it and answer; amounts paid are due back within 14 days.")
    ],
    buttons={"admin": _("Open the withdrawal")},
)


@register(WITHDRAWAL_RECEIPT, gettext_lazy("Withdrawal received"))
def withdrawal_receipt(message: Message, now: datetime) -> Outcome:
    row = _row(message)
    if row is None:
        return Drop(FORGOTTEN)
    with translation.override(row.language):
        return _to_client(row)


@register(STAFF_WITHDRAWAL, gettext_lazy("To the salon: withdrawal from a contract"))
def staff_withdrawal(message: Message, now: datetime) -> Outcome:
    row, to = _row(message), salon_place(settings.LANGUAGE_CODE).email
    if row is None:
        return Drop(FORGOTTEN)
    if not to:
        return Drop(NO_MAILBOX)
    with translation.override(settings.LANGUAGE_CODE):
        return _to_desk(row, to)


def _to_client(row: Withdrawal) -> Letter:
    why = gettext("You are receiving this message because you withdrew from a contract on our website.")
    return compose(RECEIPT, row.email, _words(row), why=why, greeting=greeting(row.name), facts=_facts(row))


def _to_desk(row: Withdrawal, to: str) -> Letter:
    url = absolute(reverse("legal_withdrawal_modeladmin_inspect", args=[row.pk]))
    urls = {"admin": lambda: url}
    return compose(NEW_WITHDRAWAL, to, _words(row), urls=urls, why=for_staff(), facts=_facts(row))


def _words(row: Withdrawal) -> dict[str, str]:
    return {"client_name": row.name, "reference": row.reference}


def _facts(row: Withdrawal) -> Sequence[Fact]:
    """Outside the words that an editor can change: the law wants them in any case."""
    at = dates.local(row.received_at)
    received = Fact(gettext("Received"), [f"{dates.dated(at)}, {dates.at(at)}"])
    return [received, Fact(gettext("Declaration"), row.declaration.splitlines())]


def _row(message: Message) -> Withdrawal | None:
    return Withdrawal.objects.filter(pk=int(message.about_key)).first()
