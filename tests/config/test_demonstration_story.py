"""Is the story told whole: each record, meeting, disagreement, failure and old copy, as its own people read it?"""

from datetime import date, timedelta

import pytest

from agencies.models import AuditOpening
from agencies.tenancy import acting_as
from compliance.models import CaseNotice, NonComplianceCase
from protocols.catalogue.clocks import LONDON
from protocols.models import Document
from sharing import rules
from sharing.models import (
    Advice,
    Attendance,
    CaseLine,
    Checklist,
    Decision,
    Disclosure,
    DisclosureParty,
    Dispute,
    Hold,
    Holding,
    Meeting,
    OnwardRequest,
    Request,
    Research,
    Suspension,
)  # fmt: skip
from tests.config.demonstrated import MOVED, TODAY, page, record, sits_at

NORTHMERE = "/northmere"


def test_records_are_complete_but_for_one_overdue_receipt(clock):
    with acting_as(clock):
        assert set(Disclosure.objects.values_list("status", flat=True)) == {"complete"}
        late = DisclosureParty.objects.filter(part="recipient", received_at=None).exclude(receipt_due_at=None).get()

        assert late.disclosure == record("NM-DA-118", route="procedure")
        assert late.agency.code == "LDS"
        assert late.receipt_due_at < TODAY
        assert late.disclosure.version.protocol.reference == "NM-T2-CS"
        assert late.disclosure.clause.number == "2.1"
        assert late.disclosure.marking == "OFFICIAL-SENSITIVE"


def test_sharing_without_an_agreement_is_complete_and_figures_go_to_every_authority(clock):
    with acting_as(clock):
        worry, figures = record("EDC-HO-3382"), Disclosure.objects.get(route="figures")
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
            call = record(start)
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
        shared = record("NM-DA-118", route="procedure")
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


def test_some_agencies_have_a_schedule_and_others_no_rule(clock):
    with acting_as(clock):
        held = dict(Holding.objects.filter(disclosure__route="figures").values_list("agency__code", "rule_code"))

    assert held["NFR"] == held["NCC"] == "RET-DISC-DEP"
    assert held["WBC"] == held["NIC"] == ""


# Whom it is about, who gave it to whom, on which law, and under which line a recipient keeps it.
GIVEN = (
    ("LDS-0932", "LDS", "MGH", ["LB-F"], ""),
    ("NAT-ED-77120", "NAT", "NPC", ["LB-E", "CO-10", "SCH1-6", "SC-9G"], ""),
    ("EDC-ASB-2114", "EDC", "MGH", ["LB-E", "CO-10", "SCH1-6"], ""),
    ("SAB-2026-04", "NFR", "NCC", ["LB-C", "CARE-45"], "RET-DISC"),
    ("MGH-31170", "MGH", "NCC", ["LB-EA", "RLI-6"], "RET-DISC-CH"),
)


@pytest.mark.parametrize(("start", "giver", "receiver", "law", "line"), GIVEN)
def test_each_record_names_the_law_of_whoever_gave_it(clock, start, giver, receiver, law, line):
    with acting_as(clock):
        given = record(start)
        own, other = given.parties.get(part="giver"), given.parties.get(part="recipient")

        assert (own.agency.code, other.agency.code) == (giver, receiver)
        assert own.provisions == law
        assert set(
            Holding.objects.filter(disclosure=given, agency=other.agency).values_list("rule_code", flat=True)
        ) == ({line} if other.received_at else set())


@pytest.mark.parametrize(
    ("start", "desk", "words"),
    [
        ("LDS-0932", "officer@mgh", "Only for choosing the area and the flat."),
        ("NAT-ED-77120", "officer@npc", "Please ring the lead nurse before speaking to him."),
        ("EDC-ASB-2114", "officer@mgh", "no witness statements, and no contact with witnesses"),
        ("SAB-2026-04", "officer@ncc", "For the functions of the Safeguarding Adults Board only"),
        ("MGH-31170", "officer@ncc", "The tenant has not been told"),
        ("EDC-ASB-2041", "officer@nfr", "Only with the agreement of the agency it belongs to."),
    ],
)
def test_what_a_recipient_must_keep_to_stands_on_its_page(clock, start, desk, words):
    with acting_as(clock):
        more = {"agency__code": "NPC"} if start == "EDC-ASB-2041" else {}
        reference = record(start, **more).reference

    assert words in page(sits_at(desk), f"{NORTHMERE}/disclosures/{reference}/")


