"""Who may do what with checklists, disclosures and requests."""

from agencies.access import Who, granted
from agencies.roles import ADVISERS, Role

# Those who share and ask as part of their work.
WORKERS = frozenset({Role.PRACTITIONER, Role.OFFICER, Role.HEAD})
# Anyone of the agency may write down what was said in an emergency, for whoever said it (ruling 12e).
PEOPLE = frozenset(Role) - {Role.REGISTRAR}
LEADS = frozenset({Role.OFFICER, Role.HEAD})


def own_checklist(member, checklist) -> bool:
    """One's own, a colleague's in the same job, or any of the agency for its officers and heads (checklist R8)."""
    if checklist is None:
        return True
    ours = checklist.agency_id == member.agency_id
    return ours and (checklist.started_by_id == member.pk or _beside(member, checklist.job_title))


def own_disclosure(member, disclosure) -> bool:
    """The agency gave it, and one recorded it, works beside whoever did, or leads."""
    if disclosure.agency_id != member.agency_id:
        return False
    return disclosure.recorded_by_id == member.pk or _beside(member, disclosure.recorded_by.job_title)


def _beside(member, job_title) -> bool:
    """Does the member lead, or do the same job? Auditors and advisers with that title read or advise; they do not do it."""
    return member.has(*LEADS) or (member.has(*WORKERS) and member.job_title == job_title)


def receives(member, disclosure) -> bool:
    """The agency received it, and one was sent it, was let in, or leads."""
    if disclosure.agency_id == member.agency_id or member.agency_id not in disclosure.party_ids:
        return False
    sent = member.has(*LEADS) or disclosure.readers.filter(member=member).exists()
    return sent or granted(member, "view_disclosure", disclosure)


def party(member, disclosure) -> bool:
    """The agency gave or received it."""
    return member.agency_id in disclosure.party_ids


def asks(member, request) -> bool:
    """One's agency asks."""
    return request.asking_agency_id == member.agency_id


def asked_it(member, request) -> bool:
    """One asked it, or leads the agency that did."""
    return asks(member, request) and (request.asked_by_id == member.pk or member.has(*LEADS))


def deals_with(member, request) -> bool:
    """One's agency is asked, and one leads it or decides for it."""
    return request.asked_agency_id == member.agency_id and (member.has(*LEADS) or member.decides.exists())


def decides(member, request) -> bool:
    """Deciding is a grant from the head, not an office, and advisers never decide (practice 4 and 11).

    What the grant covers, and on which day, is `rules.may_decide`'s to say; the action asks both.
    """
    return request.asked_agency_id == member.agency_id and not member.has(*ADVISERS) and member.decides.exists()


WHO_MAY = {
    "start_checklist": Who(WORKERS),
    "save_page": Who(PEOPLE, own_checklist),
    "give_up": Who(PEOPLE, own_checklist),
    "record_disclosure": Who(WORKERS, own_checklist),
    "record_emergency": Who(PEOPLE),
    "save_owed": Who(PEOPLE, own_checklist),
    "complete": Who(WORKERS, own_disclosure),
    "confirm_receipt": Who(WORKERS, receives),
    "let_in": Who(LEADS, party),
    "send_request": Who(WORKERS, own_checklist),
    "take_down_request": Who(WORKERS),
    "confirm_request": Who(WORKERS, asks),
    "claim": Who(WORKERS, deals_with),
    "decide": Who(WORKERS, decides),
    "withdraw_request": Who(WORKERS, asked_it),
}
