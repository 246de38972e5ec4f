"""Ways into the booking."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, TextBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from salon.cms.blocks.text import heading


class Doors(StructBlock):
    """The ways into the booking: with a service, with a master or with a day."""

    heading = heading()
    text = TextBlock(label=_("Text"), required=False, default="", max_length=240)

    class Meta:
        icon = "date"
        label = _("Ways into the booking")
        description = _("Large links: begin with a service, with a master or with a day.")
        template = "cms/blocks/doors.html"
        leads_to_booking = True
        preview_value = {"heading": "Womit möchten Sie beginnen?", "text": "Ohne Konto, in etwa einer Minute."}


class Widget(StructBlock):
    """The wizard's first question inside the page; without JavaScript a link to it."""

    widget = SnippetChooserBlock("booking.BookingWidget", label=_("Booking widget"))

    class Meta:
        icon = "date"
        label = _("Booking widget")
        description = _("The first question of the booking inside the page.")
        template = "cms/blocks/booking_widget.html"
        leads_to_booking = True
        fills_page = True

    def get_preview_value(self) -> Any:
        widgets = apps.get_model("booking.BookingWidget").objects.filter(live=True)
        return self.normalize({"widget": widgets.order_by("pk").first()})


class CallToAction(StructBlock):
    heading = heading()
    text = TextBlock(label=_("Text"), required=False, default="", max_length=240)
    button = CharBlock(label=_("Button"), max_length=40, help_text=_("It leads to the booking."))

    class Meta:
        icon = "pick"
        label = _("Call to action")
        description = _("A heading, a sentence and the button that leads to the booking.")
        template = "cms/blocks/call_to_action.html"
        leads_to_booking = True
        preview_value = {
            "heading": "Wann passt es Ihnen?",
            "text": "Freie Zeiten sehen Sie sofort.",
            "button": "Termin buchen",
        }
