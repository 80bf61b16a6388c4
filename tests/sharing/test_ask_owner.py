"""Is the agency that something belongs to asked before it is passed on, by who sees it, from where they are? (P-7.2, TR-04)"""

import html
import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from agencies.models import Notice, Reading
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from protocols.catalogue.clocks import as_day
from sharing import actions
from sharing.models import OnwardChange, OnwardParty, OnwardRequest
from tests.agencies import factories as agencies
from tests.sharing import factories, passing_on
from tests.sharing.factories import LATER, NOON
from tests.sharing.visiting import at, opened, statements, text, visitor

pytestmark = pytest.mark.django_db
TYPED = {"kind": "pass_on", "to_body": passing_on.MEDIATOR, "what": passing_on.WHAT, "why": passing_on.WHY}


def sees(member):
    with acting_as(member):
        return OnwardRequest.objects.visible_to(member).count()


def notified(member, kind):
    with acting_as(member):
        return Notice.objects.visible_to(member).filter(kind=kind).count()


def test_it_goes_to_the_agency_that_shared_the_record_which_has_ten_working_days(world):
    record = factories.disclosure(world)
    made = passing_on.ask(world, record)

    assert (made.status, made.asking_agency, made.owner_agency) == ("sent", world.theirs, world.ours)
    assert made.reference.split("-")[1] == "O"
    # Ten working days from Wednesday 18 November.
    assert as_day(made.due_at) == date(2026, 12, 2)
    with acting_as(world.officer):
        assert {(one.agency_id, one.part) for one in OnwardParty.objects.all()} == {
            (world.theirs.pk, "asker"), (world.ours.pk, "owner"),
        }  # fmt: skip
        assert OnwardChange.objects.get().verb == "ask_owner"


def test_owners_of_the_information_those_who_decide_and_officers_are_told_and_nobody_else(world):
    owner, decider = passing_on.asset_owner(world), factories.decision_maker(world)
    passing_on.ask(world)

    told = {one: notified(one, "onward_asked") for one in (owner, decider, world.officer, world.head, world.sharer)}
    assert told == {owner: 1, decider: 1, world.officer: 1, world.head: 0, world.sharer: 0}
    assert notified(world.stranger, "onward_asked") == 0


def test_where_nobody_owns_or_decides_the_head_is_told(world):
    passing_on.ask(world)

    assert [notified(one, "onward_asked") for one in (world.head, world.officer)] == [1, 1]


def test_a_notice_says_nothing_of_what_or_why(world):
    made = passing_on.ask(world)

    with acting_as(world.officer):
        notice = Notice.objects.visible_to(world.officer).get(kind="onward_asked")
    assert notice.context == {"reference": made.reference, "agency": str(world.theirs), "due": "Wednesday 2 December"}


def test_only_the_two_agencies_can_learn_of_it_and_in_them_those_whom_it_concerns(world):
    owner, theirs = passing_on.asset_owner(world), passing_on.asset_owner(world, world.theirs)
    decider = factories.decision_maker(world)
    passing_on.ask(world)

    auditor = agencies.member(world.registrar, world.ours, Role.AUDITOR)
    assert [sees(one) for one in (owner, decider, world.officer, world.head, world.receiver, auditor)] == [1] * 6
    assert [sees(one) for one in (world.sharer, theirs, world.asker, world.stranger)] == [0] * 4
    with acting_as(world.stranger):
        assert not OnwardRequest._base_manager.exists()
        assert not OnwardRequest.history.exists()
        assert not OnwardParty._base_manager.exists()


def test_what_one_does_not_see_did_not_receive_or_no_longer_has_cannot_be_asked_about(world):
    record = factories.disclosure(world)
    asked = {"kind": "new_use", "what": "All of it", "why": "To plan."}
    for one in (world.asker, world.stranger):
        with acting_as(one), pytest.raises(PermissionDenied):
            actions.ask_owner(by=one, at=NOON, disclosure=record, **asked)
    with acting_as(world.officer), pytest.raises(MoveRefused, match="did not receive"):
        actions.ask_owner(by=world.officer, at=NOON, disclosure=record, **asked)
    for one in (passing_on.asset_owner(world, world.theirs), agencies.member(world.registrar, world.theirs, Role.AUDITOR)):
        with acting_as(one), pytest.raises(PermissionDenied):
            actions.ask_owner(by=one, at=NOON, disclosure=record, **asked)