def test_the_constabulary_relies_on_a_law_towards_each_and_each_holds_it_on_its_own(clock):
    with acting_as(clock):
        paper = record("EDC-ASB-2041", agency__code="NPC")
        sides = {side.agency.code: side for side in paper.parties.filter(part="recipient").select_related("agency")}
        outside = paper.outside_recipients.get()

        assert paper.route == Disclosure.Route.MEETING
        assert all("LE-36" in side.given_under and "LE-35-T" not in side.given_under for side in sides.values())
        assert {code: side.provisions for code, side in sides.items()} == {
            "EDC": ["LB-E", "CO-10", "SCH1-6"],
            "NFR": ["LB-E", "CO-10", "SCH1-6"],
            "MGH": ["LB-EA", "RLI-5", "CO-10", "SCH1-10"],
        }
        assert "Night Shelter" in outside.who
        assert "no papers" in outside.use


def test_part_of_that_paper_went_on_only_after_its_owner_agreed_and_an_order_was_obeyed(clock):
    with acting_as(clock):
        mediation = Disclosure.objects.get(about__startswith="EDC-ASB-2041", route="procedure")
        court = record("NCC-AS-5560")
        asked = Checklist.objects.get(disclosure=mediation).answers["5c"]

        assert asked["agreed_by"] == "Information Manager, Northmere Constabulary"
        assert date.fromisoformat(asked["agreed_on"]) - MOVED == date(2026, 9, 9)
        assert "Even Keel Mediation" in mediation.outside_recipients.get().who
        assert "County Court" in court.outside_recipients.get().who
        assert court.parties.get().provisions[:2] == ["LB-C", "COURT"]
        assert not court.parties.filter(part="recipient").exists()


def test_a_statutory_request_was_answered_within_its_clock(clock):
    with acting_as(clock):
        request = Request.objects.get(status="granted")
        answer = Disclosure.objects.get(request=request)

        assert request.asking_agency.code == "NCC"
        assert answer.recorded_at < request.due_at
        assert answer.version is None
        assert "section 45" in answer.no_protocol_reason


def test_the_dispute_went_through_both_stages_and_changed_no_answer(clock):
    with acting_as(clock):
        dispute = Dispute.objects.get()

        assert dispute.status == Dispute.Status.PART
        assert dispute.request.status == Request.Status.REFUSED
        assert [(note.talked_on - MOVED).isoformat() for note in dispute.notes.order_by("talked_on")] == [
            "2026-09-22", "2026-09-29",
        ]  # fmt: skip
        assert [change.verb for change in dispute.changes.order_by("at")] == [
            "open_dispute", "log_discussion", "log_discussion", "escalate", "propose_terms", "settle",
        ]  # fmt: skip
        assert not Disclosure.objects.filter(request=dispute.request).exists()
    for desk in ("head@wbc", "head@nat"):
        said = page(sits_at(desk), f"{NORTHMERE}/disputes/{dispute.reference}/")
        assert "Agreed in part" in said
        assert "stays a matter for the trust" in said


def test_the_conference_tells_who_came_who_left_and_who_never_answered(clock):
    with acting_as(clock):
        held = Meeting.objects.get(name="Fen Court case conference")
        rows = {row.name: row for row in held.attendances.all()}

        assert len(rows) == 8
        assert rows["Shelter Manager"].signed == Attendance.Signed.CHAIRS_DEVICE
        assert rows["Traders' Representative"].left_before == 2
        assert not rows["Traders' Representative"].presences.exists()
        assert rules.meetings.meeting_gaps(held) == []
        assert Document.objects.filter(kind="sheet", subject_id=held.pk).exists()
        assert set(CaseLine.objects.filter(case__item__meeting=held).values_list("agency__code", "brought")) == {
            ("EDC", "shared"), ("NPC", "shared"), ("MGH", "kept_back"), ("NFR", "nothing"),
        }  # fmt: skip
    said = page(sits_at("community.safety.manager@edc"), f"{NORTHMERE}/meetings/{held.reference}/")
    for words in (
        "Did not agree to the terms, left before item 2",
        "Northmere Integrated Care Board No answer",
        "Westhaven Borough Council Nothing held",
        "Ask the integrated care board why the invitation was not answered",
        "OFFICIAL-SENSITIVE",
        "version 3.0",
        "version 1.2",
    ):
        assert words in said


