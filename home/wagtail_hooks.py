"""What the website gives to the floors below and shows in the admin."""

from collections.abc import Iterator

from django.contrib.auth.models import AbstractBaseUser, Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from home import structured_data as told
from home.admin import MessagesItem, MessagesView, answered, open_messages_panel, readable_forms
from home.selectors import service_addresses
from salon.cms.registries import closed_to_robots, dashboard_panels, service_pages, structured_data

service_pages.register(service_addresses)
structured_data.register(told.nodes)
dashboard_panels.register(open_messages_panel)


@closed_to_robots.register
def closed_paths() -> Iterator[str]:
    yield reverse("home:message")


@hooks.register("filter_form_submissions_for_user")
def who_reads_messages(user: AbstractBaseUser, forms: QuerySet[Page]) -> QuerySet[Page]:
    return readable_forms(user, forms)


@hooks.register("register_admin_urls")
def messages_addresses() -> list[URLPattern]:
    return [
        path("contact-form/", MessagesView.as_view(), name="contact_messages"),
        path("contact-form/<int:pk>/answered/", answered, name="contact_answered"),
    ]


@hooks.register("register_admin_menu_item")
def messages_item() -> MenuItem:
    return MessagesItem()


@hooks.register("construct_main_menu")
def without_list_of_forms(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name != "forms"]


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="home", codename="view_contactsubmission")
