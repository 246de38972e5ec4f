"""What changed in the default language since translators were given its words."""

from django.db import models
from wagtail_localize.models import TranslationSource


class SourceChange(models.Model):
    """A published page or text says something else than its translation source, which translators work from.

    It is written and taken away by `salon/cms/translations/actions/note_change.py`. `since`: when they first differed
    (aware UTC); `strings`: how many sentences differ, 0 where only facts do (a picture, an order).
    """

    source = models.OneToOneField(TranslationSource, on_delete=models.CASCADE, related_name="change")
    since = models.DateTimeField(auto_now_add=True)
    strings = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.source_id}: {self.strings}"
