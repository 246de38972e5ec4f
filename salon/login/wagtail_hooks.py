"""The second factor in the admin: our views at wagtail-2fa's addresses, its words, what the log calls it."""

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, re_path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from salon.login import views

# What wagtail-2fa calls its entries in the account menu and in the list of users; the catalogue says it better.
MANAGE_MINE = gettext_noop("Manage your 2FA devices")
MANAGE_HELP = gettext_noop("Add or remove devices for 2 factor authentication.")
MANAGE = gettext_noop("Manage 2FA")


# Before wagtail-2fa's own.
@hooks.register("register_admin_urls", order=-1)
def doors() -> list[URLPattern]:
    return [
        path("2fa/auth", views.Verify.as_view(), name="wagtail_2fa_auth"),
        path("2fa/devices/<int:user_id>", views.Devices.as_view(), name="wagtail_2fa_device_list"),
        path("2fa/devices/new", views.NewDevice.as_view(), name="wagtail_2fa_device_new"),
        path("2fa/devices/<int:pk>/update", views.RenameDevice.as_view(), name="wagtail_2fa_device_update"),
        path("2fa/devices/<int:pk>/remove", views.RemoveDevice.as_view(), name="wagtail_2fa_device_remove"),
        path("2fa/devices/qr-code", views.qr_code, name="wagtail_2fa_device_qrcode"),
        path("2fa/codes", views.Codes.as_view(), name="login_codes"),
        # Its own patterns also take digits of other scripts and a line break at the end: nothing leads past ours.
        re_path("^2fa/", views.nowhere),
    ]


@hooks.register("insert_global_admin_css")
def look() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("salon/css/admin/door.css"))


@hooks.register("construct_main_menu", order=1000)
def only_the_way_in(request: HttpRequest, items: list[MenuItem]) -> None:
    """Whoever still has to enrol has one entry; wagtail-2fa's leads elsewhere and speaks English."""
    if settings.WAGTAIL_2FA_REQUIRED and not request.user.is_verified():
        items[:] = [MenuItem(_("Second factor"), reverse("wagtail_2fa_device_new"), icon_name="key")]


@hooks.register("register_log_actions")
def deeds_in_the_log(actions: LogActionRegistry) -> None:
    actions.register_action(
        "login.add_device", _("Second factor: device added"), _("Device of the second factor added")
    )
    actions.register_action(
        "login.remove_device", _("Second factor: device removed"), _("Device of the second factor removed")
    )
    actions.register_action("login.renew_codes", _("Second factor: new codes"), _("New recovery codes made"))
    actions.register_action("login.forget", _("Second factor: taken off"), _("Second factor taken off"))
