"""Is the demonstration true: its people, its agreements, its walls and its history?"""

import json
from collections import Counter
from datetime import date, timedelta

import pytest
from django.contrib.auth.hashers import check_password, identify_hasher
from django.core.management import CommandError

from agencies.database import kept_model, our_models
from agencies.models import AssuranceItem, Membership, Notice, Person
from agencies.roles import Role
from agencies.sweeps import registrars_with_due
from agencies.tenancy import acting_as
from config import demonstration
from config.demonstration import passwords
from config.demonstration.calendar import Calendar, quarter_before, retold
from protocols.catalogue import law
from protocols.catalogue.clocks import LONDON
from protocols.models import Clause, Party, Version
from protocols.rules import said
from sharing.models import Disclosure, Request
from tests.config.demonstrated import MOVED, TODAY, clock_of, load, page, people, sits_at

AGENCIES = ("ncc", "edc", "wbc", "npc", "nfr", "nic", "nat", "prb", "mgh", "lds")
NEWEST = {"NM-T1": "3.0", "NM-T2-CS": "3.0", "NM-T3-ASB": "1.2", "NM-T3-DA": "2.0"}


def test_the_file_tells_its_owner_alone_where_and_as_whom_to_sign_in(file):
    assert file.stat().st_mode & 0o777 == 0o600
    assert json.loads(file.read_text())["url"] == "http://localhost:8123"
    assert [path.name for path in file.parent.iterdir()] == ["demo.json"]
    known = people(file)
    assert len({person["password"] for person in known.values()}) == len(known)
    for email, person in known.items():
        assert len(person["password"]) == 17
        assert person["agency"]
        assert person["roles"]
        assert Person.objects.get(email=email).check_password(person["password"])


def test_every_agency_has_its_desks_and_the_board_has_two_administrators(file):
    known = people(file)
    for agency in AGENCIES:
        for desk, role in (
            ("officer", "officer"),
            ("practitioner", "practitioner"),
            ("head", "head"),
            ("auditor", "auditor"),
        ):
            assert role in known[f"{desk}@{agency}.northmere.example"]["roles"]
    for agency in ("ncc", "edc"):
        assert known[f"board.admin@{agency}.northmere.example"]["roles"] == ["board_administrator"]
    for email, role in (("dpo@edc", Role.DATA_PROTECTION_OFFICER), ("dpo@ncc", Role.DATA_PROTECTION_OFFICER),
                        ("caldicott@nic", Role.CALDICOTT_GUARDIAN)):  # fmt: skip
        assert known[f"{email}.northmere.example"]["roles"] == [role]


def test_everybody_is_of_the_demonstration_and_the_clock_cannot_sign_in(file):
    assert not Person.objects.filter(is_demonstration=False).exclude(email__startswith="registrar@").exists()
    assert not Person.objects.filter(email__startswith="registrar@", is_active=True).exists()
    assert not [email for email in people(file) if email.startswith("registrar@")]


def test_one_person_acts_for_two_agencies_and_one_in_both_partnerships(file):
    def places(email):
        return {(place["partnership"], place["code"]) for place in people(file)[email]["memberships"]}

    assert places("dpo@ncc.northmere.example") == {("northmere", "NCC"), ("northmere", "NFR")}
    assert places("officer@nfr.northmere.example") == {("northmere", "NFR"), ("fellside", "NFR")}
    here, there = sits_at("officer@nfr"), sits_at("officer@nfr", "fellside", "northmere")
    assert here.person_id == there.person_id
    assert here.agency.organisation_id == there.agency.organisation_id
    assert here.agency_id != there.agency_id


def test_heads_say_who_decides_and_no_adviser_does(clock):
    with acting_as(clock):
        found = Membership.objects.exclude(decides=None).distinct()
        assert found.count() > 15
        assert not found.with_role("data_protection_officer", "caldicott_guardian", "senior_risk_owner").exists()
        for member in found.prefetch_related("decides__given_by"):
            for grant in member.decides.all():
                assert grant.given_by.has(Role.HEAD)
                assert grant.given_by.agency_id == member.agency_id


def test_the_gaps_of_agencies_are_there_to_be_seen(clock):
    with acting_as(clock):
        held = {(item.agency.code, item.what): item for item in AssuranceItem.objects.select_related("agency")}
        deputies = Membership.objects.filter(agency__code="WBC").with_role("officer")

        assert held["LDS", "Retention and disposal policy"].state == "asked"
        assert "Letter to the Service Manager" in held["LDS", "Retention and disposal policy"].note
        assert held["MGH", "Cyber Essentials"].state == "expired"
        assert held["NIC", "Registration with the regulator"].expires_on == date(2026, 12, 15) + MOVED
        assert deputies.active(TODAY.date()).count() == 1
        assert deputies.count() == 2


