"""The form of wagtail-seo in the admin."""

from wagtail.admin.panels import FieldPanel
from wagtailseo.models import SeoSettings


def show_what_works() -> None:
    """Of its fields our pages say one. The others would change nothing, and the salon's facts have a form of their own
    (`SalonSettings`).
    """
    SeoSettings.panels = [FieldPanel("twitter_site")]
