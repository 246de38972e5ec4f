"""The admin looks like the salon's: its name, its leaf, its colours."""

import pytest
from django.core.cache import cache
from django.test import Client as Browser
from wagtail.models import Locale

from salon.cms.models import SalonText
from salon.cms.roles import Role
from tests.people import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def named() -> None:
    SalonText.objects.update_or_create(locale=Locale.get_default(), defaults={"name": "Salon an der Aue"})
    cache.clear()


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/password_reset/"])
def test_the_pages_before_the_admin_name_the_salon_and_not_its_software(address: str) -> None:
    page = Browser().get(address).content.decode()
    title = page.partition("<title>")[2].partition("</title>")[0]
    assert title.endswith("Salon an der Aue")
    assert "salon/icons/favicon.svg" in page
    assert "salon/css/admin/brand.css" in page
    heading = page.partition("<h1>")[2].partition("</h1>")[0]
    assert heading
    assert "Wagtail" not in heading + title


def test_the_menu_bears_the_leaf_and_the_name() -> None:
    page = logged_in(Role.OWNER).get("/admin/").content.decode()
    logo = page.partition("data-wagtail-sidebar-branding-logo")[2].partition("</template>")[0]
    assert 'class="leaf"' in logo
    assert "Salon an der Aue" in logo
