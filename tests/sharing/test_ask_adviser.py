"""Can a practitioner ask an adviser of their own agency in writing, without opening anything and without waiting? (T-I2)"""

import html
import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice, Reading
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions, rules
from sharing.models import Advice, Checklist, Disclosure
from tests.agencies import factories as agencies
from tests.sharing import advising, factories
from tests.sharing.factories import NOON
from tests.sharing.visiting import at, statements, text, visitor

pytestmark = pytest.mark.django_db


def sees(member):
    with acting_as(member):
        return Advice.objects.visible_to(member).count()


def test_the_adviser_is_told_and_nobody_outside_the_agency_can_learn_of_it(world, adviser):
    record = factories.disclosure(world)
    made = advising.ask(world, adviser, about=record)

    with acting_as(adviser):
        notice = Notice.objects.get(kind="advice_asked")
    assert (notice.to_id, notice.context, notice.link) == (adviser.pk, {"about": record.reference}, made.get_absolute_url())
    auditor = agencies.member(world.registrar, world.ours, Role.AUDITOR)
    assert [sees(one) for one in (world.sharer, adviser, world.officer, world.head, auditor)] == [1] * 5
    assert [sees(one) for one in (world.colleague, world.receiver, world.asker, world.stranger)] == [0] * 4
    for one in (world.receiver, world.stranger):
        with acting_as(one):
            assert not Advice._base_manager.exists()
            assert not Advice.history.exists()


def test_being_asked_opens_no_record_and_an_officer_can_let_the_adviser_in(world, adviser):
    record = factories.disclosure(world)
    made = advising.ask(world, adviser, about=record)

    with acting_as(adviser):
        assert not Disclosure.objects.visible_to(adviser).exists()
    page = visitor(adviser).get(made.get_absolute_url())
    assert record.get_absolute_url() not in page.text
    with acting_as(world.officer):
        assert adviser in rules.still_outside(record, world.ours.pk, NOON.date())


def test_advice_is_asked_of_ones_own_agency_alone_and_never_of_oneself(world, adviser):
    theirs = advising.adviser(world, world.theirs)

    with acting_as(world.sharer):
        assert set(rules.advisers(world.sharer, NOON.date())) == {adviser, world.officer}
    with acting_as(world.officer):
        assert set(rules.advisers(world.officer, NOON.date())) == {adviser}
    for wrong in (theirs, world.colleague, world.receiver):
        with acting_as(world.sharer), pytest.raises(ValueError, match="own agency"):
            actions.ask_adviser(wrong, by=world.sharer, at=NOON, question="What now?")
    with acting_as(world.sharer), pytest.raises(ValueError, match="advice on"):
        actions.ask_adviser(adviser, by=world.sharer, at=NOON, question="  ")


def test_the_choice_says_in_which_part_somebody_advises_unless_their_name_does(world, adviser):
    guardian = agencies.member(
        world.registrar, world.ours, Role.CALDICOTT_GUARDIAN, job_title="Caldicott Guardian, Adult Care"
    )
    page = text(visitor(world.sharer).get(at(world.sharer, "ask_adviser")))

    assert f"{world.officer.named}, designated officer" in page
    for one in (adviser, guardian):
        assert f"{one.named} " in page
        assert f"{one.named}, " not in page


def test_advisers_and_auditors_do_not_ask(world, adviser):
    for one in (adviser, agencies.member(world.registrar, world.ours, Role.AUDITOR)):
        with acting_as(one), pytest.raises(PermissionDenied):
            actions.ask_adviser(world.officer, by=one, at=NOON, question="What now?")


def test_it_is_asked_from_the_questions_from_a_request_and_from_a_record(world, adviser):
    open_questions, record, asked = factories.checklist(world), factories.disclosure(world), factories.request(world)
    browser = visitor(world.sharer)
    for name, key, where in (
        ("checklist", str(open_questions.pk), at(world.sharer, "page", key=open_questions.pk, page="what")),
        ("disclosure", record.reference, record.get_absolute_url()),
    ):
        assert f"?{name}={key}" in browser.get(where, follow=True).text
        form = at(world.sharer, "ask_adviser") + f"?{name}={key}"
        assert browser.post(form, {"adviser": str(adviser.pk), "question": advising.QUESTION}).status_code == 302
    officer = visitor(world.officer)
    assert f"?request={asked.reference}" in officer.get(asked.get_absolute_url()).text
    form = at(world.officer, "ask_adviser") + f"?request={asked.reference}"
    assert officer.post(form, {"adviser": str(adviser.pk), "question": advising.QUESTION}).status_code == 302

    with acting_as(world.officer):
        abouts = {(one.checklist_id, one.request_id, one.disclosure_id) for one in Advice.objects.all()}
        assert Checklist.objects.get(pk=open_questions.pk).status == "open"
    assert abouts == {(open_questions.pk, None, None), (None, asked.pk, None), (None, None, record.pk)}


