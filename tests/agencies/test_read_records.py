"""What does an auditor read on the pages of an agency that opened its records, and what is told of it?"""

import pytest
from django.urls import reverse

from agencies.models import Notice
from agencies.roles import Role
from agencies.tenancy import acting_as
from compliance.models import AuditExport
from sharing.models import Disclosure, Request
from tests.agencies import factories as agencies
from tests.agencies.auditing import close_to_audit, open_to_audit
from tests.sharing import meetings, passing_on
from tests.sharing.visiting import at, opened, text, visitor

pytestmark = pytest.mark.django_db


def test_home_says_whose_records_are_open_and_until_when(world, auditor):
    opening = open_to_audit(world.head, auditor)
    home = reverse("home", kwargs={"partnership": auditor.partnership.slug})
    browser = visitor(auditor)

    page = browser.get(home)
    assert f"Read the records of {world.ours}" in text(page)
    assert f"opened them to you until {opening.ends_on.day} {opening.ends_on:%B %Y}" in text(page)
    assert "Read its records" in text(browser.get(world.ours.get_absolute_url()))
    close_to_audit(world.head, opening)
    assert "Read the records of" not in text(browser.get(home))


def test_the_auditor_reads_lists_and_records_as_the_agencys_own_auditor_does(world, auditor):
    open_to_audit(world.head, auditor)
    name = str(auditor.person)  # who printed a page stands on it
    own = agencies.member(world.registrar, world.ours, Role.AUDITOR, job_title="Own Auditor", name=name)
    browser, slug = visitor(auditor), auditor.partnership.slug
    with acting_as(world.officer):
        record, asked = Disclosure.objects.get(), Request.objects.get()

    assert record.reference not in text(browser.get(at(auditor, "disclosures")))
    read = reverse("agencies:read_records", kwargs={"partnership": slug, "code": world.ours.code})
    assert "Its disputes" not in text(browser.get(read.replace("read_records/", "")))
    chosen = browser.post(read, {"acting": str(auditor.pk)}, follow=True)
    assert "Its disputes" in text(chosen)
    assert "Go to your own agency" in text(chosen)
    listed = browser.get(at(auditor, "disclosures"))

    assert record.reference in text(listed)
    assert f"reading the records of {world.ours}" in text(listed)
    assert asked.reference in text(browser.get(at(auditor, "requests")))
    for name, reference in (("disclosure", record.reference), ("request", asked.reference)):
        there, here = (
            main(one.get(at(auditor, name, reference=reference)).content.decode()) for one in (browser, visitor(own))
        )
        assert there == here
        assert "Withheld" in there
    for name in ("retention", "cases", "suspensions", "holds", "unscheduled", "schedule", "history"):
        assert browser.get(reverse(f"compliance:{name}", kwargs={"partnership": slug})).status_code == 200
    copy = reverse("compliance:copy", kwargs={"partnership": slug, "reference": record.reference})
    assert browser.get(copy).status_code == 200
    assert browser.get(at(auditor, "disputes")).status_code == 200
    onward = passing_on.ask(world, record)
    assert onward.reference in text(browser.get(at(auditor, "onward_list")))
    there, here = (
        main(one.get(at(auditor, "onward_request", reference=onward.reference)).content.decode())
        for one in (browser, visitor(own))
    )
    assert there == here
    assert "Withheld" in there


def main(page):
    """The middle of a page, which says nothing of who is signed in."""
    return page.split("<main", 1)[1].split("</main>", 1)[0].split("_history", 1)[0]


def test_nobody_chooses_records_that_are_not_open(world, auditor):
    slug = auditor.partnership.slug
    read = reverse("agencies:read_records", kwargs={"partnership": slug, "code": world.ours.code})
    assert visitor(auditor).post(read, {"acting": str(auditor.pk)}).status_code == 404
    refused = visitor(world.officer).post(read, {"acting": str(world.officer.pk)})
    assert refused.status_code == 403
    assert "Auditors choose whose records they read." in refused.content.decode()


def test_when_it_ends_the_lists_are_the_own_ones_again(world, auditor):
    opening = open_to_audit(world.head, auditor)
    browser, slug = visitor(auditor), auditor.partnership.slug
    read = reverse("agencies:read_records", kwargs={"partnership": slug, "code": world.ours.code})
    browser.post(read, {"acting": str(auditor.pk)})
    close_to_audit(world.head, opening)

    said = browser.get(at(auditor, "disclosures"))

    assert said.status_code == 200
    assert "reading the records of" not in text(said)


def test_a_copy_of_the_history_taken_away_is_told_to_the_agency_whose_it_is(world, auditor):
    open_to_audit(world.head, auditor)
    with acting_as(world.officer):
        record = Disclosure.objects.get()
    browser, slug = visitor(auditor), auditor.partnership.slug
    read = reverse("agencies:read_records", kwargs={"partnership": slug, "code": world.ours.code})
    browser.post(read, {"acting": str(auditor.pk)})
    form = {"acting": str(auditor.pk), "reason": "The yearly audit", "written_as": "csv"}
    taken = browser.post(reverse("compliance:export_history", kwargs={"partnership": slug}), form)

    file = b"".join(taken.streaming_content).decode()

    assert record.reference in file
    assert record.purpose_words not in file
    with acting_as(world.officer):
        assert Notice.objects.visible_to(world.officer).filter(kind="history_exported").count() == 1
    with acting_as(auditor):
        assert AuditExport.objects.get().words == f"records of {world.ours}: everything"


def test_meetings_and_their_lists_open_with_the_rest(world, auditor):
    held = meetings.at_the_table(world.sharer, world.receiver).meeting
    assert opened(auditor, held, "meeting").status_code == 404

    open_to_audit(world.head, auditor)

    assert opened(auditor, held, "meeting").status_code == 200
    assert visitor(auditor).get(at(auditor, "meetings")).status_code == 200
