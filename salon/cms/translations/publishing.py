"""What keeps one language's words off another language's pages."""

from collections.abc import Iterable

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from salon.cms.translations.selectors.open_sentences import open_sentences


def keep_alias_off(page: Page) -> None:
    """A copy that follows a page of another language is never live: it shows that language under a wrong prefix.

    Changes the page in memory, for whoever is about to save it.
    """
    if page.live and _followed(page).locale_id != page.locale_id:
        page.live = False


def _followed(page: Page) -> Page:
    """Whose words it shows: a copy may follow a copy."""
    while page.alias_of_id:
        page = page.alias_of
    return page


def why_not_publish(instance: Model) -> str:
    """A sentence for the editor; empty where a page or text may be published.

    A translation with open sentences would show them in the language that it is made from.
    """
    n = open_sentences(instance)
    if not n:
        return ""
    told = ngettext(
        "Not published: {n} sentence is not translated yet or has to be mended.",
        "Not published: {n} sentences are not translated yet or have to be mended.",
        n,
    )
    return told.format(n=n)


def why_not_publish_all(instances: Iterable[Model]) -> str:
    """The same for several at once, naming those in the way."""
    names = ", ".join(str(each) for each in instances if open_sentences(each))
    return _("Not published: a part of it is not translated yet. {names}").format(names=names) if names else ""
