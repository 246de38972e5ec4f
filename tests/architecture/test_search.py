"""What is written on a page can be found."""

import pytest
from django.apps import apps
from wagtail.fields import StreamField
from wagtail.search import index

from salon.cms.models import BasePage

TYPES = [model for model in apps.get_models() if issubclass(model, BasePage)]
# Kinds of text that are not what their page is about.
BESIDE_THE_POINT = {"home.HomePage.quotes"}


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model._meta.label)
def test_every_page_type_names_the_texts_that_the_search_reads(model: type[BasePage]) -> None:
    """A new type of page names its own in `search_fields`."""
    read = {field.field_name for field in model.search_fields if isinstance(field, index.SearchField)}
    written = {field.name for field in model._meta.local_fields if isinstance(field, StreamField)}
    assert {f"{model._meta.label}.{name}" for name in written - read} <= BESIDE_THE_POINT
    assert "search_keywords" in read
