"""The daily mail: one a person and day, of everything unread, also when nobody woke the timer for days."""

import smtplib
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from agencies import actions, digests
from agencies.models import Digest, Membership, Notice
from agencies.notices import read, subjects, tell
from agencies.roles import Role
from agencies.tasks import sweep_digests, sweep_notices
from agencies.tenancy import acting_as
from protocols.catalogue.clocks import LONDON
from tests.agencies import factories

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 11, 18)
LINK = "/testshire/requests/T-R-2026-0001/"


def at(hour, minute=0, day=0):
    return datetime(DAY.year, DAY.month, DAY.day, hour, minute, tzinfo=LONDON) + timedelta(days=day)


@pytest.fixture
def registrar():
    subjects(tested="Answer {reference}")
    return factories.partnership()


@pytest.fixture
def officer(registrar):
    return daily(factories.member(registrar, factories.agency(registrar), Role.OFFICER, job_title="Officer"))


def daily(member):
    return chosen(member, Membership.Mail.DAILY)


def chosen(member, how):
    with acting_as(member):
        actions.choose_mail(member, by=member, at=at(6), mail=how)
    member.mail = how
    return member


def told(member, reference, when, **words):
    with acting_as(member):
        return tell([member], "tested", at=when, reference=reference, link=LINK, **words)[0]


def swept(when):
    with time_machine.travel(when, tick=False):
        sweep_notices()
        sweep_digests()
        sweep_digests()


def subjects_of_the_letters():
    return [letter.subject for letter in mail.outbox]


def test_what_was_raised_before_seven_goes_in_one_mail(officer):
    told(officer, "R-1", at(18, day=-1))
    told(officer, "R-2", at(6, 59))

    swept(at(6, 59))
    assert mail.outbox == []
    swept(at(7))
    swept(at(9))

    (letter,) = mail.outbox
    assert letter.subject == "2 notices for you, 18 November"
    assert letter.to == [officer.person.email]
    assert letter.body.index("Answer R-1") < letter.body.index("Answer R-2")
    assert f"http://localhost:8000{LINK}" in letter.body
    assert f"/{officer.partnership.slug}/notices/choose_mail/" in letter.body


def test_what_comes_after_seven_waits_for_tomorrow(officer):
    told(officer, "R-1", at(6))
    swept(at(7))
    told(officer, "R-2", at(7, 30))

    swept(at(23))
    assert len(mail.outbox) == 1
    swept(at(7, day=1))

    assert subjects_of_the_letters() == ["1 notice for you, 18 November", "1 notice for you, 19 November"]


def test_after_three_days_without_a_timer_there_is_one_mail_with_everything(officer):
    for day in range(4):
        told(officer, f"R-{day}", at(12, day=day - 1))

    swept(at(10, 30, day=3))

    assert subjects_of_the_letters() == ["4 notices for you, 21 November"]
    swept(at(7, day=4))
    assert len(mail.outbox) == 1


def test_what_was_read_meanwhile_is_not_told_again(officer):
    notice = told(officer, "R-1", at(6))
    with acting_as(officer):
        read(notice, by=officer, at=at(6, 30))

    swept(at(7))

    assert mail.outbox == []
    with acting_as(officer):
        assert Notice.objects.get().sent_at is not None


def test_an_emergency_goes_at_once_to_those_who_chose_once_a_day_or_not_by_mail(registrar, officer):
    silent = chosen(factories.member(registrar, officer.agency), Membership.Mail.NEVER)
    for member in (officer, silent):
        told(member, "R-9", at(3), urgent=True)
        told(member, "R-1", at(3))

    swept(at(3, 1))

    assert sorted(letter.to[0] for letter in mail.outbox) == sorted([officer.person.email, silent.person.email])
    assert set(subjects_of_the_letters()) == {"Answer R-9"}
    swept(at(7))
    assert [letter.to[0] for letter in mail.outbox[2:]] == [officer.person.email]


def test_somebody_of_two_partnerships_gets_one_mail(registrar, officer):
    elsewhere = factories.partnership(name="Harbour Partnership")
    other = daily(factories.member(elsewhere, factories.agency(elsewhere), email=officer.person.email))
    at_once = factories.member(elsewhere, other.agency)
    for member in (officer, other, at_once):
        told(member, "R-1", at(5))

    swept(at(8))

    assert sorted(subjects_of_the_letters()) == ["2 notices for you, 18 November", "Answer R-1"]
    (letter,) = [letter for letter in mail.outbox if letter.to == [officer.person.email]]
    assert "Harbour Partnership" in letter.body
    assert "Safer Testshire" in letter.body
    assert Digest.objects.count() == 1


def test_a_part_that_is_over_is_told_nothing_and_holds_nothing_up(registrar, officer):
    told(officer, "R-1", at(5))
    with acting_as(registrar, "end"):
        Membership.objects.filter(pk=officer.pk).update(ends_on=DAY - timedelta(days=1))

    swept(at(8))

    assert mail.outbox == []
    with acting_as(registrar):
        assert Notice.objects.filter(sent_at=None).count() == 0


def test_a_mail_server_that_refuses_is_asked_again_later(officer, monkeypatch):
    told(officer, "R-1", at(5))
    refused = smtplib.SMTPServerDisconnected("gone")
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", _raiser(refused))
        swept(at(7))
    assert Digest.objects.get().failure.startswith("SMTPServerDisconnected")

    swept(at(7))  # not before a minute is over
    assert mail.outbox == []
    swept(at(7, 2))

    assert len(mail.outbox) == 1
    assert Digest.objects.get().sent_at is not None


def _raiser(error):
    def refuse(*args, **kwargs):
        raise error

    return refuse


def test_a_mail_another_worker_is_at_is_left_to_it(officer):
    told(officer, "R-1", at(5))
    Digest.objects.create(person=officer.person, day=DAY, lease_until=at(7, 5))

    swept(at(7, 1))
    assert mail.outbox == []
    swept(at(7, 6))

    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=False)
@given(moment=st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1)))
def test_at_every_moment_the_newest_mail_is_of_a_day_that_has_closed(moment):
    now = moment.replace(tzinfo=LONDON)

    day = digests.day_of(now)

    assert digests.closes(day) <= now < digests.closes(day + timedelta(days=1)) + timedelta(hours=1)
