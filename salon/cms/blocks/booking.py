"""Ways into the booking."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, TextBlock

from salon.cms.blocks.text import heading


class Doors(StructBlock):
    """Three ways into the booking: with a service, a master, a day."""

    heading = heading()
    text = TextBlock(label=_("Text"), required=False, default="", max_length=240)

    class Meta:
        icon = "date"
        label = _("Ways into the booking")
        description = _("Three large links: begin with a service, a master or a day.")
        template = "cms/blocks/doors.html"
        preview_value = {"heading": "Womit möchten Sie beginnen?", "text": "Ohne Konto, in etwa einer Minute."}


class CallToAction(StructBlock):
    heading = heading()
    text = TextBlock(label=_("Text"), required=False, default="", max_length=240)
    button = CharBlock(label=_("Button"), max_length=40, help_text=_("It leads to the booking."))

    class Meta:
        icon = "pick"
        label = _("Call to action")
        description = _("A heading, a sentence and the button that leads to the booking.")
        template = "cms/blocks/call_to_action.html"
        preview_value = {
            "heading": "Wann passt es Ihnen?",
            "text": "Freie Zeiten sehen Sie sofort.",
            "button": "Termin buchen",
        }
