"""What the catalogue, the team and the salon's own facts say, wherever an editor wants it said."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    ListBlock,
    MultipleChoiceBlock,
    PageChooserBlock,
    StructBlock,
    StructBlockValidationError,
    StructValue,
    TextBlock,
)

from salon.cms.blocks.text import heading
from salon.lib.language import word

Choices = list[tuple[str, str]]


def _named(label: str, shown: Q, otherwise: str) -> Choices:
    """Every fact of a model as its slug and its name; `otherwise` says of a name that guests are not shown it."""
    model = apps.get_model(label)
    texts = model._meta.get_field("texts").related_model
    key = model._meta.get_field("texts").field.name
    rows = model.objects.annotate(name=word(texts, key, "name"), is_shown=shown).order_by("order", "slug")
    return [(row.slug, row.name if row.is_shown else otherwise.format(name=row.name)) for row in rows]


def category_choices() -> Choices:
    return _named("booking.Category", Q(is_active=True), gettext("{name} – switched off"))


def service_choices() -> Choices:
    return _named("booking.Service", Q(is_active=True, category__is_active=True), gettext("{name} – switched off"))


def master_choices() -> Choices:
    return _named("booking.Master", Q(is_visible=True, is_employed=True), gettext("{name} – not shown by name"))


def several(choices: Callable[[], Choices], label: str, help_text: str) -> MultipleChoiceBlock:
    return MultipleChoiceBlock(choices=choices, label=label, help_text=help_text, required=False)


class Categories(StructBlock):
    """Tiles that lead to the pages of the categories."""

    heading = heading()
    text = TextBlock(label=_("Text"), required=False, default="", max_length=240)
    link = CharBlock(label=_("Link to all services"), required=False, default="", max_length=60)
    categories = several(category_choices, _("Categories"), _("None chosen: all of them."))

    class Meta:
        icon = "folder-open-inverse"
        label = _("Categories")
        description = _("Tiles with pictures that lead to the pages of the categories.")
        template = "cms/blocks/categories.html"
        leads_to_booking = True
        fills_page = True
        preview_value = {"heading": "Was wir tun", "link": "Alle Leistungen und Preise"}


class Services(StructBlock):
    """Services with minutes and prices: of one category, chosen ones, or the popular ones."""

    heading = heading()
    category = ChoiceBlock(choices=category_choices, label=_("Category"), required=False)
    services = several(service_choices, _("Services"), _("In the order of the price list."))

    class Meta:
        icon = "list-ul"
        label = _("Services")
        description = _("Services with minutes and prices: of a category, chosen ones, else the popular ones.")
        template = "cms/blocks/services.html"
        leads_to_booking = True
        fills_page = True
        preview_value = {"heading": "Gern gebucht"}

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        if cleaned.get("category") and cleaned.get("services"):
            problem = ValidationError(_("Either a category or chosen services, please: both at once say two things."))
            raise StructBlockValidationError({"services": problem})
        return cleaned


class Prices(StructBlock):
    """A compact price table, as on paper."""

    heading = heading(required=False)
    categories = several(category_choices, _("Categories"), _("None chosen: all of them."))

    class Meta:
        icon = "table"
        label = _("Price table")
        description = _("All prices of the chosen categories, compact as on paper.")
        template = "cms/blocks/prices.html"
        fills_page = True
        brings_heading = True
        preview_value = {"heading": "Preise"}


class Team(StructBlock):
    """Faces with names, each leading to her page."""

    heading = heading()
    text = TextBlock(label=_("Text"), required=False, default="", max_length=240)
    link = CharBlock(label=_("Link to the team"), required=False, default="", max_length=60)
    masters = several(master_choices, _("Masters"), _("None chosen: all of them."))

    class Meta:
        icon = "group"
        label = _("Team")
        description = _("Faces with names; each leads to her page.")
        template = "cms/blocks/team.html"
        leads_to_booking = True
        fills_page = True
        preview_value = {"heading": "Fünf Paar Hände", "link": "Alle Meisterinnen"}


class Master(StructBlock):
    """One master with a few words and the way to book with her."""

    master = ChoiceBlock(choices=master_choices, label=_("Master"))
    text = TextBlock(
        label=_("Text"), required=False, default="", max_length=400, help_text=_("Empty: her own short text.")
    )

    class Meta:
        icon = "user"
        label = _("Master")
        description = _("One master with a few words and the way to book with her.")
        template = "cms/blocks/master.html"
        leads_to_booking = True
        fills_page = True
        brings_heading = True

    def get_preview_value(self) -> Any:
        return self.normalize({"master": next((slug for slug, _name in master_choices()), "")})


class Hours(StructBlock):
    """Opening hours with today marked, and the days on which it is otherwise."""

    heading = heading(required=False)

    class Meta:
        icon = "time"
        label = _("Opening hours")
        description = _("The week with today marked, and the next days on which the salon is closed.")
        template = "cms/blocks/hours.html"
        fills_page = True
        brings_heading = True
        preview_value = {"heading": "Geöffnet"}


class Map(StructBlock):
    """Where the salon is; nothing foreign is loaded before a tap on it."""

    heading = heading(required=False)

    class Meta:
        icon = "site"
        label = _("Map")
        description = _("Where the salon is; the map is loaded after a tap on it.")
        template = "cms/blocks/map.html"
        fills_page = True
        preview_value = {"heading": "So finden Sie uns"}


class Pages(StructBlock):
    """Other pages with their picture and a line of text."""

    heading = heading()
    pages = ListBlock(PageChooserBlock(label=_("Page")), label=_("Pages"), min_num=1, max_num=12)

    class Meta:
        icon = "doc-full"
        label = _("Pages")
        description = _("Tiles that lead to other pages, with their picture and a line of text.")
        template = "cms/blocks/pages.html"
        fills_page = True
