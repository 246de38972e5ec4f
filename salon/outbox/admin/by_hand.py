"""What people do with messages by hand: a page that asks, and a POST that does it and leaves a line in the log."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail_modeladmin.views import InstanceSpecificView, WMABaseView

from salon.outbox.actions.by_hand import note_called, resend, try_now, withdraw_by_hand
from salon.outbox.actions.retention import KEPT
from salon.outbox.actions.write import asleep, wake
from salon.outbox.admin import shown
from salon.outbox.kinds import label_of
from salon.outbox.models import Message, State

# One press of the button; who has more presses again.
AT_ONCE = 500
RESEND_DEAD = "resend-dead"


@dataclass(frozen=True, slots=True)
class Deed:
    """`offered`: whether it makes sense for a message now (aware); `do`: told its id and now, whether it was done;
    `is_urgent`: the message waits for somebody to do it.
    """

    name: str
    label: Promise
    icon: str
    question: Promise
    done: Promise
    offered: Callable[[Message, datetime], bool]
    do: Callable[[int, datetime], bool]
    is_urgent: Callable[[Message], bool]


def is_told(message: Message, now: datetime) -> bool:
    """Whether it still knows what it tells."""
    return now - message.due_at < KEPT


RESEND = Deed(
    "resend",
    gettext_lazy("Send again"),
    "resubmit",
    gettext_lazy("Send this message again? It is written anew: with what is true now, or not at all."),
    gettext_lazy("The message leaves at once."),
    offered=lambda message, now: message.state != State.QUEUED and is_told(message, now),
    do=lambda pk, now: resend(message_id=pk, now=now),
    is_urgent=lambda message: message.state == State.DEAD,
)
TRY_NOW = Deed(
    "try-now",
    gettext_lazy("Try now"),
    "resubmit",
    gettext_lazy("Try now instead of at the time that is planned?"),
    gettext_lazy("The message is tried at once."),
    offered=lambda message, now: bool(message.state == State.QUEUED and message.waits_for and message.try_at > now),
    do=lambda pk, now: try_now(message_id=pk, now=now),
    is_urgent=lambda message: True,
)
CANCEL = Deed(
    "withdraw",
    gettext_lazy("Withdraw"),
    "cross",
    gettext_lazy("Withdraw this message? It will not be sent."),
    gettext_lazy("The message is withdrawn."),
    offered=lambda message, now: message.state == State.QUEUED,
    do=lambda pk, now: withdraw_by_hand(message_id=pk),
    is_urgent=lambda message: False,
)
CALLED = Deed(
    "called",
    gettext_lazy("Called"),
    "success",
    gettext_lazy("Have you told them by phone?"),
    gettext_lazy("Noted: somebody has called."),
    offered=lambda message, now: message.state == State.CALL,
    do=lambda pk, now: note_called(message_id=pk),
    is_urgent=lambda message: True,
)
DEEDS = (CALLED, TRY_NOW, RESEND, CANCEL)


def deeds_for(message: Message, now: datetime) -> Iterator[Deed]:
    return (deed for deed in DEEDS if deed.offered(message, now))


def dead_letters(now: datetime) -> list[Message]:
    """Those given-up messages that can be sent again, the latest first."""
    return list(Message.objects.filter(state=State.DEAD, due_at__gt=now - KEPT).order_by("-due_at", "-pk")[:AT_ONCE])


class ByHand(WagtailAdminTemplateMixin):
    """What both pages share."""

    def check_action_permitted(self, user: AbstractUser) -> bool:
        return self.permission_helper.user_can_act(user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        up = {"url": self.index_url, "label": shown.ALL}
        return [*self.breadcrumbs_items, up, *self.way_back(), {"url": "", "label": self.get_page_title()}]

    def way_back(self) -> list[dict[str, Any]]:
        return []


class DeedView(ByHand, InstanceSpecificView):
    """One message, one deed."""

    template_name = "outbox/admin/by_hand.html"
    deed: Deed = RESEND

    def __init__(self, model_admin: Any, instance_pk: str, deed: Deed) -> None:
        super().__init__(model_admin, instance_pk)
        self.deed = deed

    @cached_property
    def header_icon(self) -> str:
        return self.deed.icon

    @property
    def card_url(self) -> str:
        return self.url_helper.get_action_url("inspect", self.pk_quoted)

    def get_page_title(self) -> str:
        return str(self.deed.label)

    def get_page_subtitle(self) -> str:
        return str(label_of(self.instance.kind))

    def way_back(self) -> list[dict[str, Any]]:
        return [{"url": self.card_url, "label": self.get_page_subtitle()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        offered = self.deed.offered(self.instance, timezone.now())
        return super().get_context_data(deed=self.deed, is_offered=offered, back=self.card_url, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        now = timezone.now()
        with transaction.atomic():
            done = self.deed.offered(self.instance, now) and self.deed.do(self.instance.pk, now)
            if done:
                log(instance=self.instance, action=f"outbox.{self.deed.name}", user=request.user)
        if done:
            messages.success(request, self.deed.done)
        else:
            self.instance.refresh_from_db()
            said = _("Too late for that: the message has changed meanwhile. Its state now: {state}.")
            messages.warning(request, said.format(state=self.instance.get_state_display()))
        return redirect(get_valid_next_url_from_request(request) or self.card_url)


class ResendDeadView(ByHand, WMABaseView):
    """Everything that was given up, once more; whoever has written too many at once wakes nobody for each."""

    template_name = "outbox/admin/resend_dead.html"
    page_title = gettext_lazy("Send all given-up messages again")
    header_icon = "resubmit"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(count=len(dead_letters(timezone.now())), back=self.index_url, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        now = timezone.now()
        with asleep(), transaction.atomic():
            sent = [message for message in dead_letters(now) if resend(message_id=message.pk, now=now)]
            for message in sent:
                log(instance=message, action=f"outbox.{RESEND.name}", user=request.user)
        if sent:
            wake()
        said = ngettext("{n} message is sent again.", "{n} messages are sent again.", len(sent))
        messages.success(request, said.format(n=len(sent)))
        return redirect(reverse(self.url_helper.get_action_url_name("index")))
