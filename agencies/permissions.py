"""Who may do what with agencies and the people in them."""

from agencies.access import Who
from agencies.roles import Role


def own_agency(member, record) -> bool:
    """The record belongs to the agency one acts for."""
    return record is None or record.agency_id == member.agency_id or member.has(Role.REGISTRAR)


def oneself(member, record) -> bool:
    """One's own part, or one's own token: nobody lets a program act as somebody else."""
    return record is None or record.person_id == member.person_id


def own_or_itself(member, record) -> bool:
    """One's own agency, or what it decided."""
    return record is None or getattr(record, "agency_id", record.pk) == member.agency_id


ADMINISTER = frozenset({Role.BOARD_ADMINISTRATOR, Role.REGISTRAR})
# An agency's own, beside the board, let in and stop the people who act for it.
OWN_PEOPLE = ADMINISTER | {Role.HEAD, Role.OFFICER}
TIMERS = frozenset({Role.REGISTRAR})
LEADS = frozenset({Role.HEAD, Role.OFFICER})


def may_give(member) -> frozenset[Role]:
    """The roles that a member may give, take away and stop: nobody the registrar's, and none above one's own."""
    given = frozenset(Role) - TIMERS
    if member.has(*ADMINISTER):
        return given
    if member.has(Role.HEAD):
        return given - {Role.BOARD_ADMINISTRATOR}
    if member.has(Role.OFFICER):
        return given - {Role.BOARD_ADMINISTRATOR, Role.HEAD}
    return frozenset()


def in_reach(member, record) -> bool:
    """People of one's own agency, or for the board of any; with no role above those that one may give."""
    if record is None:
        return True
    agency_id = getattr(record, "agency_id", record.pk)
    within = member.has(*ADMINISTER) or agency_id == member.agency_id
    return within and set(getattr(record, "roles", ())) <= may_give(member)


def others_in_reach(member, record) -> bool:
    """As `in_reach`, and not about oneself: nobody widens or lengthens the own part."""
    return in_reach(member, record) and (record is None or record.person_id != member.person_id)


WHO_MAY = {
    "add_agency": Who(ADMINISTER),
    "add_capacity": Who(ADMINISTER),
    "end_capacity": Who(ADMINISTER),
    "add_member": Who(ADMINISTER),
    "change_membership": Who(OWN_PEOPLE, others_in_reach),
    "end_membership": Who(OWN_PEOPLE, in_reach),
    "invite": Who(OWN_PEOPLE, in_reach),
    "resend_invitation": Who(OWN_PEOPLE, in_reach),
    "withdraw_invitation": Who(OWN_PEOPLE, in_reach),
    "accept_invitation": Who(TIMERS),
    "record_assurance": Who(ADMINISTER | {Role.OFFICER}),
    "name_decision_maker": Who(frozenset({Role.HEAD, Role.REGISTRAR}), own_agency),
    "end_decision_maker": Who(frozenset({Role.HEAD, Role.REGISTRAR}), own_agency),
    "note_vacancy": Who(TIMERS),
    "open_to_audit": Who(LEADS, own_or_itself),
    "close_to_audit": Who(LEADS, own_or_itself),
    "choose_mail": Who(frozenset(Role) - TIMERS, oneself),
    "retry_stuck": Who(TIMERS),
    "make_token": Who(frozenset(Role) - TIMERS, oneself),
    "revoke_token": Who(frozenset(Role) - TIMERS, oneself),
}
