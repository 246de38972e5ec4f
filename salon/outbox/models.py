"""The outbox is the promise: a message is written with what it reports, and delivered later."""

import re
from typing import Any
from uuid import UUID, uuid5

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin
from wagtail_localize.fields import SynchronizedField

from salon.cms.models import TranslatedText
from salon.lib.logs import KEY
from salon.outbox import wording

WORKER = "worker"
# Recipients that need no number.
CLIENT, DESK = "client", "desk"
PROBLEM_LENGTH, CUT = 200, re.compile(r"[\w-]+$")
# Of the texts of a letter in all languages one key is made, so that they are translations of each other.
LETTERS = UUID("5d1c2f3e-7a64-4f0b-9a1e-6b8f2c9d4e10")
# A mail brings its styles inside its tags.
MAIL_POLICY = {"style-src": [SELF, UNSAFE_INLINE]}


class State(models.TextChoices):
    """queued -> sent, dead, withdrawn, dropped, call; call -> called; and from each of them by hand -> queued."""

    QUEUED = "queued", _("waits")
    SENT = "sent", _("sent")
    DEAD = "dead", _("given up")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DROPPED = "dropped", _("no longer needed")
    CALL = "call", _("please call")
    CALLED = "called", _("called")


class WaitsFor(models.TextChoices):
    """What a message that was tried in vain waits for; the first two hold back later ones to the same recipient."""

    SERVER = "server", _("the server")
    PATIENCE = "patience", _("a later try")
    REPAIR = "repair", _("a repair")


class Message(models.Model):
    """One message to one recipient.

    `about` names what it reports ("visit:12"), `recipient` who shall read it ("client", "desk", "master:3"); address,
    channel and language are resolved at delivery by the kind. `due_at`: when it ought to leave; `try_at`: when it is
    tried next; while somebody delivers it, when their claim ends; of what was given up, when that was. All times are
    aware UTC. `dedupe_key` makes writing the same message twice impossible. `resends`: how often a person sent it
    again.
    """

    kind = models.CharField(_("kind"), max_length=40)
    about = models.CharField(_("about"), max_length=40)
    recipient = models.CharField(_("recipient"), max_length=24, default=CLIENT)
    context = models.JSONField(default=dict)
    due_at = models.DateTimeField(_("due"))
    try_at = models.DateTimeField(_("next try"))
    dedupe_key = models.CharField(max_length=160, unique=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.QUEUED)
    waits_for = models.CharField(_("waits for"), max_length=8, choices=WaitsFor, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    resends = models.PositiveSmallIntegerField(_("sent again"), default=0)
    problem = models.CharField(_("problem"), max_length=PROBLEM_LENGTH, blank=True)
    channel = models.CharField(_("channel"), max_length=8, blank=True)
    sent_to = models.CharField(_("sent to"), max_length=254, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    # What the channel knows it by, to change it later: the number of a Telegram message in its chat.
    sent_as = models.CharField(max_length=20, blank=True, editable=False)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "-pk"]
        permissions = [("resend_message", "Can send messages again and withdraw them")]
        indexes = [
            models.Index(fields=["about", "recipient"], name="outbox_about"),
            models.Index(fields=["state", "due_at"], name="outbox_state"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"

    @property
    def about_key(self) -> str:
        """What stands behind the prefix of `about`: "12" of "visit:12"."""
        return self.about.partition(":")[2]

    @property
    def outcome(self) -> str:
        """What came of it, in words: why it was dropped, or what a server said; without the key of a link."""
        if not self.problem:
            return ""
        said = KEY.sub("…", gettext(self.problem))
        # Of a long one the end is missing, and with it perhaps the end of a key.
        return CUT.sub("…", said) if len(self.problem) == PROBLEM_LENGTH else said


class MessageText(PreviewableMixin, TranslatedText):
    """An editor's own words for a letter in one language; a part that is left empty is the standard text.

    The database knows one text a letter and language: `translation_key` is made of the letter.
    """

    letter = models.CharField(_("letter"), max_length=40)
    subject = models.CharField(_("subject"), max_length=160, blank=True)
    preheader = models.CharField(
        _("preview line"), max_length=160, blank=True, help_text=_("What a mailbox shows beside the subject.")
    )
    heading = models.CharField(_("heading"), max_length=160, blank=True)
    body = models.TextField(
        _("text"), blank=True, help_text=_("A paragraph a line. One whose placeholder has nothing to say is left out.")
    )

    override_translatable_fields = [SynchronizedField("letter", overridable=False)]

    class Meta(TranslatedText.Meta):
        verbose_name = _("text of a message")
        verbose_name_plural = _("texts of messages")

    def __str__(self) -> str:
        return str(wording.label_of(self.letter))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.translation_key = uuid5(LETTERS, self.letter)
        super().save(*args, **kwargs)

    @property
    def words(self) -> wording.OwnWords:
        """As they stand here, saved or not."""
        return wording.OwnWords(**{part: getattr(self, part) for part in wording.PARTS})

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("mail", _("Mail")), ("text", _("Text"))]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return f"outbox/admin/preview_{'text' if mode_name == 'text' else 'mail'}.html"

    @method_decorator(csp_replace(MAIL_POLICY))
    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return super().serve_preview(request, mode_name)

    def clean(self) -> None:
        """Every placeholder has to be one that this letter knows."""
        super().clean()
        found = wording.wordings.get(self.letter)
        if found is None:
            raise ValidationError({"letter": gettext("Please choose a letter.")})
        told = {part: _problem(part, getattr(self, part), found.placeholders) for part in wording.PARTS}
        if problems := {part: problem for part, problem in told.items() if problem}:
            raise ValidationError(problems)


class Heartbeat(models.Model):
    """The last time the timetable reached a worker: written every minute, shown by `/health/ready`."""

    name = models.CharField(max_length=20, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


def _problem(part: str, text: str, known: frozenset[str]) -> str:
    """What an editor has to mend in a part of their text; empty where it is right."""
    if unknown := wording.placeholders_in(text) - known:
        return gettext("Not known here: {names}").format(names=", ".join(f"{{{name}}}" for name in sorted(unknown)))
    if wording.has_stray_brace(text):
        return gettext("A curly bracket stands alone.")
    if part != "body" and len(text.splitlines()) > 1:
        return gettext("There is room for one line only.")
    return ""
