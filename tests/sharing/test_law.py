"""Does each side of a sharing stand on law that is its own, was in force, and was named by its answer or its agreement?"""

from datetime import date

import pytest

from agencies.models import Agency
from protocols.catalogue import law
from sharing.rules.law import PUBLIC, Side, gives_under, holds_under, may_hold_under

DAY, BEFORE_2026 = date(2026, 11, 18), date(2026, 2, 4)
# What a county's protocol names: everybody's law together, for all purposes.
PROTOCOL = frozenset({
    "CDA-17", "CDA-17A", "CDA-115", "SI-2007-1830", "LB-E", "LB-C", "COURT", "LE-35-T", "LE-36", "LB-EA", "RLI-5", "RLI-6",
    "LB-F", "CO-10", "SCH1-6", "SCH1-10", "SC-9G", "SCH1-18", "LE-35-S", "SCH8-4", "PCSC-8", "PCSC-16", "VIR-44A", "POL-CL",
    "CC-1", "CC-2", "CC-3", "HRA-8",
})  # fmt: skip
JOB = {"basis": "job", "task": "support"}


def side(kind, said=JOB, *, agreed=PROTOCOL, data_kinds=("personal",), on=DAY, **more):
    return Side(kind, on=on, said=said, agreed=frozenset(agreed), data_kinds=frozenset(data_kinds), **more)


def test_the_police_for_somebody_elses_purpose_stand_on_their_public_task_and_what_authorises_it():
    giver = side("police", {**JOB, "law_enforcement": "other"}, data_kinds=("personal", "offences"),
                 purpose="domestic_abuse", crime=True)  # fmt: skip

    assert sorted(gives_under(giver)) == ["CO-10", "LB-E", "LE-36", "POL-CL"]
    assert gives_under(giver, "voluntary") == gives_under(giver)


def test_a_power_reaches_one_recipient_and_not_the_next():
    giver = side("probation", {"basis": "job", "task": "offender", "law_enforcement": "own"}, data_kinds=("offences",))

    assert gives_under(giver, "police") == ["LE-35-T", "OMA-14", "CDA-115"]
    assert gives_under(giver, "voluntary") == gives_under(giver) == ["LE-35-T", "OMA-14"]


@pytest.mark.parametrize("kind", sorted(PUBLIC))
@pytest.mark.parametrize("task", ["crime", "child", "antisocial"])
@pytest.mark.parametrize("regime", ["own", "other", None])
def test_no_public_body_stands_on_a_legitimate_interest(kind, task, regime):
    said = {"basis": "job", "task": task, "law_enforcement": regime}
    found = side(kind, said, data_kinds=("personal", "special", "offences"), crime=True, weighed=True)

    for codes in (gives_under(found, "council"), holds_under(found), may_hold_under(found)):
        assert not {"LB-EA", "LB-F", "RLI-5", "RLI-6"} & set(codes)


def test_the_police_who_did_not_say_what_it_is_for_have_nothing_recorded():
    assert gives_under(side("police")) == []


@pytest.mark.parametrize(
    ("task", "expected"),
    [("crime", ["LB-EA", "RLI-5"]), ("adult", ["LB-EA", "RLI-6"]), ("housing", []), ("antisocial", [])],
)
def test_a_charity_stands_on_the_recognised_interest_that_its_task_names(task, expected):
    assert gives_under(side("voluntary", {"basis": "job", "task": task}, agreed=())) == expected


def test_a_recognised_interest_is_not_there_before_its_day():
    assert gives_under(side("voluntary", {"basis": "job", "task": "crime"}, agreed=(), on=BEFORE_2026)) == []


def test_a_legitimate_interest_needs_the_agreement_and_a_weighing():
    nuisance = {"basis": "job", "task": "antisocial"}

    assert gives_under(side("housing", nuisance, weighed=True)) == ["LB-F"]
    assert gives_under(side("housing", nuisance)) == []
    assert gives_under(side("housing", nuisance, agreed=(), weighed=True)) == []


def test_a_landlord_in_an_emergency_of_crime_has_a_condition_for_each_kind_of_data():
    found = side(
        "housing", {"basis": "job", "task": "housing"}, data_kinds=("personal", "special", "offences"), crime=True
    )

    assert gives_under(found, "police") == ["LB-EA", "RLI-5", "CO-10", "SCH1-10", "SC-9G", "CDA-115"]


def test_a_council_without_an_agreement_stands_on_its_task_alone():
    assert gives_under(side("council", agreed=(), data_kinds=("special",)), "police") == ["LB-E"]


def test_a_condition_stands_only_for_the_data_that_need_it():
    assert gives_under(side("council")) == ["LB-E"]
    assert gives_under(side("council", data_kinds=("offences",))) == ["LB-E", "CO-10", "SCH1-6"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"basis": "duty", "duty": "adults_board"}, ["LB-C", "CARE-45"]),
        ({"basis": "duty", "duty": "children_enquiry"}, ["LB-C", "CA89-47"]),
        ({"basis": "duty", "duty": "order_to_answer"}, ["LB-C"]),
        ({"basis": "court"}, ["LB-C", "COURT"]),
        ({"basis": "asked"}, ["LB-A"]),
        ({"basis": "none"}, []),
        ({"basis": "unsure"}, []),
        ({}, []),
    ],
)
def test_every_answer_brings_its_own_law(said, expected):
    assert gives_under(side("council", said)) == expected


def test_nobody_living_needs_no_basis():
    assert gives_under(side("council", living=False)) == []


def test_figures_are_given_under_the_duty_only_where_the_law_asks_for_them():
    figures = {"data_kinds": ("depersonalised",), "said": {}}

    assert gives_under(side("fire", prescribed=True, **figures)) == ["CDA-17A"]
    assert gives_under(side("fire", **figures)) == []
    assert gives_under(side("voluntary", prescribed=True, **figures)) == []
    assert holds_under(side("council", **figures)) == may_hold_under(side("council", **figures)) == []


def test_who_receives_it_holds_it_under_its_own_law_and_no_power_to_disclose():
    own = {"basis": "job", "task": "crime", "law_enforcement": "own"}

    assert holds_under(side("police", own)) == ["LE-35-T", "POL-CL"]
    assert holds_under(side("police", {**own, "law_enforcement": "other"})) == ["LB-E", "POL-CL"]


@pytest.mark.parametrize("kind", sorted(Agency.Kind))
def test_what_a_recipient_may_choose_is_in_force_and_open_to_it(kind):
    offered = may_hold_under(side(kind, data_kinds=("special", "offences")))

    assert offered
    assert set(offered) <= {row.code for row in law.provisions(DAY)}
    assert not {"CDA-115", "LE-36", "CDA-17A", "PCSC-16"} & set(offered)
    assert ("LE-35-T" in offered) == (kind in ("police", "probation"))


def test_conditions_are_offered_only_for_data_that_need_them():
    assert "SC-9G" not in may_hold_under(side("council"))
    assert "SC-9G" in may_hold_under(side("council", data_kinds=("special",)))
