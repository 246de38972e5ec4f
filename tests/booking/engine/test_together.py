"""All services of a visit with one master if possible, else shared by as few as possible."""

from booking.engine.chains import offered_at
from booking.engine.rules import fairest
from booking.engine.types import Need, Part, Plan, Work
from tests.booking.engine.day import ANNA, EVERY_QUARTER, IRYNA, VERA, clock, works

NINE = clock("9:00")


def plan(*masters: int) -> Plan:
    return Plan(
        tuple(Part(n, master, n * 30, n * 30 + 30, ((n * 30, n * 30 + 30),)) for n, master in enumerate(masters))
    )


def test_one_master_for_everything_comes_before_fairness():
    plans = [plan(ANNA, VERA), plan(IRYNA, IRYNA)]
    booked = {IRYNA: 300}
    assert fairest(plans, booked, {}) == (plan(ANNA, VERA), "fewest_minutes")
    assert fairest(plans, booked, {}, together=True) == (plan(IRYNA, IRYNA), "together")


def test_all_with_one_master_if_possible_else_shared():
    need = Need(1, {ANNA: Work(30), VERA: Work(30)})
    free = {ANNA: works("9:00-12:00"), VERA: works("9:00-12:00")}
    chosen, reason = fairest(offered_at(free, [need, need], NINE, EVERY_QUARTER, together=True), {}, {}, together=True)
    assert (chosen.masters, reason) == ((ANNA,), "together")
    busy = {ANNA: works("9:00-9:30"), VERA: works("9:30-12:00")}
    chosen, reason = fairest(offered_at(busy, [need, need], NINE, EVERY_QUARTER, together=True), {}, {}, together=True)
    assert (chosen.masters, reason) == ((ANNA, VERA), "only_free")


def test_among_those_who_can_do_everything_it_is_the_fairest():
    plans = [plan(ANNA, ANNA), plan(ANNA, VERA), plan(VERA, VERA)]
    assert fairest(plans, {ANNA: 60, VERA: 30}, {}, together=True) == (plan(VERA, VERA), "together")


def test_where_all_plans_need_as_many_masters_fairness_is_the_reason():
    plans = [plan(ANNA, VERA), plan(ANNA, IRYNA)]
    assert fairest(plans, {VERA: 60}, {}, together=True) == (plan(ANNA, IRYNA), "fewest_minutes")
    assert fairest(plans, {}, {VERA: 5}, together=True) == (plan(ANNA, IRYNA), "least_recent")
    assert fairest([plan(ANNA, ANNA), plan(VERA, VERA)], {}, {}, together=True) == (plan(ANNA, ANNA), "first")


def test_a_master_who_comes_back_counts_once():
    plans = [plan(ANNA, VERA, IRYNA), plan(IRYNA, VERA, IRYNA)]
    assert fairest(plans, {IRYNA: 90}, {}, together=True) == (plan(IRYNA, VERA, IRYNA), "together")


def test_the_one_who_can_do_everything_is_not_lost_among_many_plans():
    lines = {master: works("9:00-10:40") for master in range(1, 12)} | {12: works("9:00-18:00")}
    needs = [Need(index, {master: Work(30) for master in lines}) for index in range(5)]
    plans = offered_at(lines, needs, NINE, EVERY_QUARTER, together=True)
    assert {len(plan.masters) for plan in plans} > {1}
    chosen, reason = fairest(plans, {12: 400}, {}, together=True)
    assert (chosen.masters, reason) == ((12,), "together")


def test_two_who_can_share_it_are_not_lost_among_many_plans():
    early, begins, goes_on, late = range(1, 15), 16, 15, 17
    lines = {master: works("9:00-10:10") for master in early}
    lines |= {begins: works("9:00-9:30"), goes_on: works("9:30-11:30"), late: works("10:00-11:30")}
    needs = [Need(index, {master: Work(30) for master in lines}) for index in range(5)]
    shown = offered_at(lines, needs, NINE, EVERY_QUARTER)
    assert (begins, goes_on) not in {plan.masters for plan in shown}
    plans = offered_at(lines, needs, NINE, EVERY_QUARTER, together=True)
    assert set(shown) < set(plans)
    booked = dict.fromkeys(early, 60)
    assert fairest(plans, booked, {}, together=True)[0].masters == (begins, goes_on)
