"""Who may do what with protocols?"""

from agencies.access import Who
from agencies.roles import Role


def own_agency(member, record) -> bool:
    """The record is the place, or the upload, of the agency one acts for."""
    return record is None or record.agency_id == member.agency_id


def not_their_own(member, version) -> bool:
    """The person neither wrote the version nor submitted it, under whichever of their memberships (ruling 3)."""
    if version is None:
        return True
    people = {version.author.person_id}
    if version.submitted_by is not None:
        people.add(version.submitted_by.person_id)
    return member.person_id not in people


BOARD = frozenset({Role.BOARD_ADMINISTRATOR})
HEADS = frozenset({Role.HEAD})
CLOCK = frozenset({Role.REGISTRAR})
ANYONE = frozenset(Role)

WHO_MAY = {
    **dict.fromkeys(
        (
            "draft_protocol", "edit_protocol", "start_version", "amend", "edit_details", "name_parties", "name_facts",
            "edit_section", "add_section", "remove_section", "read_file", "add_draft_reader", "consult", "submit",
            "send_back", "withdraw",
        ),
        Who(BOARD),
    ),
    "correct_reading": Who(BOARD, own_agency),
    "save_reading": Who(BOARD, own_agency),
    "approve": Who(BOARD, not_their_own),
    # Asked of the agency's own place (Party) in a version: nobody signs or refuses for another agency (TR-03).
    "sign": Who(HEADS, own_agency),
    "refuse": Who(HEADS, own_agency),
    # The act that has a document made asks its own permission; the paper itself is nobody's privilege.
    "ask_for_document": Who(ANYONE),
    "bring_into_force": Who(CLOCK),
    "supersede": Who(CLOCK),
}  # fmt: skip