def test_an_agency_that_was_only_invited_reads_nothing_of_the_case(clock):
    with acting_as(clock):
        held = Meeting.objects.get(name="Fen Court case conference")
    for desk in ("officer@wbc", "officer@nic"):
        assert "EDC-ASB-2041" not in page(sits_at(desk), f"{NORTHMERE}/meetings/{held.reference}/")


def test_the_fortnightly_meeting_had_three_cases_and_its_lines_became_records(clock):
    with acting_as(clock):
        held = Meeting.objects.get(kind=Meeting.Kind.DOMESTIC_ABUSE)
        shared = CaseLine.objects.filter(case__item__meeting=held, brought="shared")

        assert held.items.filter(is_case=True).count() == 3
        assert shared.count() == shared.exclude(disclosure=None).count() == 5
        assert held.parts.get(part="clerk").member.agency.code == "NPC"


def test_a_meeting_is_still_to_come_and_who_is_asked_to_it_has_something_to_answer(clock):
    with acting_as(clock):
        ahead = Meeting.objects.get(status=Meeting.Status.PLANNED)

    local = ahead.held_at.astimezone(LONDON).date()
    assert local.isocalendar().week == (TODAY.date() + timedelta(weeks=1)).isocalendar().week
    for desk in ("officer@npc", "head@ncc"):
        assert f"Answer the invitation to meeting {ahead.reference}" in page(sits_at(desk), f"{NORTHMERE}/")


def test_two_agencies_look_things_up_for_it_and_a_guest_has_a_link(clock):
    with acting_as(clock):
        ahead = Meeting.objects.get(status=Meeting.Status.PLANNED)
        replies = dict(Research.objects.values_list("agency__code", "reply"))
        guest = Attendance.objects.get(meeting=ahead)

        assert replies == {"NPC": "", "MGH": "held"}
        assert guest.member is None
        assert guest.passes.get().ends_at > ahead.held_at
    assert f"Say what your agency holds before meeting {ahead.reference}" in page(sits_at("officer@npc"), f"{NORTHMERE}/")
    assert guest.name in page(sits_at("community.safety.manager@edc"), f"{NORTHMERE}/meetings/{ahead.reference}/")


def test_one_adviser_is_asked_and_another_has_answered(clock):
    with acting_as(clock):
        told = {one.agency.code: (one.status, one.about) for one in Advice.objects.select_related("agency")}
        figures = Disclosure.objects.get(route="figures")

    assert told["NCC"] == ("asked", figures.reference)
    assert told["NPC"][0] == "given"
    assert f"Advice on {figures.reference}" in page(sits_at("practitioner@ncc"), f"{NORTHMERE}/")
    assert "Say what you made of the advice" in page(sits_at("practitioner@npc"), f"{NORTHMERE}/")


def test_what_was_passed_on_to_the_mediator_was_agreed_to_by_the_agency_that_it_belongs_to(clock):
    with acting_as(clock):
        asked = OnwardRequest.objects.get(asking_agency__code="EDC")
        given = asked.checklist.disclosure
        told = (asked.owner_agency.code, asked.status, asked.answered_by.job_title, asked.disclosure.route)

    assert told == ("NPC", "conditions", "Head of Intelligence", "meeting")
    assert asked.conditions in given.restrictions
    record = page(sits_at("practitioner@edc"), f"{NORTHMERE}/disclosures/{given.reference}/")
    assert "Passed on with the agreement of Northmere Constabulary" in record
    assert asked.reference in record
    assert given.reference in page(sits_at("practitioner@edc"), f"{NORTHMERE}/onward/{asked.reference}/")


def test_the_owner_of_the_constabularys_information_is_asked_for_a_new_use_of_a_paper(clock):
    with acting_as(clock):
        waits = OnwardRequest.objects.with_subject().get(status="sent")

    assert waits.due_at > TODAY
    home = page(sits_at("asset.owner@npc"), f"{NORTHMERE}/")
    assert f"Say whether part of {waits.about} may be used for something else, {waits.reference}" in home
    assert waits.why in page(sits_at("asset.owner@npc"), f"{NORTHMERE}/onward/{waits.reference}/answer_onward/")
    assert f"Answer to {waits.reference}" in page(sits_at("officer@mgh"), f"{NORTHMERE}/")


