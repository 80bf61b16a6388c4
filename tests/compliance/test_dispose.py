"""Is one agency's copy gone when two people wanted it, with a certificate, and nobody else's with it? (TR-22, domain E4)"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from compliance import actions
from compliance.models import CopyReview
from protocols.models import Document
from sharing import rules as sharing_rules
from sharing.models import Advice, Checklist, Disclosure, DisclosureParty, Holding
from tests.compliance import copies
from tests.compliance.copies import NOW, SOON, copy_of
from tests.sharing import advising
from tests.sharing import factories as sharing
from tests.sharing.visiting import at, text, visitor

pytestmark = pytest.mark.django_db
S = Holding.Status
WHY = sharing.ANSWERS["1a"]["why"]
ABOUT = sharing.ANSWERS["S4"]["people"][0]["reference"]


def test_the_giver_disposes_of_its_copy_and_the_recipient_keeps_its_own(world):
    record = copies.due(world)

    review = copies.disposed(world, record)

    ours = copy_of(world.officer, record)
    assert (ours.status, ours.certificate, ours.disposed_at) == (S.DISPOSED, review.certificate, SOON)
    assert copy_of(world.receiver, record).status == S.DUE
    with acting_as(world.officer):
        assert Checklist.objects.get(disclosure=record).answers == {}
        assert sharing_rules.disposed(world.ours.pk) == {record.pk}
    with acting_as(world.receiver):
        assert sharing_rules.disposed(world.theirs.pk) == set()
        assert ABOUT in Disclosure.objects.get(pk=record.pk).about


def test_what_advisers_wrote_about_it_goes_too_and_history_withholds_it(world):
    record = copies.due(world)
    adviser = advising.adviser(world)
    with acting_as(world.sharer):
        answers = Checklist.objects.get(disclosure=record)
    about = (advising.ask(world, adviser, about=record), advising.ask(world, adviser, about=answers))
    elsewhere = advising.ask(world, adviser)
    advising.advise(about[0], adviser)
    copies.disposed(world, record)

    with acting_as(world.officer):
        left = {one.pk: (one.question, one.advice) for one in Advice.objects.all()}
    assert [left[one.pk] for one in about] == [("", "")] * 2
    assert left[elsewhere.pk] == (advising.QUESTION, "")
    with acting_as(world.officer):
        assert {one.status for one in Advice.objects.exclude(pk=elsewhere.pk)} == {"taken_back"}
    home = text(visitor(adviser).get(f"/{world.officer.partnership.slug}/"))
    assert "Advise on something not recorded here" in home
    assert record.reference not in home
    for query in (f"disclosure={record.reference}", f"checklist={answers.pk}"):
        asked = visitor(world.officer).post(
            at(world.officer, "ask_adviser") + f"?{query}", {"adviser": str(adviser.pk), "question": "Once more?"}
        )
        assert asked.status_code == 409
    browser = visitor(world.officer)
    assert "Removed when your agency disposed" in text(browser.get(about[0].get_absolute_url()))
    kept = f"/{world.officer.partnership.slug}/history/sharing-advice/"
    assert advising.QUESTION in text(browser.get(f"{kept}{elsewhere.pk}/"))
    for one in about:
        assert advising.QUESTION not in text(browser.get(f"{kept}{one.pk}/"))


def test_with_the_last_copy_the_personal_content_of_the_record_goes(world):
    record = copies.due(world)
    copies.disposed(world, record)

    copies.disposed(world, record, by=world.receiver, second_by=copies.second(world, world.theirs))

    with acting_as(world.registrar):
        left = Disclosure.objects.get(pk=record.pk)
        parties = DisclosureParty.objects.filter(disclosure=record)
        assert (left.about, left.purpose_words, left.restrictions, left.note) == ("", "", "", "")
        assert [party.use for party in parties] == ["", ""]
        assert all(party.disposed_at for party in parties)
    assert left.reference == record.reference


def test_for_a_recipient_that_never_confirmed_receipt_a_copy_begins_and_the_content_stays(world):
    record = sharing.disclosure(world)
    with acting_as(world.officer):
        copies.sharing_actions.close_matter(record, by=world.officer, at=copies.CLOSED_AT, on=copies.CLOSED)
    copies.fall_due(world)

    copies.disposed(world, record)

    theirs = copy_of(world.receiver, record)
    assert (theirs.began_on.isoformat(), theirs.rule_code, theirs.status) == ("2026-11-18", "RET-DISC", S.ACTIVE)
    with acting_as(world.receiver):
        assert ABOUT in Disclosure.objects.get(pk=record.pk).about
        copies.sharing_actions.confirm_receipt(record, by=world.receiver, at=SOON, accepts_conditions=True)
        copies.sharing_actions.close_matter(record, by=world.receiver, at=SOON, on=copies.CLOSED)
    copies.fall_due(world)
    copies.disposed(world, record, by=world.receiver, second_by=copies.second(world, world.theirs))
    with acting_as(world.registrar):
        assert Disclosure.objects.get(pk=record.pk).about == ""


def test_the_certificate_says_what_went_and_never_whom_it_was_about(world):
    record = copies.due(world)

    review = copies.disposed(world, record)

    with acting_as(world.officer):
        document = Document.objects.get(pk=review.document_id)
    said = document.context
    assert document.kind == "disposal_certificate"
    assert (said["reference"], said["references"], said["count"]) == (review.certificate, [record.reference], 1)
    assert (said["method"], said["asset_form"]) == ("Cross-cut shredding", "On paper")
    assert (said["trigger"], said["trigger_on"], said["due_on"]) == (
        "Matter closed",
        "20 November 2026",
        "20 November 2032",
    )
    assert said["rule"].startswith("RET-DISC, approved")
    assert said["proposed"].startswith("Information Lead") and said["approved"].startswith("Chief Executive")
    assert said["backups_lapse_on"] == "26 December 2032"
    assert said["holders"] == [[world.theirs.name, "has been told; has not said that its copy is gone"]]
    assert not {ABOUT, WHY, world.officer.person.name, world.head.person.name} & set(map(str, said.values()))
    assert "T.W." not in str(said)


def test_a_certificate_is_read_by_the_agency_alone(world):
    review = copies.disposed(world)

    with acting_as(world.receiver):
        assert not Document.objects.filter(pk=review.document_id).exists()
        assert not CopyReview.objects.filter(pk=review.pk).exists()


def test_the_giver_is_told_that_a_recipient_has_disposed_of_its_copy(world):
    record = copies.due(world)

    copies.disposed(world, record, by=world.receiver, second_by=copies.second(world, world.theirs))

    with acting_as(world.officer):
        assert Notice.objects.visible_to(world.officer).filter(kind="copy_disposed").count() == 1
        assert DisclosureParty.objects.get(disclosure=record, agency=world.theirs).disposed_at == SOON
        assert record.changes.filter(verb="dispose", by=world.receiver).exists()


def test_what_is_only_proposed_is_not_disposed_of(world):
    review = copies.proposed(world)

    with acting_as(world.officer), pytest.raises(MoveRefused):
        actions.dispose(review, by=world.officer, at=SOON)


@pytest.mark.parametrize("topic", [False, True])
def test_a_hold_that_came_after_the_approval_stops_it(world, topic):
    record = copies.due(world)
    review = copies.approved(world, record)
    copies.hold(world, **({"topic": "An inquiry", "purpose": record.purpose} if topic else {"disclosure": record}))

    with acting_as(world.officer), pytest.raises(MoveRefused, match="holds it"):
        actions.dispose(review, by=world.officer, at=SOON)

    assert copy_of(world.officer, record).status == S.ON_HOLD


def test_the_reasons_of_the_review_go_and_its_answers_stay(world):
    record = copies.due(world)
    with acting_as(world.officer):
        review = actions.propose_disposal(
            copy_of(world.officer, record), by=world.officer, at=NOW, answers=copies.ANSWERS, reason="He has died", **copies.PAPER
        )  # fmt: skip
    with acting_as(world.head):
        actions.approve_disposal(review, by=world.head, at=NOW)
    with acting_as(world.officer):
        actions.dispose(review, by=world.officer, at=SOON, done={"witness": "Records Clerk", "other": "dropped"})
        review.refresh_from_db()

    assert (review.reason, review.answers["needed"], review.done) == ("", "no", {"witness": "Records Clerk"})


def test_practitioners_and_other_agencies_do_not_dispose(world):
    review = copies.approved(world)

    with acting_as(world.sharer), pytest.raises(PermissionDenied):
        actions.dispose(review, by=world.sharer, at=SOON)
    with acting_as(world.receiver), pytest.raises(Holding.DoesNotExist):
        actions.dispose(review, by=world.receiver, at=SOON)


def test_the_database_refuses_a_disposal_without_approval_or_certificate(world):
    review = copies.proposed(world)
    wrong = (
        {"status": "disposed", "certificate": "X-1", "disposed_by": world.officer, "disposed_at": SOON},
        {"status": "approved", "approved_by": world.officer, "approved_at": SOON},
    )
    for facts in wrong:
        with acting_as(world.officer, "dispose"), pytest.raises(IntegrityError), transaction.atomic():
            CopyReview.objects.filter(pk=review.pk).update(**facts)
    with acting_as(world.officer, "dispose"), pytest.raises(IntegrityError), transaction.atomic():
        Holding.objects.filter(pk=review.holding_id).update(status="disposed")


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_disposes():
    world = copies.world()
    review = copies.approved(world)
    six = [world.officer, *(copies.second(world) for _ in range(5))]

    fared = sharing.race(six, lambda member: actions.dispose(review, by=member, at=SOON))

    assert fared == sharing.ONE_DONE_FIVE_REFUSED
    with acting_as(world.officer):
        assert Document.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_holders_at_once_the_later_takes_the_content_with_it():
    world = copies.world()
    record = copies.due(world)
    ours = copies.approved(world, record)
    theirs = copies.approved(world, record, world.receiver, copies.second(world, world.theirs))
    reviews = {world.officer: ours, world.receiver: theirs}

    fared = sharing.race(list(reviews), lambda member: actions.dispose(reviews[member], by=member, at=SOON))

    assert fared == ["done", "done"]
    with acting_as(world.registrar):
        assert Disclosure.objects.get(pk=record.pk).about == ""
