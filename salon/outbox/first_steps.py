"""Whether a new salon's mail arrives."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from salon.cms.registries import FirstStep
from salon.outbox.admin.mail_test import TITLE
from salon.outbox.letter import Channel
from salon.outbox.models import Message, State


def mail_steps(request: HttpRequest) -> Iterator[FirstStep]:
    """Any letter that left proves it."""
    has_left = Message.objects.filter(state=State.SENT, channel=Channel.MAIL).exists()
    yield FirstStep(str(TITLE), has_left, reverse("mail_test"))
