"""Pages about a fact keep the name of its text; the apps that own such pages connect them when they are ready."""

from functools import partial
from typing import TYPE_CHECKING

from django.db.models.signals import post_save

if TYPE_CHECKING:
    from salon.cms.models import FactPage, TranslatedText


def keep_titles(page_model: "type[FactPage]") -> None:
    """Rename the pages of `page_model` whenever the text of their fact is saved live or published."""
    fact = page_model._meta.get_field(page_model.fact).related_model
    text_model = fact._meta.get_field("texts").related_model
    name = f"{page_model._meta.label}.title"
    post_save.connect(partial(_rename, page_model), sender=text_model, weak=False, dispatch_uid=name)


def _rename(page_model: "type[FactPage]", *, instance: "TranslatedText", **_signal: object) -> None:
    """Asks the database, because a draft is saved with words that are not live."""
    live = type(instance).objects.filter(pk=instance.pk, live=True).first()
    if live is None:
        return
    about = {f"{page_model.fact}_id": getattr(live, f"{page_model.fact}_id")}
    for page in page_model.objects.filter(**about, locale_id=live.locale_id).exclude(title=live.name):
        page.save()
