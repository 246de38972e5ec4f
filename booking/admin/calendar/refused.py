"""Why not, as the desk says it: what a client online is told of other times means nothing here."""

from django.utils.translation import gettext as _

from booking.errors import SlotTaken
from booking.selectors.sentences import in_words
from salon.lib.errors import Refusal


def desk_words(refusal: Refusal) -> str:
    if isinstance(refusal, SlotTaken):
        return _("This time is not free. Nothing was changed.")
    return in_words(refusal)
