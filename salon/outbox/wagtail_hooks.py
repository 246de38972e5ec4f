"""Messages in the admin: the register and the letters below one entry of the menu, the panels, the log's words."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from salon.cms.registries import dashboard_panels, first_steps, readiness
from salon.outbox.admin import mail_test
from salon.outbox.admin.by_hand import DEEDS
from salon.outbox.admin.letters import LetterViewSet
from salon.outbox.admin.register import MessageRegister
from salon.outbox.first_steps import mail_steps
from salon.outbox.health import worker_health
from salon.outbox.panels import calls_panel, health_panel

register = MessageRegister()
register.register_with_wagtail()
letters = LetterViewSet()
register_snippet(letters)

dashboard_panels.register(health_panel)
dashboard_panels.register(calls_panel)
first_steps.register(mail_steps)
readiness.register(worker_health)


class MailTestItem(MenuItem):
    def __init__(self) -> None:
        super().__init__(mail_test.TITLE, reverse("mail_test"), name="mail-test", icon_name="resubmit", order=3)

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(mail_test.MAY_TEST))


@hooks.register("register_admin_urls")
def mail_test_url() -> list[URLPattern]:
    return [path("messages/test/", mail_test.MailTestView.as_view(), name="mail_test")]


@hooks.register("register_admin_menu_item")
def messages_menu() -> MenuItem:
    menu = Menu(items=[register.get_menu_item(order=1), letters.get_menu_item(order=2), MailTestItem()])
    return SubmenuMenuItem(_("Messages"), menu, name="messages", icon_name="mail", order=55)


@hooks.register("register_log_actions")
def deeds_in_the_log(actions: LogActionRegistry) -> None:
    for deed in DEEDS:
        actions.register_action(f"outbox.{deed.name}", deed.label, deed.done)
