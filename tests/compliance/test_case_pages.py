"""What does each side read on the pages of a case, and do its forms do what they say?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from agencies.models import Reading
from agencies.roles import Role
from agencies.tenancy import acting_as
from compliance.models import CaseNotice, NonComplianceCase
from protocols.catalogue.regulators import regulator
from tests.agencies import factories as agencies
from tests.compliance.factories import NOTICE, allegation, concern, disclosure, failure, no_failure, taken_up
from tests.compliance.visiting import at, read, send
from tests.sharing.visiting import text, visitor

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + timedelta(days=20)
DAY = {"due_on_day": SOON.day, "due_on_month": SOON.month, "due_on_year": SOON.year}


def case_of(member):
    with acting_as(member):
        return NonComplianceCase.objects.visible_to(member).latest("opened_at")


def test_the_whole_story_of_a_report_goes_through_its_pages(here):
    told = text(send(here.sharer, "report_concern", {"what": "I sent it to the wrong person"}))
    assert "your designated officers have been told" in told
    case = case_of(here.officer)
    ref = {"reference": case.reference}

    sent = send(here.officer, "take_up", {"about": "A wrong address", "investigator": str(here.colleague.pk),
                                          "scope": "Who sent it", "records": ""}, **ref)  # fmt: skip
    assert "is taken up" in text(sent)
    assert "Added to the log" in text(send(here.colleague, "investigation", {"words": "The log shows it"}, **ref))
    found = {"finding": "failure", "findings": "Mistyped", "confirm": "on"}
    assert "There was a failure" in text(send(here.officer, "make_finding", found, **ref))
    assert "The remedy is planned" in text(send(here.officer, "plan_remedy", {"what": "Train", **DAY}, **ref))
    with acting_as(here.officer):
        remedy = case.remedies.get()
    assert "The remedy is done" in text(send(here.officer, "finish_remedy", {"confirm": "on"}, key=remedy.pk, **ref))
    issued = text(send(here.officer, "issue_notice", {"to": "people", "people": "The tenant", **NOTICE}, **ref))
    assert "print it and hand it to them" in issued
    assert "is closed" in text(send(here.officer, "close_case", {"confirm": "on"}, **ref))


def test_a_report_begun_from_a_record_names_it_and_the_record_is_linked(here):
    record = disclosure(here)
    response = visitor(here.sharer).get(record.get_absolute_url())
    assert f"report_concern/?record={record.reference}" in response.content.decode()
    begun = visitor(here.sharer).get(at(here.sharer, "report_concern"), {"record": record.reference})
    assert f"{record.reference}: " in text(begun)
    send(here.sharer, "report_concern", {"what": f"{record.reference}: it was told to the wrong person"})

    page = visitor(here.officer).get(at(here.officer, "take_up", reference=case_of(here.officer).reference))

    assert f'value="{record.reference}"' in page.content.decode()


def test_an_allegation_is_delivered_from_its_page_and_shown_to_both(here):
    typed = {
        "agency": here.ours.code, "about": "Papers kept too long", "what": "Minutes of 2019 were still there",
        "happened": "Last week", "evidence": "A photograph",
    }  # fmt: skip

    told = text(send(here.receiver, "allege", typed))

    assert f"delivered to the designated officers of {here.ours}" in told
    for member in (here.receiver, here.officer):
        assert "Minutes of 2019 were still there" in read(member, "case", reference=case_of(member).reference)


def test_whoever_wrote_sees_how_it_stands_and_nothing_of_the_investigation(here):
    case = taken_up(here, allegation(here))

    told = read(here.receiver, "case", reference=case.reference)

    assert "looks into it and writes to you with its finding" in told
    assert "Investigation" not in told
    assert visitor(here.receiver).get(at(here.receiver, "investigation", reference=case.reference)).status_code == 403


def test_what_is_missing_before_closing_is_listed_and_the_agencies_are_suggested(here):
    case = failure(here, disclosures=[disclosure(here)])

    told = read(here.officer, "close_case", reference=case.reference)

    assert "No remedy is planned" in told
    assert f"{here.theirs} has no notice" in told
    assert str(here.theirs) in read(here.officer, "issue_notice", reference=case.reference)


def test_a_reporter_reads_the_reasons_and_not_the_log(here):
    case = no_failure(here, concern(here))

    told = read(here.sharer, "case", reference=case.reference)

    assert "The folder holds titles only." in told
    assert "The folder was empty." not in told
    assert visitor(here.sharer).get(at(here.sharer, "investigation", reference=case.reference)).status_code == 403


def test_an_auditor_reads_without_personal_content_and_is_logged(here):
    auditor = agencies.member(here.registrar, here.ours, Role.AUDITOR)
    case = taken_up(here, allegation(here))

    told = read(auditor, "case", reference=case.reference) + read(auditor, "investigation", reference=case.reference)

    assert "Minutes of 2019" not in told
    assert "Who sent what" not in told
    assert "Withheld" in told
    with acting_as(auditor):
        assert Reading.objects.filter(member=auditor, reference=case.reference).count() == 2


def test_a_notice_is_read_and_confirmed(here):
    case = failure(here)
    send(here.officer, "issue_notice", {"to": "people", "people": "Both", **NOTICE}, reference=case.reference)
    no_failure(here)
    with acting_as(here.receiver):
        notice = CaseNotice.objects.visible_to(here.receiver).get()

    assert "The folder holds titles only." in read(here.receiver, "notice", key=notice.pk)
    assert "Notices to confirm" in read(here.receiver, "cases")
    assert "Receipt is confirmed" in text(send(here.receiver, "confirm_notice", {"confirm": "on"}, key=notice.pk))
    assert "Notices to confirm" not in read(here.receiver, "cases")


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("make_finding", {"finding": "no_failure", "findings": "Kept text", "confirm": "on"}, "Give the reasons"),
        ("extend_case", {"reason": "Kept text"}, "Enter the new day"),
    ],
)
def test_a_form_that_lacks_something_says_so_and_keeps_what_was_typed(here, name, typed, words):
    case = taken_up(here, allegation(here))

    response = send(here.officer, name, typed, reference=case.reference)

    assert response.status_code == 200
    assert "There is a problem" in text(response)
    assert words in text(response)
    assert "Kept text" in text(response)


def test_an_unknown_record_or_clause_is_named(here):
    case = concern(here)
    typed = {"about": "x", "investigator": str(here.officer.pk), "scope": "y", "records": "NO-D-1", "clause": "5.3"}

    told = text(send(here.officer, "take_up", typed, reference=case.reference))

    assert "Your agency has no record NO-D-1" in told
    assert "Choose the agreement in which the clause stands" in told


def test_cases_are_joined_and_set_aside_from_their_pages(here):
    ours, theirs, other = taken_up(here, concern(here)), allegation(here), concern(here)

    joined = send(here.officer, "join_case", {"into": str(ours.pk)}, reference=theirs.reference)
    aside = send(here.officer, "set_aside", {"reason": "It was right"}, reference=other.reference)

    assert f"looked into together with {ours.reference}" in text(joined)
    assert "is not taken up" in text(aside)
    assert theirs.reference in read(here.officer, "case", reference=ours.reference)
    assert ours.reference not in read(here.receiver, "case", reference=theirs.reference)
    assert "It was right" in read(here.sharer, "case", reference=other.reference)


def test_an_act_that_is_too_late_is_told_apart(here):
    case = failure(here)

    response = visitor(here.officer).get(at(here.officer, "take_up", reference=case.reference))

    assert response.status_code == 409
    assert "This cannot be done now" in text(response)
    assert "since you opened it" not in text(response)


def test_whoever_reads_a_case_or_a_notice_is_pointed_to_the_regulator_of_the_day(here):
    case = failure(here)
    page = visitor(here.officer).get(at(here.officer, "case", reference=case.reference)).text
    found = regulator(timezone.localdate())

    assert found.name in page
    assert found.complaints in page
