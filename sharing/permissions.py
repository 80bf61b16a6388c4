"""Who may do what with checklists, disclosures, requests and meetings."""

from django.utils.timezone import localdate

from agencies.access import Who, granted
from agencies.roles import ADVISERS, Role
from sharing.models import CaseLine

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
    ours = disclosure.agency_id == member.agency_id
    return ours and (disclosure.recorded_by_id == member.pk or _beside(member, disclosure.recorded_by.job_title))


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


def speaks(member, dispute) -> bool:
    """One leads one of its two agencies and did not decide what it is about; before the heads, one of who speaks there.

    Nobody judges what they decided themselves: their deputy or head is offered instead (practice 4).
    """
    request = dispute.request
    if member.agency_id not in (request.asking_agency_id, request.asked_agency_id):
        return False
    if request.decisions.filter(by__person_id=member.person_id).exists():
        return False
    if dispute.status != "heads":
        return True
    return member.pk in {one.pk for one in dispute.speakers(member.agency_id, localdate())}


def opened_it(member, dispute) -> bool:
    """One opened it, or leads the agency that did."""
    ours = dispute.request.asking_agency_id == member.agency_id
    return ours and (dispute.opened_by_id == member.pk or member.has(*LEADS))


def keeps(member, disclosure) -> bool:
    """One's agency has a copy, and one shared it, was sent it or leads."""
    return own_disclosure(member, disclosure) or receives(member, disclosure)


def own_hold(member, hold) -> bool:
    """One's own agency's."""
    return hold is None or hold.agency_id == member.agency_id


def second_person(member, hold) -> bool:
    """One's own agency's, and another person asked to lift it, under whichever of their memberships."""
    asked = hold.lift_asked_by if hold else None
    return own_hold(member, hold) and (asked is None or asked.person_id != member.person_id)


def leads_meeting(member, meeting) -> bool:
    """One chairs it or is the deputy, planned it, or leads the agency that holds it."""
    leads = meeting.planned_by_id == member.pk or (meeting.agency_id == member.agency_id and member.has(*LEADS))
    return leads or meeting.parts.filter(member=member, until_at=None, part__in=["chair", "deputy"]).exists()


def keeps_sheet(member, meeting) -> bool:
    """One leads the meeting, or keeps its sheet."""
    return meeting.custodian_id == member.pk or leads_meeting(member, meeting)


def runs_meeting(member, meeting) -> bool:
    """One leads it, or is its clerk: a part played for the meeting, not for one's employer (practice 22)."""
    return leads_meeting(member, meeting) or meeting.parts.filter(member=member, until_at=None, part="clerk").exists()


def reads_sheet(member, meeting) -> bool:
    """One keeps its sheet, or runs it."""
    return keeps_sheet(member, meeting) or runs_meeting(member, meeting)


def of_meeting(member, meeting) -> bool:
    """One's agency holds it or is asked to it, or one plays a part or was in the room. Whoever only audits it is not of it."""
    return member.agency_id in meeting.party_ids and type(meeting).objects.visible_to(member).filter(pk=meeting.pk).exists()


def asked_to_meeting(member, meeting) -> bool:
    """One's agency is asked to it."""
    return meeting.parties.filter(agency_id=member.agency_id, part="invited").exists()


def brings_items(member, meeting) -> bool:
    """One runs it, or shares for an agency that is asked to it."""
    return runs_meeting(member, meeting) or (member.has(*WORKERS) and asked_to_meeting(member, meeting))


def takes_off(member, item) -> bool:
    """One runs the meeting, or shares for the agency that brings it; and has declared no interest in it."""
    meeting, ours = item.meeting, item.agency_id == member.agency_id
    may = runs_meeting(member, meeting) or (ours and brings_items(member, meeting))
    return may and not item.interests.filter(member__person_id=member.person_id).exists()


def was_at_meeting(member, meeting) -> bool:
    """One was in the room."""
    return meeting.attendances.filter(member=member, arrived_at__isnull=False).exists()


def of_item(member, item) -> bool:
    """The meeting is one's own."""
    return of_meeting(member, item.meeting)


def writes_case(member, item) -> bool:
    """One sees the case, and runs the meeting or is of the agency that brought it."""
    case = getattr(item, "case", None)
    sees = case is not None and sees_case(member, case)
    return sees and (runs_meeting(member, item.meeting) or item.agency_id == member.agency_id)


def sees_case(member, case) -> bool:
    """One was present for it, chairs, takes the minutes or brought it, and has declared no interest."""
    return type(case).objects.visible_to(member).filter(pk=case.pk).exists()


def own_line(member, line) -> bool:
    """One's agency's, and one sees it."""
    return line.agency_id == member.agency_id and type(line).objects.visible_to(member).filter(pk=line.pk).exists()


def confirms_lines(member, meeting) -> bool:
    """One was in the room, or leads an agency of whose people none who was there for a case is left."""
    left = CaseLine.objects.left_to(member).filter(case__item__meeting=meeting)
    return was_at_meeting(member, meeting) or left.exists()


def owes_action(member, action) -> bool:
    """One undertook it, shares for the agency that did, or runs the meeting. Who only audits or advises does not do it."""
    ours = action.agency_id == member.agency_id and member.has(*WORKERS)
    return ours or action.owner_id == member.pk or runs_meeting(member, action.meeting)


def is_asked(member, advice) -> bool:
    """One is the adviser who was asked."""
    return advice.adviser_id == member.pk


def asked_for_advice(member, advice) -> bool:
    """One asked, or leads the agency and was not the one who advised."""
    ours = advice.agency_id == member.agency_id and advice.adviser_id != member.pk
    return ours and (advice.asked_by_id == member.pk or member.has(*LEADS))


