"""A message's card: everything about it but what it carries, and what people did with it."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import Button, HeaderButton
from wagtail.log_actions import registry
from wagtail_modeladmin.views import InspectView

from salon.outbox.admin import shown
from salon.outbox.admin.by_hand import deeds_for
from salon.outbox.admin.register_list import told
from salon.outbox.kinds import label_of
from salon.outbox.models import Message, State


class MessageCard(InspectView, WagtailAdminTemplateMixin):
    def get_page_title(self) -> str:
        return _("Message")

    def get_page_subtitle(self) -> str:
        return str(label_of(self.instance.kind))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        up = {"url": self.index_url, "label": shown.ALL}
        return [*self.breadcrumbs_items, up, {"url": "", "label": self.get_page_subtitle()}]

    @property
    def header_buttons(self) -> list[Button]:
        if not self.permission_helper.user_can_act(self.request.user):
            return []
        deeds = deeds_for(self.instance, timezone.now())
        return [HeaderButton(str(deed.label), url=self._door(deed.name), icon_name=deed.icon) for deed in deeds]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        (row,) = told([self.instance], self.request)
        lines = registry.get_logs_for_instance(row).select_related("user").order_by("timestamp")
        return super().get_context_data(
            row=row,
            sign=shown.SIGNS[State(row.state)],
            facts=[fact for fact in facts(row) if fact[1]],
            history=[(shown.moment(line.timestamp), line.formatter.label, line.user_display_name) for line in lines],
            **kwargs,
        )

    def _door(self, name: str) -> str:
        return self.url_helper.get_action_url(name, self.pk_quoted)


def facts(row: Message) -> list[tuple[Any, Any]]:
    """What is known of a message, as labels and values."""
    return [
        (_("To whom"), row.reader),
        (_("Due"), shown.moment(row.due_at)),
        (_("Next try"), shown.moment(row.try_at) if row.state == State.QUEUED else ""),
        (_("Waits for"), row.get_waits_for_display()),
        (_("Attempts"), row.attempts),
        (_("Sent"), shown.moment(row.sent_at)),
        (_("Channel"), shown.channel(row.channel)),
        (_("Sent to"), row.sent_to),
        (_("Sent again"), row.resends),
        (_("Problem"), row.outcome),
        (_("Written"), shown.moment(row.created_at)),
    ]
