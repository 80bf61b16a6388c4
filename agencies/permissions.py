"""Who may do what with agencies and the people in them."""

from agencies.access import Who
from agencies.roles import Role


def own_agency(member, record) -> bool:
    """The record belongs to the agency one acts for."""
    return record is None or record.agency_id == member.agency_id or member.has(Role.REGISTRAR)


ADMINISTER = frozenset({Role.BOARD_ADMINISTRATOR, Role.REGISTRAR})

WHO_MAY = {
    "add_agency": Who(ADMINISTER),
    "add_member": Who(ADMINISTER),
    "end_membership": Who(ADMINISTER),
    "record_assurance": Who(ADMINISTER | {Role.OFFICER}),
    "name_decision_maker": Who(frozenset({Role.HEAD, Role.REGISTRAR}), own_agency),
}
