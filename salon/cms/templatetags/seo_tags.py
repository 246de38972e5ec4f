"""What a page says to search engines and to whoever shares it."""

from django import template
from django.template import RequestContext

from salon.cms.models import BasePage
from salon.cms.seo import head
from salon.cms.structured_data.graph import script
from salon.cms.templatetags.salon_tags import salon_frame

register = template.Library()


@register.simple_tag(takes_context=True)
def page_title(context: RequestContext) -> str:
    """Of the page that is shown; the salon's name where it is no page of the CMS."""
    frame = salon_frame(context)
    if frame is None:
        return ""
    return frame.page.head_title(frame.text.name) if isinstance(frame.page, BasePage) else frame.text.name


@register.simple_tag(takes_context=True)
def page_head(context: RequestContext) -> head.Head | None:
    """Of the page that is shown; None where it is no page of the CMS."""
    frame = salon_frame(context)
    return head.page_head(frame) if frame else None


@register.simple_tag(takes_context=True)
def booking_head(context: RequestContext, title: str, words: str) -> head.Head | None:
    """Of the way into the booking."""
    frame = salon_frame(context)
    return head.booking_head(frame, title, words) if frame else None


@register.simple_tag(takes_context=True)
def structured_data(context: RequestContext) -> str:
    """The page as JSON-LD; last of all, because by then its parts have looked up what it says."""
    request = context.get("request")
    page = getattr(request, "described_page", None)
    return script(request, page) if page is not None else ""
