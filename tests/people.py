"""Whoever works in the admin, each with her own role."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client as Browser


def logged_in(role: str) -> Browser:
    """A browser in which somebody of a role is logged in."""
    user = get_user_model().objects.create_user(f"{role.lower()}-desk")
    user.groups.add(Group.objects.get(name=role))
    browser = Browser()
    browser.force_login(user)
    return browser
