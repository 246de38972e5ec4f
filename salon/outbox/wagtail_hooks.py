"""Messages in the admin: the register and the letters below one entry of the menu, the panels, the log's words."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from salon.cms.registries import dashboard_panels, readiness
from salon.outbox.admin.by_hand import DEEDS
from salon.outbox.admin.letters import LetterViewSet
from salon.outbox.admin.register import MessageRegister
from salon.outbox.health import worker_health
from salon.outbox.panels import calls_panel, health_panel

register = MessageRegister()
register.register_with_wagtail()
letters = LetterViewSet()
register_snippet(letters)

dashboard_panels.register(health_panel)
dashboard_panels.register(calls_panel)
readiness.register(worker_health)


@hooks.register("register_admin_menu_item")
def messages_menu() -> MenuItem:
    menu = Menu(items=[register.get_menu_item(order=1), letters.get_menu_item(order=2)])
    return SubmenuMenuItem(_("Messages"), menu, name="messages", icon_name="mail", order=55)


@hooks.register("register_log_actions")
def deeds_in_the_log(actions: LogActionRegistry) -> None:
    for deed in DEEDS:
        actions.register_action(f"outbox.{deed.name}", deed.label, deed.done)
