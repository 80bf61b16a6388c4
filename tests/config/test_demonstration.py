"""Is the demonstration true: its people, its agreements, its records, its walls and its history?"""

import json
from collections import Counter
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import check_password, identify_hasher
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from agencies.database import kept_model, our_models
from agencies.models import AssuranceItem, Membership, Notice, Partnership, Person
from agencies.roles import Role
from agencies.sweeps import registrar, registrars_with_due
from agencies.tenancy import Who, acting, acting_as
from config import demonstration
from config.demonstration import passwords
from config.demonstration.calendar import Calendar, quarter_before, retold
from protocols.catalogue import law
from protocols.catalogue.clocks import LONDON
from protocols.models import Clause, Party, Version
from protocols.rules import said
from sharing import rules
from sharing.models import Checklist, Decision, Disclosure, DisclosureParty, Holding, Request

# A Friday, fourteen weeks and six days after the Saturday that the story is written around.
TODAY = datetime(2027, 3, 5, 9, 30, tzinfo=LONDON)
MOVED = timedelta(weeks=14)
AGENCIES = ("ncc", "edc", "wbc", "npc", "nfr", "nic", "nat", "prb", "mgh", "lds")


def load(path):
    with time_machine.travel(TODAY, tick=False):
        call_command("load_demonstration", write=path, url="http://localhost:8123")