def test_what_one_may_not_see_cannot_be_asked_about(world, adviser):
    record, theirs = factories.disclosure(world), factories.checklist(world, by=world.asker)
    for member, query in (
        (world.colleague, f"disclosure={record.reference}"), (world.stranger, f"disclosure={record.reference}"),
        (world.sharer, f"checklist={theirs.pk}"), (world.sharer, "checklist=none"), (world.sharer, "request=T-R-9999"),
    ):  # fmt: skip
        assert visitor(member).get(at(member, "ask_adviser") + f"?{query}").status_code == 404, query


def test_an_empty_form_says_what_is_missing_and_keeps_what_was_typed(world, adviser):
    page = text(visitor(world.sharer).post(at(world.sharer, "ask_adviser"), {"question": "Kept words"}))

    assert "Choose whom you ask" in page
    assert "Kept words" in page
    assert "Say what you want advice on" in text(visitor(world.sharer).post(at(world.sharer, "ask_adviser"), {"question": ""}))


def test_where_nobody_advises_the_page_says_who_can_change_that(world):
    page = text(visitor(world.officer).get(at(world.officer, "ask_adviser")))

    assert "has named no adviser" in page


def test_an_auditor_reads_that_it_was_asked_and_not_what_and_each_opening_is_noted(world, adviser):
    made = advising.ask(world, adviser)
    auditor = agencies.member(world.registrar, world.ours, Role.AUDITOR)

    page = text(visitor(auditor).get(made.get_absolute_url()))
    assert "personal content is withheld" in page
    assert advising.QUESTION not in page
    with acting_as(world.officer):
        assert Reading.objects.filter(member=auditor).count() == 1


def test_the_list_and_home_show_whose_turn_it_is(world, adviser):
    made = advising.ask(world, adviser)
    home = f"/{world.sharer.partnership.slug}/"

    assert f"Advise on {made.about}" in text(visitor(adviser).get(home))
    assert f"Advice on {made.about}" in text(visitor(world.sharer).get(home))
    assert str(made) in text(visitor(world.officer).get(at(world.officer, "advice_list")))
    assert "Nothing has been closed" in text(visitor(adviser).get(at(adviser, "advice_list") + "?show=closed"))
    assert "No advice is being asked for" in text(visitor(world.colleague).get(at(world.colleague, "advice_list")))


def test_the_list_costs_the_same_for_two_and_for_twenty(world, adviser):
    address = at(world.officer, "advice_list")
    for _ in range(2):
        advising.ask(world, adviser)
    two = statements(world.officer, address)
    for _ in range(18):
        advising.ask(world, adviser)

    assert statements(world.officer, address) == two


def test_an_adviser_of_two_agencies_learns_at_home_what_the_other_asks(world, adviser):
    with acting_as(world.registrar):
        elsewhere = agencies.member(
            world.registrar, world.theirs, Role.DATA_PROTECTION_OFFICER, email=adviser.person.email,
            job_title="Data Protection Officer",
        )  # fmt: skip
    record = factories.disclosure(world)
    advising.ask(world, adviser, about=record)
    advising.ask(world, elsewhere, by=world.asker)

    browser, homes = visitor(adviser), []
    for member in (adviser, elsewhere):
        browser.post(f"/{world.ours.partnership.slug}/acting/", {"membership": str(member.pk)})
        homes.append(text(browser.get(f"/{world.ours.partnership.slug}/")))

    assert f"Also waiting when you act for {world.theirs.name}: 1" in homes[0]
    assert f"Also waiting when you act for {world.ours.name}: 1" in homes[1]
    assert f"Advise on {record.reference}" in homes[0]


def test_questions_are_called_by_what_they_have_become(world, adviser):
    questions = factories.checklist(world)
    made = advising.ask(world, adviser, about=questions)
    assert made.about == "questions not finished yet"
    with acting_as(world.sharer):
        record = actions.record_disclosure(questions, by=world.sharer, at=NOON, shared_at=NOON)

    assert f"Advise on {record.reference}" in text(visitor(adviser).get(f"/{world.sharer.partnership.slug}/"))
    page = visitor(world.sharer).get(made.get_absolute_url())
    assert record.get_absolute_url() in page.text


def test_the_action_itself_refuses_what_the_asker_does_not_see(world, adviser):
    record = factories.disclosure(world)

    for one, other in ((world.colleague, adviser), (world.stranger, world.stranger)):
        with acting_as(one), pytest.raises(PermissionDenied):
            actions.ask_adviser(other, by=one, at=NOON, question="What now?", about=record)


def test_a_long_list_goes_on_to_a_second_page_and_keeps_which_part_is_shown(world, adviser):
    with acting_as(world.sharer):
        for number in range(52):
            made = actions.ask_adviser(adviser, by=world.sharer, at=NOON + timedelta(minutes=number), question="Is it so?")
            actions.take_back_question(made, by=world.sharer, at=NOON + timedelta(hours=2, minutes=number))
    browser = visitor(world.officer)

    first = browser.get(at(world.officer, "advice_list") + "?show=closed")
    (on,) = re.findall(r'href="([^"]*after=[^"]+)"', first.text)
    second = browser.get(html.unescape(on))

    found = [set(re.findall(r"/advice/([0-9a-f-]{36})/", page.text)) for page in (first, second)]
    assert [len(page) for page in found] == [50, 2]
    assert not found[0] & found[1]
    assert "show=closed" in on
