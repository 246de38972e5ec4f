"""The register as Wagtail draws a table."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import ButtonsColumnMixin, Column, Table, TitleColumn
from wagtail.admin.widgets.button import BaseButton, ListingButton

from salon.outbox.admin import shown
from salon.outbox.admin.by_hand import deeds_for
from salon.outbox.kinds import label_of
from salon.outbox.models import Message, State

# The address of a page about a message, by the page's name.
DoorOf = Callable[[str, Message], str]
ONE_LINE = "w-whitespace-nowrap"
# The columns by which the list can be sorted.
SORTABLE = ("kind", "state", "recipient", "due_at", "attempts", "sent_at")


def kind(row: Message) -> str:
    return str(label_of(row.kind))


def due(row: Message) -> tuple[str, str]:
    """When, and when it is tried next where that is later."""
    is_later = row.state == State.QUEUED and row.try_at > row.due_at
    again = _("next try: {moment}").format(moment=shown.moment(row.try_at)) if is_later else ""
    return shown.moment(row.due_at), again


def sent(row: Message) -> tuple[str, str]:
    return (shown.moment(row.sent_at), shown.channel(row.channel)) if row.sent_at else ("–", "")


def reader(row: Message) -> tuple[str, str]:
    return row.reader, row.sent_to


class KindColumn(TitleColumn):
    """Leads to the card."""

    cell_template_name = "outbox/admin/kind_cell.html"


class LinesColumn(Column):
    """The accessor gives two lines; an empty one is left out."""

    cell_template_name = "outbox/admin/lines_cell.html"


class SubjectColumn(Column):
    cell_template_name = "outbox/admin/subject_cell.html"


class StateColumn(ButtonsColumnMixin, Column):
    """Sign and word, what came of it, and what it waits for: a person to do something."""

    cell_template_name = "outbox/admin/state_cell.html"

    def __init__(self, *args: Any, door_of: DoorOf, may_act: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.door_of, self.may_act = door_of, may_act

    def get_cell_context_data(self, instance: Message, parent_context: Any) -> dict[str, Any]:
        return super().get_cell_context_data(instance, parent_context) | {"sign": shown.SIGNS[State(instance.state)]}

    def get_buttons(self, instance: Message, parent_context: Any) -> list[BaseButton]:
        deeds = deeds_for(instance, timezone.now()) if self.may_act else ()
        urgent = [deed for deed in deeds if deed.is_urgent(instance)]
        return [ListingButton(str(deed.label), url=self.door_of(deed.name, instance)) for deed in urgent]


class RegisterTable(Table):
    """`attrs_of`: the attributes of a row."""

    def __init__(self, *args: Any, attrs_of: Callable[[Message], dict[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.attrs_of = attrs_of

    def get_row_attrs(self, instance: Message) -> dict[str, str]:
        return super().get_row_attrs(instance) | self.attrs_of(instance)


def columns(door_of: DoorOf, *, may_act: bool) -> list[Column]:
    card_of = partial(door_of, "inspect")
    return [
        KindColumn("kind", label=_("Kind"), accessor=kind, sort_key="kind", get_url=card_of),
        SubjectColumn("subject", label=_("About")),
        StateColumn("state", label=_("State"), sort_key="state", door_of=door_of, may_act=may_act),
        LinesColumn("recipient", label=_("To whom"), accessor=reader, sort_key="recipient"),
        LinesColumn("due_at", label=_("Due"), accessor=due, sort_key="due_at", classname=ONE_LINE),
        Column("attempts", label=_("Attempts"), sort_key="attempts"),
        LinesColumn("sent_at", label=_("Sent"), accessor=sent, sort_key="sent_at", classname=ONE_LINE),
    ]
