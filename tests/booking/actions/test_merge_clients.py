"""Two records of one person become one, and nothing that hangs on either is lost."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db.models import Model
from django.utils.translation import override

from booking.actions.events import at_desk
from booking.actions.merge_clients import MOVES, merge_clients
from booking.actions.privacy import erase_client
from booking.errors import ClientNotFound, NotMergeable
from booking.models import Client, ClientMerge, Lead, Scan, Visit
from booking.selectors.duplicates import duplicates_of, merge_plan, merged_into
from tests.booking.conftest import NOW, OLENA, Booker, local
from tests.booking.story.invariants import assert_desk_is_sound

pytestmark = pytest.mark.django_db

KNOWN = {"name": "Olena Kovalenko", "phone": OLENA.phone, "language": "uk"}


@pytest.fixture
def karin() -> int:
    return get_user_model().objects.create(username="karin").pk


@pytest.fixture
def kept() -> Client:
    return Client.objects.create(**KNOWN)


@pytest.fixture
def gone() -> Client:
    return Client.objects.create(name="Kovalenko Olena", email=OLENA.email, language="de")


def merge(kept: Client, gone: Client, karin: int, *taken: str) -> Client:
    merge_clients(kept=kept.pk, gone=gone.pk, taken=taken, by=at_desk(karin), now=NOW)
    return Client.objects.get(pk=kept.pk)


def pointers() -> dict[str, tuple[type[Model], str]]:
    """Every column that points to a client, of hidden relations too."""
    found = (field for field in Client._meta.get_fields(include_hidden=True) if field.one_to_many or field.one_to_one)
    return {
        f"{field.related_model.__name__}.{field.field.name}": (field.related_model, field.field.name)
        for field in found
        if field.auto_created and not field.concrete
    }


def test_every_table_that_points_to_a_client_is_known_to_the_merge() -> None:
    """A new foreign key to Client has to say here what becomes of it."""
    assert set(pointers()) == {*MOVES, "ClientMerge.gone"}


def test_everything_that_pointed_to_the_one_points_to_the_other(
    book: Booker, kept: Client, gone: Client, karin: int
) -> None:
    older = Client.objects.create(name="O. K.", phone="+4915111111111")
    merge(gone, older, karin)
    visit = book("haircut", local(11, 10))
    Visit.objects.filter(pk=visit.pk).update(client=gone, reader=gone)
    Lead.objects.create(language="uk", origin="bot", first_at=NOW, last_at=NOW, client=gone)
    for name, (model, field) in pointers().items():
        assert model.objects.filter(**{field: gone}).exists() != (name == "ClientMerge.gone"), name
    merge(kept, gone, karin)
    for name, (model, field) in pointers().items():
        assert model.objects.filter(**{field: gone}).exists() == (name == "ClientMerge.gone"), name
    assert (merged_into(gone.pk), merged_into(older.pk)) == (kept.pk, kept.pk)
    assert_desk_is_sound()


def test_what_only_one_has_is_kept_and_what_differs_is_chosen(kept: Client, gone: Client, karin: int) -> None:
    Client.objects.filter(pk=kept.pk).update(notes="mag Kamille")
    Client.objects.filter(pk=gone.pk).update(notes="links sitzt sie gern", phone="+4915199999999")
    merged = merge(kept, gone, karin, "phone")
    assert (merged.name, merged.phone, merged.email) == ("Olena Kovalenko", "+4915199999999", OLENA.email)
    assert (merged.language, merged.notes) == ("uk", "mag Kamille\n\nlinks sitzt sie gern")
    gone.refresh_from_db()
    assert (gone.name, gone.phone, gone.email, gone.notes, gone.erased_at) == ("", "", "", "", NOW)


def test_who_merged_what_and_when_is_written_down_without_a_name(kept: Client, gone: Client, karin: int) -> None:
    merge(kept, gone, karin, "name")
    row = ClientMerge.objects.get()
    assert (row.kept, row.gone, row.user_id, row.at) == (kept, gone, karin, NOW)
    assert row.facts == {"taken": ["name"]}


@pytest.mark.parametrize("which", ["kept", "gone"])
def test_who_was_blocked_stays_blocked(kept: Client, gone: Client, karin: int, which: str) -> None:
    blocked = {"kept": kept, "gone": gone}[which]
    Client.objects.filter(pk=blocked.pk).update(status="blocked", blocked_reason="dreimal weg")
    merged = merge(kept, gone, karin)
    assert (merged.status, merged.blocked_reason) == ("blocked", "dreimal weg")


@pytest.mark.parametrize(("taken", "chat"), [((), 11), (("telegram_id",), 22)])
def test_of_two_chats_one_stays_and_reads_only_what_it_read_before(
    book: Booker, kept: Client, gone: Client, karin: int, taken: tuple[str, ...], chat: int
) -> None:
    for client, own in ((kept, 11), (gone, 22)):
        Client.objects.filter(pk=client.pk).update(telegram_id=own, telegram_email=f"{own}@example.org")
        Scan.objects.create(at=NOW, way="qr", result="not_staff", telegram_id=own)
    visits = {11: book("haircut", local(11, 10)), 22: book("haircut", local(11, 12))}
    for own, client in ((11, kept), (22, gone)):
        Visit.objects.filter(pk=visits[own].pk).update(reader=client, client=client)
    merged = merge(kept, gone, karin, *taken)
    assert (merged.telegram_id, merged.telegram_email) == (chat, f"{chat}@example.org")
    assert list(Visit.objects.filter(reader=merged)) == [visits[chat]]
    assert Visit.objects.filter(client=merged).count() == 2
    assert list(Scan.objects.exclude(telegram_id=None).values_list("telegram_id", flat=True)) == [chat]


def test_a_chat_that_only_one_has_moves_with_its_proofs(kept: Client, gone: Client, karin: int) -> None:
    Client.objects.filter(pk=gone.pk).update(telegram_id=22, telegram_phone=OLENA.phone)
    merged = merge(kept, gone, karin)
    assert (merged.telegram_id, merged.telegram_phone) == (22, OLENA.phone)


def test_nobody_is_merged_with_herself_or_with_who_is_gone(kept: Client, gone: Client, karin: int) -> None:
    with pytest.raises(NotMergeable):
        merge(kept, kept, karin)
    merge(kept, gone, karin)
    for pair in ((kept, gone), (gone, kept)):
        with pytest.raises(NotMergeable):
            merge(*pair, karin)
    assert ClientMerge.objects.count() == 1


def test_a_hint_that_several_are_meant_goes_with_the_second_record(
    book: Booker, kept: Client, gone: Client, karin: int
) -> None:
    Client.objects.filter(pk=gone.pk).update(phone=OLENA.phone, email="")
    visit = book("haircut", local(11, 10), contact=OLENA)
    assert visit.client_hint
    third = visit.client
    merge(kept, gone, karin)
    merge(kept, third, karin)
    visit.refresh_from_db()
    assert (visit.client, visit.client_hint) == (kept, "")


# -- who may be the same


def test_duplicates_share_a_contact_or_nearly_a_name(kept: Client, gone: Client) -> None:
    same_phone = Client.objects.create(name="Taras", phone=OLENA.phone)
    typo = Client.objects.create(name="Olena Kowalenko", email="ok@example.org")
    for name in ("Maria Huber", "Olena Petrenko", ""):
        Client.objects.create(name=name, email="m@example.org")
    with override("de"):
        found = {other.client: [str(why) for why in other.why] for other in duplicates_of(kept)}
    assert found == {gone: ["ähnlicher Name"], same_phone: ["gleiche Telefonnummer"], typo: ["ähnlicher Name"]}


def test_the_plan_says_what_will_move_and_what_is_asked(book: Booker, kept: Client, gone: Client) -> None:
    for hour in (10, 12):
        visit = book(["haircut"], local(11, hour))
        Visit.objects.filter(pk=visit.pk).update(client=gone)
    visit.appointments.update(status="completed")
    plan = merge_plan(kept, gone)
    assert (plan.visits, plan.ahead) == (2, 1)
    assert (plan.differ, plan.filled) == (["name", "language"], ["email"])


# -- erased at the desk


def test_a_client_without_an_email_is_erased_with_every_visit_and_nobody_elses(
    book: Booker, kept: Client, karin: int
) -> None:
    own = book("haircut", local(11, 10), contact=OLENA)
    Visit.objects.filter(pk=own.pk).update(client=kept, contact_email="")
    other = book("haircut", local(11, 12))
    done = erase_client(client_id=kept.pk, by=at_desk(karin), now=NOW)
    assert (done.visits, done.cancelled) == (1, 1)
    own.refresh_from_db()
    kept.refresh_from_db()
    assert (own.contact_name, own.contact_phone, kept.phone, kept.erased_at) == ("", "", "", NOW)
    assert Visit.objects.get(pk=other.pk).contact_name
    assert own.appointments.get().price == 45
    with pytest.raises(ClientNotFound):
        erase_client(client_id=kept.pk, by=at_desk(karin), now=NOW + timedelta(hours=1))
    assert_desk_is_sound()
