"""Withdrawals in the admin, what the audit looks for, and what messages about a withdrawal are about."""

from collections.abc import Iterable, Mapping

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from legal.admin import WithdrawalRegister
from legal.audit import missing_pages
from legal.first_steps import legal_steps
from legal.models import LegalKind, LegalPage, Withdrawal
from salon.cms.registries import audit_checks, first_steps
from salon.outbox.subjects import Subject, tellers

register = WithdrawalRegister()
register.register_with_wagtail()
audit_checks.register(missing_pages)
first_steps.register(legal_steps)


def withdrawals(keys: Iterable[str], request: HttpRequest) -> Mapping[str, Subject]:
    """By whose they are."""
    if not register.permission_helper.user_can_list(request.user):
        return {}
    rows = Withdrawal.objects.filter(pk__in=map(int, keys))
    return {str(row.pk): Subject(str(_("Withdrawal")), _card(row), row.name, row.name) for row in rows}


tellers["withdrawal"] = withdrawals


@hooks.register("register_log_actions")
def deeds_in_the_log(actions: LogActionRegistry) -> None:
    actions.register_action("legal.answered", _("Mark as answered"), _("Noted: the withdrawal is answered."))


@hooks.register("before_copy_page")
def no_second_one(request: HttpRequest, page: Page) -> HttpResponseBase | None:
    """There is one of a kind: what it said before is kept, so nobody needs a copy."""
    found = page.specific
    if not isinstance(found, LegalPage) or found.kind == LegalKind.OTHER:
        return None
    messages.warning(request, _("There is only one page of this kind in a language. What it said before is kept."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def _card(row: Withdrawal) -> str:
    return reverse("legal_withdrawal_modeladmin_inspect", args=[row.pk])
