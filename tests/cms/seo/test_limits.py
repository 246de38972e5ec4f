"""How long is too long: one number for what is cut, what is found and what editors are told."""

from django.utils import translation

from salon.cms.audit.checks import descriptions, titles
from salon.cms.seo.description import cut
from salon.cms.seo.limits import DESCRIPTION_MOST, TITLE_MOST


def test_editors_are_told_the_number_that_is_looked_for() -> None:
    with translation.override("en"):
        assert str(TITLE_MOST) in titles.LONG.say({"letters": "99", "title": "x"})
        assert str(DESCRIPTION_MOST) in descriptions.LONG.say({"letters": "999"})


def test_what_is_cut_is_not_too_long() -> None:
    assert len(cut("Haarverlängerung " * 20)) <= DESCRIPTION_MOST