def test_days_move_by_whole_weeks_and_those_of_laws_do_not(clock):
    with acting_as(clock):
        version = Version.objects.get(protocol__reference="NM-T2-CS", number="3.0")
        text = "\n".join(Clause.objects.filter(section__version=version).values_list("text", flat=True))

    assert version.effective_on == version.in_force_on == date(2026, 4, 1) + MOVED
    assert version.review_on == date(2028, 7, 8)
    assert f"agreed common date of {said(version.effective_on)}" in text
    assert f"due on {said(version.review_on)}" in text
    assert "1 April 2026" not in text
    assert "5 August 2024" in text
    assert "From 19 June 2026" in text


@pytest.mark.parametrize("today", [date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 27), date(2031, 1, 1)])
def test_the_day_of_the_story_is_today_or_in_the_week_before(today):
    calendar = Calendar(today)

    assert timedelta(0) <= today - calendar.day("2026-11-21") < timedelta(days=7)
    assert calendar.day("2026-11-04").weekday() == date(2026, 11, 4).weekday()
    assert calendar.moment("2026-07-08T21:40").astimezone(LONDON).hour == 21
    assert calendar.working_days_ago(2, "10:00").weekday() < 5


def test_only_whole_days_are_retold():
    days = {date(2026, 4, 1): date(2026, 7, 8), date(2026, 7, 8): date(2026, 10, 14)}

    assert retold("1 April 2026, 21 April 2026, 8 July 2026", days) == "8 July 2026, 21 April 2026, 14 October 2026"
    assert quarter_before(date(2026, 5, 6)) == "January to March"
    assert quarter_before(date(2026, 1, 6)) == "October to December"


def test_four_agreements_are_in_force_each_approved_by_the_other_board_administrator(clock):
    with acting_as(clock):
        in_force = Version.objects.filter(status=Version.Status.IN_FORCE)
        found = {
            version.protocol.reference: version
            for version in in_force.select_related("protocol__parent", "author__person", "approved_by__person")
        }

    assert {reference: version.number for reference, version in found.items()} == NEWEST
    for procedure in ("NM-T3-ASB", "NM-T3-DA"):
        assert found[procedure].protocol.parent == found["NM-T2-CS"].protocol
    assert found["NM-T2-CS"].protocol.parent == found["NM-T1"].protocol
    for reference, author, approver in (
        ("NM-T1", "ncc", "edc"),
        ("NM-T2-CS", "ncc", "edc"),
        ("NM-T3-ASB", "edc", "ncc"),
        ("NM-T3-DA", "ncc", "edc"),
    ):
        assert found[reference].author.person.email == f"board.admin@{author}.northmere.example"
        assert found[reference].approved_by.person.email == f"board.admin@{approver}.northmere.example"


def test_each_version_ended_the_one_before_and_a_clause_keeps_its_name_when_its_number_moves(clock):
    with acting_as(clock):
        versions = list(Version.objects.filter(protocol__reference="NM-T2-CS").order_by("in_force_on"))
        places = [
            dict(Clause.objects.filter(section__version=version).values_list("slug", "number")) for version in versions
        ]

    assert [version.number for version in versions] == ["1.0", "2.0", "3.0"]
    assert [version.status for version in versions] == ["superseded", "superseded", "in_force"]
    assert [version.in_force_on - MOVED for version in versions] == [
        date(2013, 12, 18), date(2019, 10, 1), date(2026, 4, 1)
    ]  # fmt: skip
    assert [version.ended_on for version in versions] == [*(later.in_force_on for later in versions[1:]), None]
    retention = "retention-and-disposal-retention-agency-keeps-what-receives"
    assert [place[retention] for place in places] == ["13.1", "14.1", "13.1"]
    assert [version.marking_scheme for version in versions] == ["GPMS-2013", "GSC-2014", "GSC-2024"]
    reader = sits_at("practitioner@nfr")
    compared = page(reader, "/northmere/protocols/NM-T2-CS/compare/1.0/2.0/")
    assert "Indemnity" in compared
    assert "72 hours" in compared