@pytest.mark.parametrize("less", [{"what": " "}, {"why": ""}, {"to_body": ""}])
def test_it_says_what_why_and_to_whom(world, less):
    with pytest.raises(ValueError, match="It|says"):
        passing_on.ask(world, **less)


def test_of_what_is_not_recorded_here_it_says_whose_and_which_it_is(world):
    made = passing_on.ask(world, owner_agency=world.ours, which="Their letter of 3 March")

    assert (made.disclosure, made.owner_agency, made.about) == (None, world.ours, "something not recorded here")
    with pytest.raises(ValueError, match="which of theirs"):
        passing_on.ask(world, owner_agency=world.ours)
    with pytest.raises(MoveRefused, match="does not ask itself"):
        passing_on.ask(world, owner_agency=world.theirs, which="Our own")


def test_a_use_of_ones_own_goes_to_nobody(world):
    made = passing_on.ask(world, kind="new_use", to_agency=world.strangers)

    assert (made.to_agency, made.to_body) == (None, "")


def test_the_database_says_the_same_again(world):
    made = passing_on.ask(world)

    for wrong in ({"status": "granted"}, {"status": "told"}, {"due_at": None}, {"owner_agency": world.theirs}):
        with acting_as(world.officer, "set"), pytest.raises(IntegrityError), transaction.atomic():
            OnwardRequest.objects.filter(pk=made.pk).update(**wrong)


def test_it_is_asked_from_the_record_where_it_then_stands(world):
    record = factories.disclosure(world)
    browser, form = visitor(world.receiver), at(world.receiver, "ask_owner") + f"?disclosure={record.reference}"
    assert form in browser.get(record.get_absolute_url()).text
    assert "Only with the agreement of the agency it belongs to" in text(browser.get(form))

    page = browser.post(form, TYPED, follow=True)

    assert "has been asked" in text(page)
    for words in (passing_on.WHAT, passing_on.WHY, passing_on.MEDIATOR, "says whether it agrees"):
        assert words in text(page)
    for one in (world.receiver, world.officer):
        assert "not answered yet" in text(opened(one, record, "disclosure"))
    assert "ask_owner" not in opened(world.officer, record, "disclosure").text


def test_from_the_list_one_chooses_the_record_or_says_which_of_theirs(world):
    record = factories.disclosure(world)
    browser, form = visitor(world.receiver), at(world.receiver, "ask_owner")

    missing = text(browser.post(form, {**TYPED, "disclosure": "none"}))
    assert "Choose the agency that it belongs to" in missing
    assert passing_on.WHY in missing
    assert browser.post(form, {**TYPED, "disclosure": record.reference}).status_code == 302
    other = {**TYPED, "disclosure": "none", "owner_agency": world.strangers.code, "which": "Their letter"}
    assert browser.post(form, other).status_code == 302

    with acting_as(world.receiver):
        assert {one.owner_agency_id for one in OnwardRequest.objects.all()} == {world.ours.pk, world.strangers.pk}


def test_an_empty_form_says_what_is_missing_and_to_whom_is_one_of_two(world):
    record = factories.disclosure(world)
    form = at(world.receiver, "ask_owner") + f"?disclosure={record.reference}"
    browser = visitor(world.receiver)

    for words in ("Choose what you want to do with it", "Say what of it", "Say why"):
        assert words in text(browser.post(form, {"what": ""}))
    assert "Say to whom it goes" in text(browser.post(form, {**TYPED, "to_body": ""}))
    assert "not both" in text(browser.post(form, {**TYPED, "to_agency": world.strangers.code}))


def test_nothing_that_was_typed_is_left_out_without_a_word(world):
    record = factories.disclosure(world)
    browser, form = visitor(world.receiver), at(world.receiver, "ask_owner")

    assert "Your own use gives it to nobody" in text(browser.post(form, {**TYPED, "disclosure": record.reference, "kind": "new_use"}))
    wrong = text(browser.post(form, {**TYPED, "disclosure": record.reference, "which": "Their letter"}))
    assert "You chose a record: take this out" in wrong
    assert "You chose a record" not in text(browser.post(form, {**TYPED, "which": "Their letter"}))
    with acting_as(world.receiver):
        assert not OnwardRequest.objects.exists()


