"""Do the pages about protocols open for whom they should, say how things stand, and stay cheap?"""

import pytest

from agencies.roles import Role
from agencies.tenancy import acting_as
from protocols import actions
from protocols.models import Protocol, Version
from tests.agencies import factories as agencies
from tests.agencies.factories import NOON
from tests.once import made_once
from tests.protocols import factories
from tests.protocols.browsing import of, reading, signed_in, statements, to

pytestmark = pytest.mark.django_db
S = Version.Status


@pytest.fixture(scope="module")
def standing(django_db_setup, django_db_blocker):
    """A board with its practitioner, a version in every status, and somebody of another partnership."""

    def everything():
        made = factories.board()
        versions = {status: factories.version(made, status) for status in S.values}
        return made, versions, agencies.member(made.registrar, made.council, Role.PRACTITIONER), of_another_partnership()

    with made_once(django_db_blocker, everything) as found:
        yield found


def of_another_partnership():
    registrar = agencies.partnership()
    return agencies.member(registrar, agencies.agency(registrar), Role.BOARD_ADMINISTRATOR, Role.HEAD)


@pytest.fixture
def practitioner(made):
    return agencies.member(made.registrar, made.council, Role.PRACTITIONER)


@pytest.fixture
def elsewhere():
    return of_another_partnership()


# Page, in which status the version is, who may open it (a part of the board), and who may not though the draft is theirs.
ACTS = [
    ("edit_details", S.DRAFT, "author"),
    ("name_parties", S.DRAFT, "author"),
    ("name_parties", S.SIGNING, "author"),
    ("name_facts", S.DRAFT, "author"),
    ("add_section", S.DRAFT, "author"),
    ("consult", S.DRAFT, "author"),
    ("submit", S.DRAFT, "author"),
    ("submit", S.CONSULTATION, "author"),
    ("send_back", S.APPROVAL, "approver"),
    ("approve", S.APPROVAL, "approver"),
    ("sign", S.SIGNING, "head"),
    ("refuse", S.SIGNING, "head"),
    ("withdraw", S.SIGNING, "author"),
    ("amend", S.IN_FORCE, "author"),
]


@pytest.mark.parametrize(("name", "status", "who"), ACTS, ids=[f"{name}-{status}" for name, status, _ in ACTS])
def test_an_act_has_a_page_for_whoever_may_do_it_and_for_nobody_else(client, standing, name, status, who):
    made, versions, practitioner, elsewhere = standing
    version = versions[status]
    right = made.head(made.fire) if who == "head" else getattr(made, who)
    address = of(made, version, name)

    assert signed_in(client, elsewhere).get(address).status_code == 404
    if status != S.IN_FORCE:
        assert signed_in(client, made.stranger).get(address).status_code == 404
    assert signed_in(client, practitioner).get(address).status_code == 403
    page = signed_in(client, right).get(address)
    assert page.status_code == 200
    assert "<h1" in page.text


@pytest.mark.parametrize("name", ["version", "summary", "protocol"])
def test_a_draft_is_read_by_its_agencies_and_the_board_and_does_not_exist_for_others(client, made, practitioner, name):
    address = of(made, factories.version(made), name)

    assert signed_in(client, made.stranger).get(address).status_code == 404
    assert signed_in(client, practitioner).get(address).status_code == 200
    assert signed_in(client, made.author).get(address).status_code == 200


@pytest.mark.parametrize("status", S.values)
def test_a_version_can_be_read_in_every_state_by_everyone_it_concerns(client, standing, status):
    made, versions, practitioner, _ = standing
    version = versions[status]

    for member in (made.author, made.approver, made.head(made.fire), made.officer(made.police), practitioner):
        for name in ("version", "summary", "protocol"):
            assert signed_in(client, member).get(of(made, version, name)).status_code == 200


def test_what_is_in_force_is_read_by_every_member_of_the_partnership(client, made):
    version = factories.version(made, S.IN_FORCE)

    page = signed_in(client, made.stranger).get(of(made, version))
    assert page.status_code == 200
    assert "Everyone who acts for an agency of the partnership" in page.text


def test_a_required_signature_that_is_missing_is_told_without_a_warning_colour(client, made):
    version = factories.version(made, S.SIGNING, signed=(made.council,))

    page = signed_in(client, made.author).get(of(made, version)).text
    assert '<strong class="govuk-tag govuk-tag--grey app-tag-nowrap">Required, not signed</strong>' in page


def test_only_the_board_begins_a_protocol_or_brings_in_a_file(client, made, practitioner, elsewhere):
    for name in ("new", "read_file"):
        assert signed_in(client, elsewhere).get(to(made, name)).status_code == 404
        assert signed_in(client, practitioner).get(to(made, name)).status_code == 403
        assert signed_in(client, made.author).get(to(made, name)).status_code == 200


