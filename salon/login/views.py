"""The pages of the second factor: wagtail-2fa's own views with our words, rights, log and recovery codes."""

from base64 import b32encode
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.generic import DetailView, TemplateView
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail_2fa import utils, views

from salon.login import second_factor
from salon.login.forms import CodeForm, DeviceForm
from salon.login.middleware import OWED

FEW = 3


def may_manage(actor: AbstractUser, owner: AbstractUser) -> bool:
    """One's own; others' where one may change users, but nobody the superuser's."""
    if actor.pk == owner.pk:
        return True
    return actor.has_perm("auth.change_user") and (actor.is_superuser or not owner.is_superuser)


def list_of(user: AbstractUser) -> str:
    return reverse("wagtail_2fa_device_list", args=[user.pk])


def note_own(request: HttpRequest, deed: str, **data: str) -> None:
    """In Wagtail's log, which knows an object by its class: the request's user has none before it is looked at."""
    log(get_user_model().objects.get(pk=request.user.pk), deed, user=request.user, data=data)


class Page(WagtailAdminTemplateMixin):
    page_title = gettext_lazy("Second factor")
    header_icon = "key"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        account = {"url": reverse("wagtailadmin_account"), "label": _("Your account")}
        mine = {"url": list_of(self.request.user), "label": _("Second factor")}
        here = {"url": "", "label": self.page_title}
        return [account, mine] if self.page_title == Page.page_title else [account, mine, here]


@method_decorator(never_cache, name="dispatch")
class Verify(views.LoginView):
    """Asks for the code behind the password."""

    template_name = "login/verify.html"
    form_class = CodeForm

    def get_success_url(self) -> str:
        return self.get_redirect_url() or reverse("wagtailadmin_home")

    def form_valid(self, form: CodeForm) -> HttpResponse:
        # Whoever has copied the session of before is left with nothing.
        self.request.session.cycle_key()
        answer = super().form_valid(form)
        if isinstance(self.request.user.otp_device, StaticDevice):
            self._count_codes()
        return answer

    def _count_codes(self) -> None:
        left = second_factor.codes_left(self.request.user)
        said = ngettext("You have {count} recovery code left.", "You have {count} recovery codes left.", left)
        say = messages.warning if left <= FEW else messages.info
        say(self.request, said.format(count=left))


class Devices(Page, TemplateView):
    """The devices of a person, for herself and for whoever may change users."""

    template_name = "login/devices.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        owner = get_object_or_404(get_user_model(), pk=self.kwargs["user_id"])
        if not may_manage(self.request.user, owner):
            raise PermissionDenied
        about = {"owner": owner, "devices": second_factor.devices(owner), "left": second_factor.codes_left(owner)}
        return super().get_context_data(**kwargs, **about, is_own=owner.pk == self.request.user.pk)


@method_decorator(never_cache, name="dispatch")
class NewDevice(Page, views.DeviceCreateView):
    """The answer to the first one shows the recovery codes; nothing else shows these."""

    page_title = gettext_lazy("Add a device")
    template_name = "login/device.html"
    form_class = DeviceForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, address = self.request.user, self.device.config_url
        key = b32encode(self.device.bin_key).decode()
        may_leave = user.is_verified() or not settings.WAGTAIL_2FA_REQUIRED
        return super().get_context_data(**kwargs, address=address, key=key, may_leave=may_leave)

    @cached_property
    def device(self) -> TOTPDevice:
        """The one that was drawn; a form that comes without one gets a new picture and fits no code."""
        known = utils.get_unconfirmed_device(self.request.user) if self.request.method == "POST" else None
        if known is None:
            known = utils.new_unconfirmed_device(self.request.user)
            TOTPDevice.objects.filter(pk=known.pk).update(name=_("My telephone"))
            known.refresh_from_db()
        return known

    def form_valid(self, form: DeviceForm) -> HttpResponse:
        answer = super().form_valid(form)
        self.request.session.cycle_key()
        self.request.session[OWED] = True
        second_factor.end_others(self.request.user, self.request.session.session_key)
        note_own(self.request, "login.add_device", name=form.instance.name)
        messages.success(self.request, _("From now on you are asked for a code from this device."))
        return answer if second_factor.codes_left(self.request.user) else Codes.as_view()(self.request)


class RenameDevice(Page, views.DeviceUpdateView):
    page_title = gettext_lazy("Rename the device")
    template_name = "login/device.html"
    form_class = DeviceForm
    extra_context = {"may_leave": True}


class RemoveDevice(Page, DetailView):
    """Asks first. Somebody else's device is lost or stolen: its sessions end with it."""

    page_title = gettext_lazy("Remove the device")
    template_name = "login/remove_device.html"
    queryset = TOTPDevice.objects.filter(confirmed=True).select_related("user")
    context_object_name = "device"

    def get_object(self, queryset: None = None) -> TOTPDevice:
        device = super().get_object(queryset)
        if not may_manage(self.request.user, device.user):
            raise PermissionDenied
        return device

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        device = self.get_object()
        owner, name = device.user, device.name
        second_factor.remove_device(device, stays=request.session.session_key)
        log(owner, "login.remove_device", user=request.user, data={"name": name})
        messages.success(request, _("The device is removed."))
        return redirect(list_of(owner))


@method_decorator(never_cache, name="dispatch")
class Codes(Page, TemplateView):
    """The answer to the button shows ten codes; nothing ever shows them again."""

    page_title = gettext_lazy("Recovery codes")
    template_name = "login/codes.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not second_factor.has_device(request.user):
            return redirect("wagtail_2fa_device_new")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, left=second_factor.codes_left(self.request.user))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        codes = second_factor.renew_codes(request.user)
        note_own(request, "login.renew_codes")
        return self.render_to_response(self.get_context_data(codes=codes))


qr_code = never_cache(views.DeviceQRCodeView.as_view())


def nowhere(request: HttpRequest) -> HttpResponse:
    """Raises Http404."""
    raise Http404