@pytest.fixture(scope="module")
def file(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration as the start command loads it, for all tests of this file; the people are written here."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            path = tmp_path_factory.mktemp("data") / "demo.json"
            load(path)
            with connection.cursor() as cursor:
                cursor.execute("set constraints all immediate")
            yield path
            transaction.set_rollback(True)
        connection.close()


@pytest.fixture(autouse=True)
def undone(request):
    """What one test changes, no other sees."""
    if "file" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("file")
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def clock(file):
    return clock_of("northmere")


def clock_of(slug):
    """The registrar of a partnership, who sees everything in it."""
    partnership = Partnership.objects.get(slug=slug)
    with acting(Who(partnership=str(partnership.pk), role=Role.REGISTRAR)):
        return registrar(TODAY.date())


def sits_at(desk, slug="northmere", domain=""):
    """Whoever signs in as this, in a partnership: "officer@npc"."""
    with acting_as(clock_of(slug)):
        found = Membership.objects.select_related("partnership", "agency", "person")
        return found.get(person__email=f"{desk}.{domain or slug}.example", partnership__slug=slug)


def people(path):
    return {person["email"]: person for person in json.loads(path.read_text())["people"]}


def record(clock, start):
    """The record about a reference of the story."""
    return Disclosure.objects.get(about__startswith=start)


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
        version = Version.objects.get(protocol__reference="NM-T2-CS")
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


def test_three_agreements_are_in_force_each_approved_by_the_other_board_administrator(clock):
    with acting_as(clock):
        found = {
            version.protocol.reference: version
            for version in Version.objects.select_related("protocol__parent", "author__person", "approved_by__person")
        }

    assert {version.status for version in found.values()} == {Version.Status.IN_FORCE}
    assert found["NM-T3-ASB"].protocol.parent == found["NM-T2-CS"].protocol
    assert found["NM-T2-CS"].protocol.parent == found["NM-T1"].protocol
    for reference, author, approver in (
        ("NM-T1", "ncc", "edc"),
        ("NM-T2-CS", "ncc", "edc"),
        ("NM-T3-ASB", "edc", "ncc"),
    ):
        assert found[reference].author.person.email == f"board.admin@{author}.northmere.example"
        assert found[reference].approved_by.person.email == f"board.admin@{approver}.northmere.example"


def test_a_refusal_held_nobody_back_and_late_signers_joined_on_their_own_day(clock):
    with acting_as(clock):
        version = Version.objects.get(protocol__reference="NM-T2-CS")
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


def test_records_are_complete_but_for_one_overdue_receipt(clock):
    with acting_as(clock):
        assert set(Disclosure.objects.values_list("status", flat=True)) == {"complete"}
        late = DisclosureParty.objects.filter(part="recipient", received_at=None).exclude(receipt_due_at=None).get()

        assert late.disclosure == record(clock, "NM-DA-118")
        assert late.agency.code == "LDS"
        assert late.receipt_due_at < TODAY
        assert late.disclosure.version.protocol.reference == "NM-T2-CS"
        assert late.disclosure.clause.number == "2.1"
        assert late.disclosure.marking == "OFFICIAL-SENSITIVE"


def test_sharing_without_an_agreement_is_complete_and_figures_go_to_every_authority(clock):
    with acting_as(clock):
        worry, figures = record(clock, "EDC-HO-3382"), Disclosure.objects.get(route="figures")
        receivers = set(figures.parties.filter(part="recipient").values_list("agency__code", flat=True))

        assert worry.version is None
        assert rules.gaps(worry, Checklist.objects.get(disclosure=worry)) == []
        assert receivers == {"NCC", "EDC", "WBC", "NPC", "NIC", "PRB"}
        assert figures.data_kinds == ["depersonalised"]
        assert not figures.parties.filter(part="recipient", received_at=None).exists()


def test_emergencies_were_recorded_at_once_and_finished_by_a_colleague(clock):
    with acting_as(clock):
        for start, who, colleague in (
            ("PRB-4471", "Duty Officer", "prb"), ("MGH-20718", "Night Concierge, Beacon Court", "mgh")
        ):  # fmt: skip
            call = record(clock, start)
            finished = call.changes.get(verb="complete")
            assert call.decided_by == who
            assert call.recorded_at - call.shared_at <= timedelta(minutes=30)
            assert call.completed_at < call.complete_by
            assert finished.by.person.email == f"officer@{colleague}.northmere.example"
            assert finished.by != call.recorded_by
            assert call.marking == "OFFICIAL-SENSITIVE"


def test_a_request_was_refused_well_and_another_waits_for_each_side(clock):
    with acting_as(clock):
        refused, waiting = Request.objects.get(status="refused"), Request.objects.get(status="sent")
        answer = Decision.objects.get(request=refused)

        assert answer.by.job_title == "Deputy Medical Director"
        assert answer.reason_code == "barred"
        assert all(
            (answer.reason, answer.not_given, answer.effect_of_not_sharing, answer.offered_instead, answer.whom_to_ring)
        )
        assert waiting.sent_at.astimezone(LONDON).date() == date(2027, 3, 3)
        assert waiting.due_at > TODAY
        assert waiting.asked_by.person.email == "practitioner@edc.northmere.example"
    for desk in ("officer@npc", "practitioner@npc", "practitioner@edc"):
        member = sits_at(desk)
        with acting_as(member):
            assert waiting in Request.objects.visible_to(member)
    inspector = sits_at("practitioner@npc")
    with acting_as(inspector):
        assert rules.may_decide(inspector, waiting, TODAY.date())


def test_a_stranger_agency_sees_nothing_of_a_record_through_either_wall(clock):
    with acting_as(clock):
        shared = record(clock, "NM-DA-118")
    for desk in ("officer@wbc", "head@mgh", "board.admin@ncc"):
        stranger = sits_at(desk)
        with acting_as(stranger):
            assert not Disclosure.objects.visible_to(stranger).filter(pk=shared.pk).exists()
            assert not Disclosure.objects.filter(pk=shared.pk).exists()
            assert not Disclosure.history.filter(id=shared.pk).exists()
            assert not shared.changes.exists()
    for desk in ("officer@npc", "officer@lds"):
        party = sits_at(desk)
        with acting_as(party):
            assert Disclosure.objects.visible_to(party).filter(pk=shared.pk).exists()


def test_whoever_is_in_both_partnerships_sees_in_each_what_is_there(file):
    here, there = sits_at("officer@nfr"), sits_at("officer@nfr", "fellside", "northmere")
    with acting_as(here):
        assert not Request.objects.filter(reference__startswith="FS-").exists()
        assert Disclosure.objects.visible_to(here).count() == 1
    with acting_as(there):
        assert [row.asking_agency.code for row in Request.objects.visible_to(there)] == ["FBC"]
        assert not Disclosure.objects.exists()
        assert not Version.objects.exists()


def test_some_agencies_have_a_schedule_and_others_no_rule(clock):
    with acting_as(clock):
        held = dict(Holding.objects.filter(disclosure__route="figures").values_list("agency__code", "rule_code"))

    assert held["NFR"] == held["NCC"] == "RET-DISC-DEP"
    assert held["WBC"] == held["NIC"] == ""


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
        assert set(Version.objects.values_list("protocol__reference", flat=True)) == {"NM-T1", "NM-T2-CS", "NM-T3-ASB"}


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