def test_the_district_has_opened_its_records_to_the_countys_auditor(clock):
    with acting_as(clock):
        opening = AuditOpening.objects.on(TODAY.date()).get()

        assert (opening.agency.code, opening.member.job_title) == ("EDC", "Internal Auditor")
    assert opening.reason in page(sits_at("head@edc"), f"{NORTHMERE}/agencies/EDC/audits/")


def test_a_failure_was_reported_alleged_joined_put_right_and_told(clock):
    with acting_as(clock):
        case = NonComplianceCase.objects.get(agency__code="MGH", origin="own")
        letter = NonComplianceCase.objects.get(joined_to=case)
        notices = CaseNotice.objects.filter(case=case)

        assert case.status == letter.status == NonComplianceCase.Status.CLOSED
        assert case.finding == letter.finding == NonComplianceCase.Finding.FAILURE
        assert case.remedies.filter(done_at=None).count() == 0 < case.remedies.count()
        told = {(notice.to_agency.code, notice.received_at is not None) for notice in notices.exclude(to_agency=None)}
        assert told == {("NPC", True), ("EDC", True)}
        assert notices.filter(to_agency=None).count() == 1
        assert case.untold.count() == 2
    assert "There was a failure" in page(sits_at("officer@mgh"), f"{NORTHMERE}/cases/{case.reference}/")
    written = page(sits_at("officer@npc"), f"{NORTHMERE}/cases/{letter.reference}/")
    assert "Our paper sent to a contractor" in written
    assert "sent items of the team" not in written


def test_one_agency_alone_paused_its_sharing_and_lifted_the_pause(clock):
    with acting_as(clock):
        pause = Suspension.objects.get()

        assert (pause.agency.code, pause.towards.code) == ("EDC", "MGH")
        assert pause.started_at.astimezone(LONDON).date() - MOVED == date(2026, 10, 6)
        assert pause.lifted_at.astimezone(LONDON).date() - MOVED == date(2026, 10, 27)
        # What another agency shared in between was not touched by it.
        assert record("MGH-31170").parties.filter(agency__code="NCC").exists()
    for desk in ("officer@edc", "officer@mgh"):
        assert "Extracts from case conferences" in page(sits_at(desk), f"{NORTHMERE}/paused/{pause.pk}/")


def test_a_suspicion_without_a_failure_was_answered_with_reasons(clock):
    with acting_as(clock):
        case = NonComplianceCase.objects.get(agency__code="LDS")
        notice = CaseNotice.objects.get(case=case)

        assert case.finding == NonComplianceCase.Finding.NO_FAILURE
        assert notice.received_at
    assert "shredded a fortnight after" in page(sits_at("officer@prb"), f"{NORTHMERE}/cases/notices/{notice.pk}/")


def test_of_three_old_records_one_is_gone_one_is_due_and_one_is_held(clock):
    with acting_as(clock):
        gone = Disclosure.objects.get(marking="RESTRICTED")
        due, held = record("EDC-ASB-0733"), record("NPC-NB-4471")
        copies = {
            (copy.disclosure_id, copy.agency.code): copy for copy in Holding.objects.all().select_related("agency")
        }

        assert (gone.about, gone.note, gone.version.number) == ("", "", "1.0")
        assert Checklist.objects.get(disclosure=gone).answers == {}
        assert {copies[gone.pk, code].status for code in ("EDC", "NPC")} == {Holding.Status.DISPOSED}
        assert copies[due.pk, "EDC"].retain_until_on - MOVED == date(2026, 11, 13)
        assert copies[due.pk, "MGH"].rule_code == ""
        assert copies[held.pk, "EDC"].status == Holding.Status.ON_HOLD
        assert copies[held.pk, "EDC"].retain_until_on < TODAY.date()
        assert Hold.objects.get().reason == Hold.Reason.ACCESS
        assert Document.objects.filter(kind="disposal_certificate").count() == 2
    officer = sits_at("officer@edc")
    queue, tombstone = (
        page(officer, f"{NORTHMERE}/retention/"),
        page(officer, f"{NORTHMERE}/disclosures/{gone.reference}/"),
    )
    assert due.reference in queue
    assert held.reference not in queue
    assert copies[gone.pk, "EDC"].certificate in tombstone
    assert "EDC-0188" not in tombstone
    assert "An open access request" in page(officer, f"{NORTHMERE}/retention/holds/")