def test_a_refusal_held_nobody_back_and_late_signers_joined_on_their_own_day(clock):
    with acting_as(clock):
        version = Version.objects.get(protocol__reference="NM-T2-CS", number="3.0")
        places = {party.agency.code: party for party in version.parties.select_related("agency")}
        verbs = Counter(version.changes.values_list("verb", flat=True))
        history = Party.history.filter(id=places["WBC"].pk).order_by("history_id")
        verbs_of_the_borough = list(history.values_list("history_verb", flat=True))

    assert all(place.signed_at for place in places.values())
    joined = {code: place.acceded_on - MOVED for code, place in places.items() if place.acceded_on}
    assert joined == {"NIC": date(2026, 5, 20), "NAT": date(2026, 6, 3), "WBC": date(2026, 6, 17)}
    assert [verb for verb in verbs_of_the_borough if verb in ("refuse", "sign")] == ["refuse", "sign"]
    assert "limit" in places["WBC"].interpretation
    assert verbs["refuse"] == 1
    assert verbs["sign"] == 10


def test_what_the_agreements_say_in_data_is_known_to_the_catalogues(clock):
    with acting_as(clock):
        for version in Version.objects.all():
            assert version.purposes.exists()
            assert set(version.provisions.values_list("code", flat=True)) <= set(law.catalogue())
        procedure = Version.objects.get(protocol__reference="NM-T3-ASB")
        items = set(procedure.data_items.values_list("slug", flat=True))

    assert set(procedure.standing_answers["S6"]["kinds"]) == items


def test_whoever_is_in_both_partnerships_sees_in_each_what_is_there(file):
    here, there = sits_at("officer@nfr"), sits_at("officer@nfr", "fellside", "northmere")
    with acting_as(here):
        assert not Request.objects.filter(reference__startswith="FS-").exists()
        assert Disclosure.objects.visible_to(here).exists()
    with acting_as(there):
        assert [row.asking_agency.code for row in Request.objects.visible_to(there)] == ["FBC"]
        assert not Disclosure.objects.exists()
        assert not Version.objects.exists()


@pytest.mark.parametrize("slug", demonstration.SLUGS)
def test_every_row_of_history_says_who_did_what_for_which_agency(file, slug):
    rows = Counter()
    with acting_as(clock_of(slug)):
        for model in our_models():
            if kept_model(model):
                found = model.objects.values_list(
                    "history_user_id", "history_member_id", "history_agency_id", "history_verb"
                )
                assert [row for row in found if not all(row)] == [], model._meta.label
                rows[model._meta.label] = len(found)
    assert rows["agencies.HistoricalMembership"]
    assert rows["sharing.HistoricalRequest"]


def test_nobody_is_written_to_about_the_past(clock):
    assert list(registrars_with_due("notices", TODAY + timedelta(days=1))) == []
    with acting_as(clock):
        unread = Notice.objects.filter(read_at=None)
        assert unread.exists()
        assert min(unread.values_list("raised_at", flat=True)) > TODAY - timedelta(days=15)


def changes():
    """How many rows of history there are in each partnership."""
    found = Counter()
    for slug in demonstration.SLUGS:
        with acting_as(clock_of(slug)):
            found += Counter({model: model.objects.count() for model in our_models() if kept_model(model)})
    return found


def test_a_second_load_changes_nothing(file):
    before, told = changes(), file.read_text()

    load(file)

    assert changes() == before
    assert file.read_text() == told


def test_when_the_file_is_lost_new_passwords_are_made_and_nothing_else(file, tmp_path):
    again = tmp_path / "demo.json"

    load(again)

    old, new = people(file), people(again)
    assert old.keys() == new.keys()
    assert not [email for email in old if old[email]["password"] == new[email]["password"]]
    person = Person.objects.get(email="officer@npc.northmere.example")
    assert person.check_password(new[person.email]["password"])
    with acting_as(clock_of("northmere")):
        assert set(Version.objects.values_list("protocol__reference", flat=True)) == set(NEWEST)


def test_it_is_refused_in_production(settings, tmp_path):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="production"):
        load(tmp_path / "demo.json")


def test_the_first_sign_in_replaces_the_light_hash(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

    light = passwords._hashed("abcde-fghij-kmnpq")

    stronger = []
    assert check_password("abcde-fghij-kmnpq", light, setter=stronger.append)
    assert stronger == ["abcde-fghij-kmnpq"]
    assert identify_hasher(light).algorithm == "argon2"
    assert not check_password("abcde-fghij-kmnpr", light)
