"""Time off: whole days or hours, in local time; what lies inside is shown and stays."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from booking.models import Master, Status, TimeOff
from tests.booking.admin.forms import refused, shown, submit
from tests.booking.conftest import OLENA, Booker, local

NEW = reverse("time-off:add")


def absence(
    master: Master, first: str, last: str, starts_at: str = "", ends_at: str = "", **more: str
) -> dict[str, str]:
    typed = {"master": str(master.pk), "first_day": first, "last_day": last, "reason": "Urlaub"}
    return {**typed, "starts_at": starts_at, "ends_at": ends_at, **more}


def asked(answer: object) -> str:
    """What the tick stands for."""
    return ",".join(map(str, answer.context["form"].fields["seen"].widget.listed))


def test_whole_days_end_with_the_last_one(karin: Browser, anna: Master) -> None:
    assert refused(submit(karin, NEW, absence(anna, "2026-06-10", "2026-06-12"))) == []
    off = TimeOff.objects.get()
    assert (off.start, off.end) == (local(10, 0), local(13, 0))


def test_hours_are_the_salons(karin: Browser, anna: Master) -> None:
    submit(karin, NEW, absence(anna, "2026-06-10", "2026-06-10", "13:00", "15:00"))
    off = TimeOff.objects.get()
    assert (off.start, off.end) == (local(10, 13), local(10, 15))


def test_the_day_on_which_clocks_change_has_twenty_five_hours(karin: Browser, anna: Master) -> None:
    submit(karin, NEW, absence(anna, "2026-10-25", "2026-10-25"))
    off = TimeOff.objects.get()
    assert off.end - off.start == timedelta(hours=25)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (("2026-06-12", "2026-06-10"), "last_day"),
        (("2026-06-10", "2026-06-10", "15:00", "13:00"), "last_day"),
        (("2026-06-10", "2026-06-10", "15:00", "15:00"), "last_day"),
        (("2026-06-10", "2026-06-10", "15:02", ""), "starts_at"),
        (("9999-12-31", "9999-12-31"), "first_day"),
        (("0001-01-01", "2026-06-10"), "first_day"),
        (("gestern", "2026-06-10"), "first_day"),
    ],
)
def test_what_cannot_be_is_refused(karin: Browser, anna: Master, typed: tuple[str, ...], field: str) -> None:
    assert field in refused(submit(karin, NEW, absence(anna, *typed)))
    assert not TimeOff.objects.exists()


def test_appointments_inside_are_listed_before_anything_is_saved(karin: Browser, anna: Master, book: Booker) -> None:
    visit = book("haircut", local(10, 10), master="anna", contact=OLENA)
    book("haircut", local(10, 10), master="olga")
    answer = submit(karin, NEW, absence(anna, "2026-06-10", "2026-06-10"))
    page = answer.content.decode()
    assert not TimeOff.objects.exists()
    assert "Olena Kovalenko, Haarschnitt" in page
    assert asked(answer) == str(visit.appointments.get().pk)
    assert f'value="{asked(answer)}"' in page


def test_with_the_tick_it_is_saved_and_nothing_is_cancelled(karin: Browser, anna: Master, book: Booker) -> None:
    visit = book("haircut", local(10, 10), master="anna")
    typed = absence(anna, "2026-06-10", "2026-06-10")
    seen = asked(submit(karin, NEW, typed))
    assert refused(submit(karin, NEW, {**typed, "seen": seen})) == []
    assert TimeOff.objects.count() == 1
    assert visit.appointments.get().status == Status.CONFIRMED


def test_a_tick_does_not_stand_for_what_was_booked_meanwhile(karin: Browser, anna: Master, book: Booker) -> None:
    book("haircut", local(10, 10), master="anna")
    typed = absence(anna, "2026-06-10", "2026-06-10")
    seen = asked(submit(karin, NEW, typed))
    book("haircut", local(10, 14), master="anna", contact=OLENA)
    answer = submit(karin, NEW, {**typed, "seen": seen})
    assert not TimeOff.objects.exists()
    assert "Olena Kovalenko" in answer.content.decode()


@pytest.mark.parametrize("forged", ["on", "1;2", "٣", "-1", "," * 9])
def test_a_forged_tick_confirms_nothing(karin: Browser, anna: Master, book: Booker, forged: str) -> None:
    book("haircut", local(10, 10), master="anna")
    answer = submit(karin, NEW, {**absence(anna, "2026-06-10", "2026-06-10"), "seen": forged})
    assert answer.status_code == 200
    assert not TimeOff.objects.exists()


def test_what_touches_the_absence_is_not_inside(karin: Browser, anna: Master, book: Booker) -> None:
    book("haircut", local(10, 10), master="anna")
    assert refused(submit(karin, NEW, absence(anna, "2026-06-10", "2026-06-10", "11:00", "12:00"))) == []


def test_the_form_shows_again_what_was_typed(karin: Browser, anna: Master) -> None:
    off = TimeOff.objects.create(master=anna, start=local(10, 0), end=local(12, 13))
    typed = shown(karin, reverse("time-off:edit", args=[off.pk]))
    assert (typed["first_day"], typed["last_day"], typed["ends_at"][:5]) == ("2026-06-10", "2026-06-12", "13:00")
    assert "starts_at" not in typed


def test_a_longer_absence_asks_again(karin: Browser, anna: Master, book: Booker) -> None:
    book("haircut", local(11, 10), master="anna")
    off = TimeOff.objects.create(master=anna, start=local(10, 0), end=local(11, 0))
    answer = submit(karin, reverse("time-off:edit", args=[off.pk]), {"last_day": "2026-06-11"})
    assert refused(answer) == ["__all__"]
    off.refresh_from_db()
    assert off.end == local(11, 0)


def test_an_absence_is_deleted_by_post_only(karin: Browser, anna: Master) -> None:
    off = TimeOff.objects.create(master=anna, start=local(10, 0), end=local(11, 0))
    url = reverse("time-off:delete", args=[off.pk])
    karin.get(url)
    assert TimeOff.objects.exists()
    karin.post(url)
    assert not TimeOff.objects.exists()


def test_a_master_sees_her_own_absences_and_no_colleagues(annas_phone: Browser, anna: Master, olga: Master) -> None:
    mine = TimeOff.objects.create(master=anna, start=local(10, 0), end=local(11, 0))
    hers = TimeOff.objects.create(master=olga, start=local(10, 0), end=local(11, 0))
    assert list(annas_phone.get(reverse("time-off:index")).context["object_list"]) == [mine]
    assert annas_phone.get(reverse("time-off:inspect", args=[mine.pk])).status_code == 200
    assert annas_phone.get(reverse("time-off:inspect", args=[hers.pk])).status_code != 200
