"""The site's own addresses: whole ones, and those of a language that is not the active one."""

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def absolute(address: str) -> str:
    """The whole address of one of ours; what is whole already stays as it is (pictures may be on another host)."""
    return urljoin(f"{settings.SALON_URL}/", address)


def reverse_in(code: str, name: str, *args: object, **kwargs: object) -> str:
    """The path of a view in a language."""
    with translation.override(code):
        return reverse(name, args=args, kwargs=kwargs)


def page_path(code: str, url_path: str) -> str:
    """The path of a page by its language and its place in the tree (`Page.url_path`); empty while it stands nowhere.

    The home pages stand right below the root; their own slugs are in no address.
    """
    parts = url_path.split("/", 2)
    return f"/{code}/{parts[2]}" if len(parts) > 2 else ""
