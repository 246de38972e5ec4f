"""What the data for search engines lacks, the audit finds, and leads to the field where it is entered."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from booking.models import Master, MasterText, Service, ServiceText, Skill
from salon.cms.audit.run import find
from salon.cms.audit.snapshot import Snapshot
from salon.cms.models import OpeningHours, SalonSettings, SalonText
from tests.cms.structured_data.read import Node, graph_of

pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db, pytest.mark.once]
HOME, BALAYAGE, ANNA = "/de/", "/de/leistungen/haare/balayage/", "/de/team/anna-lindner/"
SALON_FIELD = "/admin/settings/cms/salonsettings/#:w:contentpath="


def told_of(client: Client, address: str, kind: str) -> Node:
    """The node of a kind; empty where the page has none."""
    nodes = [node for node in graph_of(client, address)["@graph"] if node["@type"] == kind]
    return nodes[0] if nodes else {}


def salon(**fields: object) -> Callable[[], Any]:
    return lambda: SalonSettings.objects.update(**fields)


def german(model: Any, key: str, slug: str, field: str) -> Callable[[], Any]:
    return lambda: model.objects.filter(**{f"{key}__slug": slug}).update(**{field: ""})


@pytest.mark.parametrize(
    ("empty", "code", "address", "kind", "part", "field"),
    [
        (salon(street=""), "salon_fact_missing", HOME, "BeautySalon", ("address", "streetAddress"), "street"),
        (salon(postcode=""), "salon_fact_missing", HOME, "BeautySalon", ("address", "postalCode"), "postcode"),
        (salon(phone=""), "salon_fact_wanted", HOME, "BeautySalon", ("telephone",), "phone"),
        (salon(latitude=None), "salon_fact_wanted", HOME, "BeautySalon", ("geo",), "latitude"),
        (
            lambda: SalonText.objects.update(town=""),
            "salon_fact_missing",
            HOME,
            "BeautySalon",
            ("address", "addressLocality"),
            "town",
        ),
        (
            lambda: OpeningHours.objects.all().delete(),
            "opening_hours_missing",
            HOME,
            "BeautySalon",
            ("openingHoursSpecification",),
            "",
        ),
        (
            lambda: Skill.objects.filter(service__slug="balayage").delete(),
            "service_without_master",
            BALAYAGE,
            "Service",
            ("offers",),
            "",
        ),
        (
            german(ServiceText, "service", "balayage", "summary"),
            "service_without_summary",
            BALAYAGE,
            "Service",
            ("description",),
            "summary",
        ),
        (
            german(MasterText, "master", "anna-lindner", "role"),
            "master_without_role",
            ANNA,
            "Person",
            ("jobTitle",),
            "role",
        ),
    ],
)
def test_what_the_data_lacks_is_found(
    client: Client,
    admin_client: Client,
    empty: Callable[[], Any],
    code: str,
    address: str,
    kind: str,
    part: tuple[str, ...],
    field: str,
) -> None:
    assert _at(told_of(client, address, kind), part)
    empty()
    (found,) = list(find(Snapshot()))
    assert (found.code, found.path) == (code, field)
    assert not _at(told_of(client, address, kind), part)
    page = admin_client.get(found.url, follow=True)
    assert page.status_code == 200
    assert f'name="{field}"' in page.content.decode() or not field
    assert "{" not in found.sentence


def test_a_new_salon_is_told_what_search_engines_ask_for() -> None:
    SalonSettings.objects.all().delete()
    SalonText.objects.all().delete()
    facts = {found.values["fact"] for found in find(Snapshot()) if found.code.startswith("salon_fact")}
    assert facts == {"street", "postcode", "phone", "latitude", "longitude", "name", "town"}


def test_who_is_not_shown_and_what_is_switched_off_needs_no_words() -> None:
    MasterText.objects.filter(master__slug="anna-lindner").update(role="")
    Master.objects.filter(slug="anna-lindner").update(is_visible=False)
    ServiceText.objects.filter(service__slug="balayage").update(summary="")
    Service.objects.filter(slug="balayage").update(is_active=False)
    codes = {found.code for found in find(Snapshot())}
    assert not codes & {"master_without_role", "service_without_summary", "service_without_master"}


@pytest.mark.parametrize("typed", ["0610", "061088", "D-06108", "abcde", "٠٦١٠٨"])
def test_a_postcode_that_is_none_is_refused_beside_its_field(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        SalonSettings(postcode=typed).clean()
    assert list(refused.value.message_dict) == ["postcode"]


def _at(node: Node, path: tuple[str, ...]) -> Any:
    found: Any = node
    for name in path:
        found = found.get(name, {}) if found else {}
    return found
