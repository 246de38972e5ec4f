"""Editors write and publish words; a fact has one text a language; who may publish which pages."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Model
from django.test import Client as Browser
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Locale, Page

from booking.models import Service, ServiceText
from salon.cms.models import SalonText
from salon.cms.roles import Role, grant_editor
from tests.booking.admin.conftest import LogIn
from tests.booking.admin.forms import refused, submit


def door(model: type[Model], view: str, *args: int) -> str:
    return reverse(f"wagtailsnippets_{model._meta.label_lower.replace('.', '_')}:{view}", args=args)


def test_an_editor_publishes_a_new_name(editor: Browser, haircut: Service) -> None:
    text = ServiceText.objects.get(service=haircut)
    url = door(ServiceText, "edit", text.pk)
    assert refused(submit(editor, url, {"name": "Damenschnitt", "action-publish": "1"})) == []
    text.refresh_from_db()
    assert (text.name, text.live) == ("Damenschnitt", True)


def test_a_draft_stays_off_the_site(editor: Browser, haircut: Service) -> None:
    text = ServiceText.objects.get(service=haircut)
    submit(editor, door(ServiceText, "edit", text.pk), {"name": "Damenschnitt"})
    text.refresh_from_db()
    assert (text.name, text.has_unpublished_changes) == ("Haarschnitt", True)


def test_a_second_text_in_a_language_is_refused(editor: Browser, haircut: Service) -> None:
    typed = {"service": str(haircut.pk), "name": "Noch einer", "action-publish": "1"}
    assert refused(submit(editor, door(ServiceText, "add"), typed)) == ["service"]


def test_another_language_has_its_own_text(editor: Browser, haircut: Service) -> None:
    Locale.objects.get_or_create(language_code="en")
    url = door(ServiceText, "add") + "?locale=en"
    assert refused(submit(editor, url, {"service": str(haircut.pk), "name": "Haircut"})) == []


def test_the_salon_has_one_text_a_language(editor: Browser, haircut: Service) -> None:
    typed = {"name": "Salon", "in_text": "Salon", "town": "Lindau"}
    assert refused(submit(editor, door(SalonText, "add"), typed)) == ["__all__"]


def test_texts_are_not_copied(editor: Browser, haircut: Service) -> None:
    text = ServiceText.objects.get(service=haircut)
    assert "/copy/" not in editor.get(door(ServiceText, "list")).content.decode()
    assert editor.get(f"/admin/snippets/booking/servicetext/copy/{text.pk}/").status_code != 200


@pytest.fixture
def home(db: None) -> Page:
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=Page(title="Startseite", slug="start", locale=Locale.get_default()))
    grant_editor(home)
    return home


def rights(role: str, page: Page) -> tuple[bool, bool]:
    """Whether somebody of this role may edit, and publish, the page."""
    user = get_user_model().objects.create_user(f"{role}-auf-{page.slug}")
    user.groups.add(Group.objects.get(name=role))
    tester = page.permissions_for_user(user)
    return tester.can_edit(), tester.can_publish()


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.OWNER, (True, True)),
        (Role.EDITOR, (True, True)),
        (Role.MARKETING, (True, False)),
        (Role.RECEPTION, (False, False)),
        (Role.MASTER, (False, False)),
    ],
)
def test_who_may_edit_and_publish_pages(home: Page, role: str, expected: tuple[bool, bool]) -> None:
    assert rights(role, home.add_child(instance=Page(title="Team", slug="team"))) == expected


def test_granting_twice_is_granting_once(home: Page) -> None:
    before = home.group_permissions.count()
    grant_editor(home)
    assert home.group_permissions.count() == before


def test_what_marketing_submits_is_approved_by_owner_or_editor(db: None) -> None:
    approvers = {group.name for task in GroupApprovalTask.objects.all() for group in task.groups.all()}
    assert approvers == {Role.OWNER, Role.EDITOR}


def test_an_editor_may_translate_and_marketing_may_not(log_in: LogIn) -> None:
    users = get_user_model().objects
    log_in(Role.EDITOR), log_in(Role.MARKETING)
    assert users.get(username="editor-desk").has_perm("wagtail_localize.submit_translation")
    assert not users.get(username="marketing-desk").has_perm("wagtail_localize.submit_translation")
