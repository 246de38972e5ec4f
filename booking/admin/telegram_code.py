"""A master's Telegram: a page that says whether a chat is connected, a POST that makes a code, a POST that cuts it off.

The code works once, for a day, and is shown once, in the answer to the POST.
"""

from typing import Any

from django.conf import settings
from django.contrib.admin.utils import quote
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import HeaderButton

from booking.actions.link_telegram import MASTER_HOURS, cut_off_master, master_code
from booking.admin.own_page import OwnPage
from booking.models import Master
from booking.qr import deep_link


def telegram_button(master: Master) -> HeaderButton:
    """Leads to the page of a master's Telegram."""
    return HeaderButton("Telegram", url=telegram_page(master), icon_name="comment")


def telegram_page(master: Master) -> str:
    return reverse("masters:telegram", args=[quote(master.pk)])


@hooks.register("register_account_menu_item")
def own_telegram(request: HttpRequest) -> dict[str, str] | None:
    """A master who may not open the list of masters finds it in her account."""
    master = Master.objects.filter(user=request.user.pk).first()
    if master is None:
        return None
    return {"label": "Telegram", "url": telegram_page(master), "help_text": _("Requests and your day in a chat.")}


class TelegramView(OwnPage):
    template_name = "booking/admin/telegram_code.html"
    page_title = gettext_lazy("Telegram")
    header_icon = "comment"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = {"is_connected": self.master.telegram_id is not None, "bot": settings.TELEGRAM_BOT_NAME}
        return super().get_context_data(hours=MASTER_HOURS, **facts, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "disconnect" in request.POST:
            cut_off_master(master_id=self.master.pk)
            messages.success(request, _("Telegram is disconnected."))
            return redirect(telegram_page(self.master))
        code = master_code(master_id=self.master.pk, now=timezone.now())
        return self.render_to_response(self.get_context_data(code=code, url=deep_link(f"m-{code}")))
