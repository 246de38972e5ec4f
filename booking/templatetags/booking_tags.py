"""What the wizard's templates say about time."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def local_time(town: str) -> str:
    """In whose time the page speaks; empty where the town is not known."""
    return _("All times are local time in {town}.").format(town=town) if town else ""
