"""A master's calendar link: a page that says whether there is one, a POST that makes a new one, a POST that closes it.

The site keeps no secret, so the new link is shown once, in the answer to the POST, and nowhere else.
"""

from typing import Any

from django.contrib.admin.utils import quote
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import HeaderButton

from booking.actions.calendar_feed import close_feed, renew_feed
from booking.admin.own_page import OwnPage
from booking.models import Master
from salon.lib.urls import absolute


def link_button(master: Master) -> HeaderButton:
    """Leads to the page of a master's calendar link."""
    return HeaderButton(_("Calendar link"), url=link_page(master), icon_name="calendar")


def link_page(master: Master) -> str:
    return reverse("masters:calendar_link", args=[quote(master.pk)])


@hooks.register("register_account_menu_item")
def own_link(request: HttpRequest) -> dict[str, str] | None:
    """A master who may not open the list of masters finds her link in her account."""
    master = Master.objects.filter(user=request.user.pk).first()
    if master is None:
        return None
    help_text = _("Your appointments in the calendar of your phone or computer.")
    return {"label": _("Calendar link"), "url": link_page(master), "help_text": help_text}


class CalendarLinkView(OwnPage):
    template_name = "booking/admin/calendar_link.html"
    page_title = gettext_lazy("Calendar link")
    header_icon = "calendar"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(has_link=bool(self.master.calendar_digest), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "close" in request.POST:
            close_feed(master_id=self.master.pk)
            messages.success(request, _("The calendar link is closed."))
            return redirect(link_page(self.master))
        address = absolute(reverse("calendar_feed", args=[renew_feed(master_id=self.master.pk)]))
        webcal = f"webcal:{address.partition(':')[2]}"
        return self.render_to_response(self.get_context_data(address=address, webcal=webcal))