@pytest.mark.parametrize("name", ["reading", "correct_reading", "save_reading"])
def test_what_was_recognised_is_for_the_agency_that_brought_it_in(client, made, practitioner, name):
    address = to(made, name, key=reading(made).pk)

    assert signed_in(client, made.approver).get(address).status_code == 404
    assert signed_in(client, practitioner).get(address).status_code == 403
    assert signed_in(client, made.author).get(address).status_code == 200


def test_a_section_is_changed_by_the_board_alone(client, made, practitioner):
    version = factories.version(made)
    for name in ("edit_section", "remove_section"):
        address = of(made, version, name, slug="introduction")
        assert signed_in(client, made.stranger).get(address).status_code == 404
        assert signed_in(client, practitioner).get(address).status_code == 403
        assert signed_in(client, made.author).get(address).status_code == 200


def test_an_act_that_is_over_says_so_at_once(client, made):
    version = factories.version(made, S.SIGNING)

    page = signed_in(client, made.author).get(of(made, version, "submit"))
    assert page.status_code == 409


def test_a_comparison_tells_changes_in_words_as_well_as_colour(client, made):
    old = factories.version(made, S.IN_FORCE)
    new = factories.do(actions.amend, old, by=made.author, number="2.0", change_summary="Clearer words.")
    with acting_as(made.author):
        section = new.sections.get()
        first, second, _ = section.clauses.all()
    factories.do(actions.edit_section, section, by=made.author, heading=section.heading, clauses=[
        {"number": "1.1", "slug": second.slug, "text": second.text},
        {"number": "1.2", "slug": first.slug, "text": "Partners share quickly what keeps people safe.", "items": first.items},
        {"number": "1.3", "text": "Records are kept for six years."},
    ])  # fmt: skip
    factories.do(actions.name_facts, new, by=made.author, purposes=["Helping victims"])
    with acting_as(made.author):
        reference = Protocol.objects.get().reference
    address = to(made, "compare", reference=reference, older="1.0", newer="2.0")

    page = signed_in(client, made.author).get(address)
    assert page.status_code == 200
    assert "put in:" in page.text
    assert "New number" in page.text or "Moved" in page.text
    assert "A table in this section has changed" in page.text
    assert "</strong><span>" not in page.text  # what is read aloud has a space between the tag and its note
    assert "taken out: </span>Preventing crime" in page.text
    assert client.get(f"{address}?all=1").status_code == 200
    assert signed_in(client, made.stranger).get(address).status_code == 404


def test_the_list_shows_the_tree_and_says_what_will_appear_when_there_is_nothing(client, made, practitioner, elsewhere):
    address = to(made, "list")

    assert signed_in(client, elsewhere).get(address).status_code == 404
    assert "No protocols yet" in signed_in(client, practitioner).get(address).text

    factories.version(made)
    page = signed_in(client, practitioner).get(address).text
    assert "Harbour Safety Protocol" in page
    assert "to finish" in page
    assert "Draft a protocol" not in page
    assert "Nothing fits" in client.get(f"{address}?words=tractor").text
    assert "Draft a protocol" in signed_in(client, made.author).get(address).text


def test_the_list_asks_as_much_of_the_database_for_twenty_protocols_as_for_two(client, made):
    signed_in(client, made.author)
    for _ in range(2):
        factories.version(made)
    with_two = statements(client, to(made, "list"))
    for _ in range(18):
        factories.draft(made)

    assert statements(client, to(made, "list")) == with_two


def test_a_protocol_asks_as_much_for_many_versions_as_for_two(client, made):
    signed_in(client, made.author)
    version = factories.version(made, S.IN_FORCE)
    address = of(made, version, "protocol")
    for number in range(2, 4):
        version = factories.do(actions.amend, version, by=made.author, number=f"{number}.0", change_summary="Words")
        factories.do(actions.withdraw, version, by=made.author, at=NOON, reason="Another way")
        version = factories.see(made, version)
    with_three = statements(client, address)
    for number in range(4, 12):
        version = factories.do(actions.amend, version, by=made.author, number=f"{number}.0", change_summary="Words")
        factories.do(actions.withdraw, version, by=made.author, at=NOON, reason="Another way")
        version = factories.see(made, version)

    assert statements(client, address) == with_three


def test_a_long_text_is_read_in_as_many_statements_as_a_short_one(client, made):
    version = factories.version(made)
    address = of(made, version)
    signed_in(client, made.author)
    with_one = statements(client, address)
    for number in range(12):
        factories.do(actions.add_section, version, by=made.author, heading=f"Part {number}", clauses=list(factories.CLAUSES))

    assert statements(client, address) == with_one
