"""What editors see of wagtail-seo is what our pages say."""

from wagtail.contrib.settings.views import get_setting_edit_handler
from wagtailseo.models import SeoSettings

from home.models import ContentPage
from tests.cms.structured_data.read import page_types


def test_the_form_has_no_switch_that_changes_nothing() -> None:
    assert list(get_setting_edit_handler(SeoSettings).get_form_class().base_fields) == ["twitter_site"]


def test_no_preview_shows_another_title_than_the_page() -> None:
    assert [model for model in page_types() if "wagtail-seo" in dict(model().preview_modes)] == []


def test_a_title_is_the_editors_alone_or_the_pages_with_the_salons_name() -> None:
    page = ContentPage(title="Preise")
    assert (page.head_title("Salon Linde"), page.head_title()) == ("Preise | Salon Linde", "Preise")
    page.seo_title = "Was es kostet"
    assert page.head_title("Salon Linde") == page.head_title() == "Was es kostet"
    assert ContentPage().head_title("Salon Linde") == "Salon Linde"