def test_it_is_not_passed_on_to_the_agency_that_it_belongs_to(world):
    record = factories.disclosure(world)
    for where, more in (("?disclosure=" + record.reference, {}), ("", {"disclosure": record.reference}),
                        ("", {"disclosure": "none", "owner_agency": world.ours.code, "which": "Their letter"})):  # fmt: skip
        typed = {**TYPED, "to_body": "", "to_agency": world.ours.code, **more}
        page = text(visitor(world.receiver).post(at(world.receiver, "ask_owner") + where, typed))
        assert "It belongs to this agency. Choose somebody else" in page and passing_on.WHY in page
    with pytest.raises(ValueError, match="belongs to"):
        passing_on.ask(world, record, to_agency=world.ours, to_body="")


def test_what_one_may_not_see_is_not_there_to_be_asked_about(world):
    record, theirs = factories.disclosure(world), factories.checklist(world, by=world.asker)
    for member, query in (
        (world.asker, f"disclosure={record.reference}"), (world.stranger, f"disclosure={record.reference}"),
        (world.sharer, f"checklist={theirs.pk}"), (world.sharer, "checklist=none"),
    ):  # fmt: skip
        assert visitor(member).get(at(member, "ask_owner") + f"?{query}").status_code == 404, query
    assert visitor(world.officer).get(at(world.officer, "ask_owner") + f"?disclosure={record.reference}").status_code == 409


def test_an_auditor_reads_that_it_was_asked_and_not_what_and_each_opening_is_noted(world):
    made = passing_on.ask(world)
    auditor = agencies.member(world.registrar, world.ours, Role.AUDITOR)

    page = text(opened(auditor, made, "onward_request"))

    assert "personal content is withheld" in page
    for words in (passing_on.WHAT, passing_on.WHY, passing_on.MEDIATOR):
        assert words not in page
    with acting_as(world.officer):
        assert Reading.objects.filter(member=auditor, reference=made.reference).count() == 1


def test_the_owner_who_was_never_let_in_to_the_record_can_still_tell_what_it_is(world):
    owner = passing_on.asset_owner(world)
    record = factories.disclosure(world)
    made = passing_on.ask(world, record)

    page = opened(owner, made, "onward_request")

    assert record.get_absolute_url() not in page.text
    assert visitor(owner).get(record.get_absolute_url()).status_code == 404
    assert f"{record.reference}, shared 18 November 2026" in text(page)
    assert "What the record is of" in text(page)
    assert "HO-3382" not in text(page)


def test_the_lists_and_home_show_whose_turn_it_is(world):
    owner = passing_on.asset_owner(world)
    made = passing_on.ask(world)
    home = f"/{world.sharer.partnership.slug}/"

    assert f"Say whether part of {made.about} may be passed on, {made.reference}" in text(visitor(owner).get(home))
    assert f"See that {made.reference} is answered" in text(visitor(world.officer).get(home))
    assert f"Answer to {made.reference}" in text(visitor(world.receiver).get(home))
    for member, tab in ((owner, ""), (world.officer, ""), (world.receiver, "?show=asked")):
        assert made.reference in text(visitor(member).get(at(member, "onward_list") + tab))
    assert "Nobody waits for your agency" in text(visitor(world.receiver).get(at(world.receiver, "onward_list")))
    assert "You wait for no answer" in text(visitor(owner).get(at(owner, "onward_list") + "?show=asked"))
    assert "Nothing is finished yet" in text(visitor(owner).get(at(owner, "onward_list") + "?show=finished"))


def test_the_list_costs_the_same_for_two_and_for_twenty(world):
    address = at(world.officer, "onward_list")
    record = factories.disclosure(world)
    for _ in range(2):
        passing_on.ask(world, record)
    two = statements(world.officer, address)
    for _ in range(18):
        passing_on.ask(world, record, at=LATER)

    assert statements(world.officer, address) == two


def test_a_long_list_goes_on_to_a_second_page_soonest_first(world):
    record = factories.disclosure(world)
    for number in range(52):
        passing_on.ask(world, record, at=NOON + timedelta(days=number % 3, minutes=number))
    browser = visitor(world.officer)

    first = browser.get(at(world.officer, "onward_list"))
    (on,) = re.findall(r'href="([^"]*after=[^"]+)"', first.text)
    second = browser.get(html.unescape(on))

    found = [set(re.findall(r"/onward/([A-Z]+-O-[0-9-]+)/", page.text)) for page in (first, second)]
    assert [len(page) for page in found] == [50, 2]
    assert not found[0] & found[1]
