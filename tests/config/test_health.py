"""What machines and operators are told of how the service runs, and what of it they are not."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.models import Notice, Person, SweepRun
from agencies.notices import subjects, tell
from agencies.roles import Role
from agencies.sweeps import sign_of_life
from agencies.tenancy import Who, acting, acting_as
from config import standing
from config.beat import BEAT, Timer
from config.celery import app
from tests.agencies import factories

pytestmark = pytest.mark.django_db
HEALTH, SERVICE = "/health/", "/account/service/"


def all_ran(ago=timedelta(seconds=1)):
    """The timer and every job ended their last run so long ago."""
    now = timezone.now()
    sign_of_life(BEAT, since=now - timedelta(hours=9), at=now - ago)
    for entry in app.conf.beat_schedule.values():
        SweepRun.objects.update_or_create(
            task=entry["task"], defaults={"started_at": now - ago, "finished_at": now - ago, "rows": 3, "failure": ""}
        )


@pytest.fixture
def officer():
    subjects(tested="A notice")
    registrar = factories.partnership(name="Safer Testshire Partnership Board")
    return factories.member(registrar, factories.agency(registrar), Role.OFFICER)


@pytest.fixture
def operator():
    with acting(Who(), "name_operator"):
        return Person.objects.create_user(
            "operator@service.example", name="Olive Operator", joined_at=timezone.now(), is_operator=True
        )


def stuck(member):
    with acting_as(member):
        (notice,) = tell([member], "tested", at=timezone.now())
        Notice.objects.filter(pk=notice.pk).update(attempts=12, failure="SMTPDataError: (554, 'no jane@x.example')")


# Machines


def test_all_is_well_when_every_job_ended_lately(client):
    all_ran()

    answer = client.get(HEALTH)

    assert (answer.status_code, answer.json()["status"]) == (200, "ok")
    assert set(answer.json()["jobs"]) == {"timer", *app.conf.beat_schedule}
    assert answer.json()["jobs"]["notices"]["age"] < 60


def test_one_job_that_has_not_ended_for_three_intervals_makes_it_late_and_no_error(client):
    all_ran()
    late = timezone.now() - timedelta(minutes=5)
    SweepRun.objects.filter(task="agencies.tasks.sweep_notices").update(finished_at=late)

    answer = client.get(HEALTH)

    assert (answer.status_code, answer.json()["status"]) == (200, "late")
    assert [name for name, job in answer.json()["jobs"].items() if job["late"]] == ["notices"]


def test_a_job_that_fails_each_time_is_not_well_though_it_is_never_late(client):
    all_ran()
    SweepRun.objects.filter(task="agencies.tasks.sweep_notices").update(failure="KeyError (1)")

    answer = client.get(HEALTH)

    assert (answer.status_code, answer.json()["status"]) == (200, "failing")
    assert [name for name, job in answer.json()["jobs"].items() if job["failed"]] == ["notices"]


def test_an_operator_reads_that_a_job_fails_though_it_is_not_late(operator):
    all_ran()
    SweepRun.objects.filter(task="agencies.tasks.sweep_notices").update(failure="KeyError (1)")
    browser = Client()
    browser.force_login(operator)

    page = browser.get(SERVICE).text

    assert "its last run failed" in page
    assert "Everything runs." not in page


def test_jobs_are_named_in_words_that_people_and_machines_share(client):
    assert [name for name in client.get(HEALTH).json()["jobs"] if not name.replace(" ", "").isalpha()] == []


def test_a_job_that_never_ran_is_late_once_the_timer_has_had_time_for_it(client):
    all_ran()
    SweepRun.objects.filter(task="agencies.tasks.sweep_notices").delete()
    assert client.get(HEALTH).json()["status"] == "late"

    SweepRun.objects.filter(task=BEAT).update(started_at=timezone.now())
    assert client.get(HEALTH).json()["status"] == "ok"


def test_before_anything_ever_ran_it_is_late(client):
    assert client.get(HEALTH).json()["status"] == "late"


def test_without_the_database_it_is_down(client, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("connection to 10.0.0.7 refused for concordat_app")

    monkeypatch.setattr(connection, "cursor", away)

    answer = client.get(HEALTH)

    assert answer.status_code == 503
    assert answer.json() == {"status": "down", "why": "no database"}


def test_machines_are_told_of_no_partnership(client, officer):
    all_ran()
    stuck(officer)
    told = client.get(HEALTH).content.decode()
    assert "Testshire" not in told
    assert officer.partnership.slug not in told


def test_the_timer_leaves_a_sign_of_life_and_no_more_often_than_it_must(tmp_path, django_assert_num_queries):
    timer = Timer(app, schedule_filename=str(tmp_path / "beat"), lazy=True)
    timer.setup_schedule()
    timer.schedule.clear()

    assert timer.tick() <= 10
    first = SweepRun.objects.get(task=BEAT)
    with django_assert_num_queries(0):
        timer.tick()

    assert first.started_at <= first.finished_at
    assert not standing.jobs(timezone.now())[0].late


# Operators


def test_an_operator_who_acts_for_no_agency_is_led_to_it(client, operator):
    client.force_login(operator)
    assert client.get("/").url == SERVICE


def test_an_operator_sees_what_is_due_when_jobs_ran_and_what_is_stuck(client, operator, officer):
    all_ran()
    stuck(officer)
    client.force_login(operator)

    page = client.get(SERVICE).content.decode()

    assert "Safer Testshire Partnership Board" in page
    assert "SMTPDataError" in page
    assert "jane@x.example" not in page
    assert "review reminders</li>" in page  # of which nothing is due
    assert "kinds of work with nothing due" in page
    assert page.count("Working") == 1 + len(app.conf.beat_schedule)


def test_what_was_never_heard_of_is_said_to_be_late(client, operator):
    client.force_login(operator)
    page = client.get(SERVICE).content.decode()
    assert "has never run" in page
    assert ">None yet<" in page


def test_for_everybody_else_there_is_nothing(client, officer):
    client.force_login(officer.person)
    assert client.get(SERVICE).status_code == 404
    assert client.post(reverse("retry_stuck"), {"noun": "notices"}).status_code == 404
    client.logout()
    assert client.get(SERVICE).status_code == 302


def test_an_operator_finds_no_partnership(client, operator, officer):
    client.force_login(operator)
    for place in ("", "notices/", "agencies/", "disclosures/"):
        assert client.get(f"/{officer.partnership.slug}/{place}").status_code == 404


def test_no_second_factor_no_page(client, operator, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(operator)
    assert client.get(SERVICE).url == reverse("mfa_activate_totp")


def test_an_operator_has_what_is_stuck_tried_again(client, operator, officer):
    stuck(officer)
    client.force_login(operator)
    asked = {"noun": "notices", "partnership": str(officer.partnership_id)}

    told = client.post(reverse("retry_stuck"), asked, follow=True).content.decode()

    assert "1 is tried again." in told
    with acting_as(officer):
        assert Notice.objects.get().attempts == 0
    assert "Nothing of that was stuck any more." in client.post(reverse("retry_stuck"), asked, follow=True).content.decode()


@pytest.mark.parametrize("asked", [{}, {"noun": "people", "partnership": "x"}, {"noun": "notices", "partnership": "'"}])
def test_what_is_asked_wrongly_does_nothing(client, operator, officer, asked):
    stuck(officer)
    client.force_login(operator)

    assert client.post(reverse("retry_stuck"), asked).status_code == 302

    with acting_as(officer):
        assert Notice.objects.get().attempts == 12


def test_an_operator_is_named_and_ended_by_a_command(officer, capsys):
    call_command("name_operator", officer.person.email.upper())
    assert Person.objects.get(pk=officer.person_id).is_operator
    call_command("name_operator", officer.person.email, "--end")
    assert not Person.objects.get(pk=officer.person_id).is_operator
    with acting_as(officer):
        assert {row.history_verb for row in officer.person.history.all()} >= {"name_operator"}

    with pytest.raises(CommandError, match="Nobody signs in"):
        call_command("name_operator", "nobody@nowhere.example")
