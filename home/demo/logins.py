"""One login a role, all with the same password, so that everybody can look at the admin with each pair of eyes."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from wagtail.models import Page

from booking.models import Master
from home.demo.keys import HOME
from salon.cms.roles import Role, grant_editor

PASSWORD = "lindenhof-demo"  # noqa: S105 - of the demo, printed at every start


@dataclass(frozen=True, slots=True)
class Login:
    """`master`: the slug of the master who logs in with it."""

    name: str
    group: Role
    first_name: str
    last_name: str
    master: str = ""


LOGINS = (
    Login("owner", Role.OWNER, "Anna", "Lindner", master="anna-lindner"),
    Login("reception", Role.RECEPTION, "Karin", "Vogt"),
    Login("master", Role.MASTER, "Olga", "Schreiber", master="olga-schreiber"),
    Login("editor", Role.EDITOR, "Lena", "Sommer"),
    Login("marketing", Role.MARKETING, "Jana", "Richter"),
)


def write_logins() -> None:
    """No superuser among them. The groups are made by a migration; the trees they may write in exist only now."""
    users = get_user_model()
    known = set(users.objects.filter(username__in=[login.name for login in LOGINS]).values_list("username", flat=True))
    missing = [login for login in LOGINS if login.name not in known]
    if not missing:
        return
    password = make_password(PASSWORD)
    for login in missing:
        _write(login, password)
    for home in Page.objects.filter(translation_key=HOME):
        grant_editor(home)


def _write(login: Login, password: str) -> None:
    user = get_user_model().objects.create(
        username=login.name,
        password=password,
        email=f"{login.name}@lindenhof.example.org",
        first_name=login.first_name,
        last_name=login.last_name,
    )
    user.groups.set(Group.objects.filter(name=login.group))
    if login.master:
        Master.objects.filter(slug=login.master, user=None).update(user=user)
