"""Do the forms about protocols do what was asked, and give back what was typed when they cannot?"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from agencies.tenancy import acting_as
from protocols.models import ImportedText, Version
from tests.protocols import factories
from tests.protocols.browsing import TEXT, clause, of, sent, signed_in, to

pytestmark = pytest.mark.django_db
S = Version.Status


def test_a_protocol_is_begun_with_its_first_version(client, made):
    page = signed_in(client, made.author).post(to(made, "new"), sent(
        made, title="Harbour Watch", reference="HW-1", tier="1", minimum_signatures="2", number="1.0",
    ))  # fmt: skip

    with acting_as(made.author):
        version = Version.objects.select_related("protocol").get(protocol__reference="HW-1")
    assert page.status_code == 302
    assert page.url == version.get_absolute_url()


def test_a_failed_beginning_keeps_what_was_typed_and_says_what_to_do(client, made):
    page = signed_in(client, made.author).post(to(made, "new"), sent(
        made, title="Harbour Watch", reference="read_file", tier="2", minimum_signatures="none", number="first",
    ))  # fmt: skip

    assert page.status_code == 200
    assert "<title>Error: " in page.text
    assert 'value="Harbour Watch"' in page.text
    assert 'value="first"' in page.text
    assert "This word is kept for the service" in page.text
    assert "Choose the document it stands under, or say why there is none" in page.text


def test_details_are_saved_and_shown(client, made):
    version = factories.version(made)
    address = of(made, version, "edit_details")
    fields = {"effective_on_day": "1", "effective_on_month": "4", "effective_on_year": "2027", "review_months": "24",
              "marked": "GSC-2024|OFFICIAL", "channels": ["secure_email"], "retention": "Six years"}  # fmt: skip

    assert signed_in(client, made.author).post(address, sent(made, **fields)).status_code == 302
    page = client.get(of(made, version)).text
    assert "1 April 2029" in page
    assert "Six years" in page

    wrong = client.post(address, sent(made, **fields | {"effective_on_day": "31", "retention": "Seven years"}))
    assert wrong.status_code == 200
    assert "Seven years" in wrong.text
    assert "must be a real date" in wrong.text


def test_agencies_are_named_and_at_least_one_is_asked_to_sign(client, made):
    version = factories.empty(made)
    address = of(made, version, "name_parties")

    nobody = signed_in(client, made.author).post(address, sent(made, **{f"place_{made.fire.pk}": "consultee"}))
    assert "Choose at least one agency that is asked to sign" in nobody.text
    assert '<option value="consultee" selected>' in nobody.text

    client.post(address, sent(made, **{f"place_{made.fire.pk}": "required", f"place_{made.police.pk}": "consultee"}))
    with acting_as(made.author):
        places = {party.agency_id: (party.part, party.is_required) for party in version.parties.all()}
    assert places[made.fire.pk] == ("signatory", True)
    assert places[made.police.pk] == ("consultee", False)


def test_facts_are_named_in_lines_and_by_the_catalogue(client, made):
    version = factories.version(made)
    address = of(made, version, "name_facts")
    too_long = "x" * 301

    wrong = signed_in(client, made.author).post(address, sent(made, purposes=too_long, items_personal="Address\nName"))
    assert too_long in wrong.text
    assert "Address\nName" in wrong.text

    client.post(address, sent(made, purposes="Preventing crime\nHelping victims", items_special="Health", law_GP=["CDA-115"]))
    page = client.get(of(made, version, "summary")).text
    assert "Helping victims" in page
    assert "Health" in page


def test_one_more_clause_is_asked_for_without_losing_or_saving_anything(client, made):
    address = of(made, factories.version(made), "edit_section", slug="introduction")
    fields = {"heading": "Beginnings", "count": "2", **clause(0, number="1.1", text="First"), **clause(1, text="Last")}

    page = signed_in(client, made.author).post(address, sent(made, **fields, add="0"))

    assert 'name="count" value="3"' in page.text
    assert 'value="Beginnings"' in page.text
    assert page.text.index("First") < page.text.index("clause-1-text") < page.text.index("Last")
    assert "First" not in client.get(address).text


def test_a_section_is_changed_split_joined_and_keeps_the_names_of_its_clauses(client, made):
    version = factories.version(made)
    with acting_as(made.author):
        section = version.sections.get()
        first, second, table = section.clauses.all()
    fields = {
        "heading": "Beginnings", "count": "3",
        **clause(0, number="1.1", slug=first.slug, text="Changed words\n---\nOn its own", items="one\ntwo"),
        **clause(1, number="1.2", slug=second.slug, text="Joined words", act="join"),
        **clause(2, kind="table", slug=table.slug, text="Item | Rule\nPaper | Locked\nDisk | Wiped"),
    }  # fmt: skip

    page = signed_in(client, made.author).post(of(made, version, "edit_section", slug=section.slug), sent(made, **fields))

    assert page.status_code == 302
    with acting_as(made.author):
        rows = list(version.sections.get(slug=section.slug).clauses.all())
    assert [row.text for row in rows] == ["Changed words", "On its own\n\nJoined words", ""]
    assert rows[0].slug == first.slug
    assert rows[1].items == ["one", "two"]
    assert rows[2].table == {"header": ["Item", "Rule"], "rows": [["Paper", "Locked"], ["Disk", "Wiped"]]}


def test_a_file_that_cannot_be_taken_is_refused_with_the_reason(client, made):
    address = to(made, "read_file")

    page = signed_in(client, made.author).post(address, sent(made, file=SimpleUploadedFile("plan.pdf", b"%PDF-1.7 x")))
    assert page.status_code == 200
    assert "<title>Error: " in page.text
    assert "Choose a file" in client.post(address, sent(made)).text
    with acting_as(made.author):
        assert not ImportedText.objects.exists()


def test_a_file_is_read_corrected_and_saved_as_a_draft(client, made):
    uploaded = SimpleUploadedFile("harbour.txt", TEXT)
    page = signed_in(client, made.author).post(to(made, "read_file"), sent(made, file=uploaded))
    assert page.status_code == 302
    shown = client.get(page.url).text
    assert "Harbour Partnership Protocol" in shown
    key = page.url.rstrip("/").rpartition("/")[2]

    fields = {"number": "1", "heading": "Opening", "count": "2",
              **clause(0, number="1.1", text="Partners share."), **clause(1, text="Who takes part", act="new_section")}  # fmt: skip
    corrected = client.post(to(made, "correct_part", key=key, slug="introduction"), sent(made, **fields))
    assert corrected.status_code == 302
    assert "Who takes part" in client.get(page.url).text

    taken = client.post(to(made, "save_reading", key=key), sent(made, saved_as="new", reference="a b", tier="2", number="1.0"))
    assert taken.status_code == 200
    assert 'value="a b"' in taken.text
    saved = client.post(to(made, "save_reading", key=key), sent(made, saved_as="new", reference="HP-1", tier="2", number="1.0"))
    assert saved.status_code == 302
    assert client.get(saved.url).status_code == 200
    assert client.get(to(made, "save_reading", key=key)).status_code == 409


def test_a_head_signs_after_ticking_and_the_typed_reading_is_kept(client, made):
    version = factories.version(made, S.SIGNING)
    address = of(made, version, "sign")
    head = made.head(made.fire)

    page = signed_in(client, head).post(address, sent(made, head, interpretation="Clause 1.2 as far as the law lets us"))
    assert "Tick the box to sign for your agency" in page.text
    assert "as far as the law lets us" in page.text

    assert client.post(address, sent(made, head, confirm="on")).status_code == 302
    assert factories.place(made, version, made.fire).signed_by_id == head.pk
    assert client.get(address).status_code == 409


def test_a_refusal_needs_a_reason_and_everyone_reads_it(client, made):
    version = factories.version(made, S.SIGNING)
    head = made.head(made.fire)

    assert "Enter an answer" in signed_in(client, head).post(of(made, version, "refuse"), sent(made, head)).text
    client.post(of(made, version, "refuse"), sent(made, head, reason="The limits are too wide."))
    assert "The limits are too wide." in signed_in(client, made.officer(made.police)).get(of(made, version)).text


def test_going_on_before_the_last_day_for_views_takes_a_word_why(client, made):
    version = factories.version(made, S.CONSULTATION)
    address = of(made, version, "submit")

    assert signed_in(client, made.author).post(address, sent(made)).status_code == 200
    assert client.post(address, sent(made, note="The board meets early.")).status_code == 302


def test_a_version_with_a_gap_that_makes_it_impossible_is_not_sent_and_says_which(client, made):
    version = factories.empty(made)

    page = signed_in(client, made.author).post(of(made, version, "submit"), sent(made, note="Nearly ready"))
    assert page.status_code == 200
    assert "There is no text yet" in page.text
    assert "Nearly ready" in page.text
