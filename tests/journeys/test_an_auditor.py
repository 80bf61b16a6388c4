"""Journey 11: an auditor finds what happened, opens a record as it stood, takes a copy away, and reads nobody's secrets."""

import csv
import io
import json
from datetime import date

import pytest

pytestmark = pytest.mark.journey
WHY = "The yearly check of what was shared in November."
# Whom the demonstration's record of an emergency is about, as the officers of its agency read it and no auditor.
SECRET = "MGH-20718, D.A., born 1957"


def test_an_auditor_follows_a_record_and_takes_the_history_away(signed_in):
    auditor = given_an_auditor_looks_at_what_was_recorded(signed_in)
    chosen = auditor.path
    record = when_one_record_is_opened(auditor)
    and_what_is_personal_is_read_by_its_officer_alone(signed_in, auditor, record)
    then_it_is_shown_as_it_stood_on_a_day(auditor, record)
    lines = when_a_copy_is_taken(auditor, chosen)
    then_it_says_who_did_what_and_withholds_what_is_personal(lines)
    and_the_agency_keeps_that_it_was_taken(signed_in, auditor)
    and_nobody_else_reads_the_history(signed_in)


def given_an_auditor_looks_at_what_was_recorded(signed_in):
    auditor = signed_in("auditor@mgh").follows("History").sees("Nobody can change it", "newest first")
    auditor.page.get_by_label("Kind of record").select_option(label="Disclosure")
    auditor.page.get_by_text("Only one protocol, one thing done").click()
    auditor.picks("What was done", "Recorded what was shared in an emergency").presses("Show")
    return auditor.sees("recorded what was shared in an emergency", "Show everything")


def when_one_record_is_opened(auditor):
    oldest = auditor.page.locator("main a[href*='/history/sharing-disclosure/']").last.get_attribute("href")
    return auditor.opens(oldest).is_on("History of").sees("first version", "Personal content is withheld").path


def and_what_is_personal_is_read_by_its_officer_alone(signed_in, auditor, record):
    officer = signed_in("officer@mgh").opens(record).sees("That you opened it is logged")
    for person in (auditor, officer):
        for folded in person.page.locator("main .app-timeline details").all():
            folded.locator("summary").click()
    officer.sees(SECRET)
    auditor.sees("Withheld").sees_no(SECRET)


def then_it_is_shown_as_it_stood_on_a_day(auditor, record):
    auditor.page.get_by_text("As it stood on a day").first.click()
    auditor.types_day("How did it stand at the end of which day?", date.today()).presses("Show how it stood")
    auditor.sees("As it stood at the end of the day", "Withheld")
    auditor.opens(record).page.get_by_text("As it stood on a day").first.click()
    auditor.types_day("How did it stand at the end of which day?", date(2013, 5, 1)).presses("Show how it stood")
    auditor.sees("There was no such record yet")


def when_a_copy_is_taken(auditor, chosen):
    auditor.opens(chosen).follows("Take a copy of this away").sees("Personal content is not in it")
    auditor.presses("Take the copy").sees("There is a problem", "Say what you need it for")
    auditor.types("What do you need it for?", WHY).chooses("CSV")
    return list(csv.DictReader(io.StringIO(auditor.takes("Take the copy").decode("utf-8-sig"))))


def then_it_says_who_did_what_and_withholds_what_is_personal(lines):
    assert {line["kind"] for line in lines} == {"disclosure"}
    assert all(line["agency"] and line["what_was_done"] and line["at_utc"] for line in lines)
    about = [json.loads(line["new_values"]).get("about") for line in lines if line["change"] == "made"]
    assert "withheld" in about
    assert SECRET not in str(lines)


def and_the_agency_keeps_that_it_was_taken(signed_in, auditor):
    for who in (auditor, signed_in("officer@mgh")):
        who.opens("/northmere/history/exports/").sees(WHY, "SHA-256 digest", "Internal Auditor")


def and_nobody_else_reads_the_history(signed_in):
    signed_in("practitioner@mgh").is_refused("/northmere/history/", 403)
    signed_in("officer@lds").opens("/northmere/history/exports/").sees_no(WHY)
