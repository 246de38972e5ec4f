"""How a page or text stands in a language."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    """What asks for most comes first; only `COMPLETE` asks for nothing.

    MISSING      there is none in this language; the board can begin it
    STALE        it is live, and the source says what translators were not given: an update gives it to them
    INCOMPLETE   it is live as it was, and a part of the present sentences is not translated yet
    UNPUBLISHED  it is live as it was, and every present sentence is translated: somebody has to publish it
    DRAFT        it is not live, whatever is translated of it
    COMPLETE     it is live and says what its source says; or it is live and was written by hand
    """

    MISSING = "missing", pgettext_lazy("translation", "missing")
    STALE = "stale", pgettext_lazy("translation", "out of date")
    INCOMPLETE = "incomplete", pgettext_lazy("translation", "incomplete")
    UNPUBLISHED = "unpublished", pgettext_lazy("translation", "changed, not published")
    DRAFT = "draft", pgettext_lazy("translation", "draft")
    COMPLETE = "complete", pgettext_lazy("translation", "complete")