def answers_onward(member, onward) -> bool:
    """What was shared belongs to one's agency, and one is its head, owns its information or decides for it.

    An owner of information advises like the others, and answers this one question all the same (design 2). Not whoever
    asked, under another of their memberships. What a grant covers is `rules.may_answer_onward`'s to say.
    """
    if onward.owner_agency_id != member.agency_id or onward.asked_by.person_id == member.person_id:
        return False
    if member.has(Role.HEAD, Role.ASSET_OWNER):
        return True
    return not member.has(*ADVISERS) and member.decides.on(localdate()).exists()


def asked_owner(member, onward) -> bool:
    """One asked, or leads the agency that did."""
    ours = onward.asking_agency_id == member.agency_id
    return ours and (onward.asked_by_id == member.pk or member.has(*LEADS))


WHO_MAY = {
    "start_checklist": Who(WORKERS),
    "save_page": Who(PEOPLE, own_checklist),
    "give_up": Who(PEOPLE, own_checklist),
    "record_disclosure": Who(WORKERS, own_checklist),
    "record_emergency": Who(PEOPLE),
    "save_owed": Who(PEOPLE, own_checklist),
    "complete": Who(WORKERS, own_disclosure),
    "confirm_receipt": Who(WORKERS, receives),
    "state_law": Who(WORKERS, receives),
    "let_in": Who(LEADS, party),
    "send_request": Who(WORKERS, own_checklist),
    "take_down_request": Who(WORKERS),
    "confirm_request": Who(WORKERS, asks),
    "claim": Who(WORKERS, deals_with),
    "decide": Who(WORKERS, decides),
    "withdraw_request": Who(WORKERS, asked_it),
    "open_dispute": Who(WORKERS, asked_it),
    "log_discussion": Who(LEADS, speaks),
    "escalate": Who(LEADS, speaks),
    "propose_terms": Who(LEADS, speaks),
    "settle": Who(LEADS, speaks),
    "withdraw_dispute": Who(WORKERS, opened_it),
    "ask_adviser": Who(WORKERS),
    "advise": Who(PEOPLE, is_asked),
    "say_followed": Who(PEOPLE, asked_for_advice),
    "take_back_question": Who(PEOPLE, asked_for_advice),
    "ask_owner": Who(WORKERS),
    "answer_onward": Who(WORKERS | {Role.ASSET_OWNER}, answers_onward),
    "withdraw_onward": Who(WORKERS, asked_owner),
    "tell_owner": Who(WORKERS, own_disclosure),
    # The clock runs out, and the registrar writes it down.
    "lapse_onward": Who(frozenset({Role.REGISTRAR})),
    "approve_schedule": Who(frozenset({Role.HEAD})),
    "close_matter": Who(WORKERS, keeps),
    "place_hold": Who(LEADS, own_hold),
    "review_hold": Who(LEADS, own_hold),
    "ask_to_lift": Who(LEADS, own_hold),
    "lift_hold": Who(LEADS, second_person),
    "plan_meeting": Who(WORKERS),
    "invite": Who(PEOPLE, leads_meeting),
    "reply_invitation": Who(WORKERS, asked_to_meeting),
    "name_part": Who(PEOPLE, leads_meeting),
    "end_part": Who(PEOPLE, leads_meeting),
    "withdraw_invitation": Who(PEOPLE, leads_meeting),
    "cancel_meeting": Who(PEOPLE, leads_meeting),
    "move_meeting": Who(PEOPLE, leads_meeting),
    "set_level": Who(PEOPLE, leads_meeting),
    "open_meeting": Who(PEOPLE, runs_meeting),
    "sign_in": Who(PEOPLE, of_meeting),
    "admit": Who(PEOPLE, runs_meeting),
    "take_declaration": Who(PEOPLE, runs_meeting),
    "decline_sheet": Who(PEOPLE, runs_meeting),
    "mark_left": Who(PEOPLE, runs_meeting),
    "expect_guest": Who(PEOPLE, runs_meeting),
    "strike_guest": Who(PEOPLE, runs_meeting),
    "give_pass": Who(PEOPLE, runs_meeting),
    "take_back_pass": Who(PEOPLE, runs_meeting),
    "tell_guests": Who(PEOPLE, runs_meeting),
    # Whoever has no account acts by the link of a pass, and the registrar writes it down.
    "sign_by_pass": Who(frozenset({Role.REGISTRAR})),
    "decline_by_pass": Who(frozenset({Role.REGISTRAR})),
    "add_item": Who(PEOPLE, brings_items),
    "take_off_item": Who(PEOPLE, takes_off),
    "save_case": Who(PEOPLE, writes_case),
    "send_research": Who(WORKERS, brings_items),
    "answer_research": Who(WORKERS, asked_to_meeting),
    "open_item": Who(PEOPLE, runs_meeting),
    "declare_interest": Who(PEOPLE, of_item),
    "write_line": Who(PEOPLE, sees_case),
    "confirm_lines": Who(WORKERS, confirms_lines),
    "record_in_meeting": Who(WORKERS, own_line),
    "add_action": Who(PEOPLE, runs_meeting),
    "finish_action": Who(PEOPLE, owes_action),
    "ask_for_sheet": Who(PEOPLE, reads_sheet),
    "keep_scan": Who(PEOPLE, reads_sheet),
    "close_meeting": Who(PEOPLE, leads_meeting),
    "agree_minutes": Who(PEOPLE, leads_meeting),
    "send_minutes": Who(PEOPLE, leads_meeting),
    "hand_over_custody": Who(PEOPLE, keeps_sheet),
}
