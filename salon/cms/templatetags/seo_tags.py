"""What a page's head says to search engines and to whoever shares it."""

from django import template
from django.template import RequestContext

from salon.cms.seo import head
from salon.cms.templatetags.salon_tags import salon_frame

register = template.Library()


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
