"""Who finds something at each address, who of them may do it, and who reads it only? A row for every address of pages."""

OUTSIDE = {"foreigner", "left"}  # signed in, but with no part in this partnership: nothing here exists
NOBODY = {"anonymous", "barred"}  # not signed in, or no longer allowed to be
INSIDE = {"stranger", "recipient", "owner", "sharer", "colleague", "head", "board", "auditor"}
OUR_SIDE = {"owner", "head", "auditor"}  # those of the giving agency who see all of it
THEIRS = {"recipient"}
WHOLE = OUR_SIDE | THEIRS | {"stranger"}  # who sees all that their own agency keeps


class Row:
    """One address: who finds something there, who of them may do it, and who reads it without doing.

    Whoever finds nothing gets a 404; who finds it and may neither do nor read it, a 403.
    """

    def __init__(self, finds, may=None, reads=(), **kwargs):
        self.finds, self.may, self.reads, self.kwargs = set(finds), set(finds if may is None else may), set(reads), kwargs


SHARERS = {"stranger", "recipient", "owner", "sharer", "colleague", "head"}
LEADS = {"stranger", "recipient", "owner", "head"}  # heads and designated officers, each of their own agency
OUR_PEOPLE = {"owner", "sharer", "colleague", "head", "board", "auditor"}  # everybody of that one agency
DRAFT = {"reference": "draft", "number": "=1.0"}
IN_FORCE = {"reference": "in_force", "number": "=1.0"}
SIGNING = {"reference": "signing", "number": "=1.0"}
VERSIONS = {"kind": "=sharing-disclosure", "key": "disclosure_key"}
# Each reads the history of the own agency, and of its own records alone.
AUDITS = {"owner", "head", "auditor", "recipient", "stranger"}
PARTY_TO_DRAFT = {"board", "owner", "sharer", "colleague", "head", "auditor", "recipient"}

ROUTES = {
    "home": Row(INSIDE),
    "agencies:list": Row(INSIDE),
    "agencies:agency": Row(INSIDE, code="agency"),
    "agencies:add_agency": Row(INSIDE, {"board"}),
    "agencies:add_capacity": Row(INSIDE, {"board"}, code="agency"),
    "agencies:end_capacity": Row(INSIDE, {"board"}, code="agency", key="capacity"),
    "agencies:invite": Row(INSIDE, {"board", "owner", "head"}, code="agency"),
    "agencies:resend_invitation": Row({"board", "owner", "head"}, code="agency", key="invitation"),
    "agencies:withdraw_invitation": Row({"board", "owner", "head"}, code="agency", key="invitation"),
    "agencies:audits": Row(INSIDE, code="agency"),
    "agencies:open_to_audit": Row(INSIDE, {"owner", "head"}, code="agency"),
    "agencies:close_to_audit": Row(INSIDE, {"owner", "head"}, code="agency", key="opening"),
    "agencies:read_records": Row(INSIDE, {"auditor"}, code="agency"),
    "agencies:change_membership": Row(INSIDE, {"board", "owner", "head"}, code="agency", key="member"),
    "agencies:end_membership": Row(INSIDE, {"board", "owner", "head"}, code="agency", key="member"),
    "agencies:name_decision_maker": Row(INSIDE, {"head"}, code="agency"),
    "agencies:end_decision_maker": Row(INSIDE, {"head"}, code="agency", key="given"),
    "agencies:notices": Row(INSIDE),
    "agencies:notice": Row({"owner"}, key="notice"),
    "agencies:choose_mail": Row(INSIDE),
    "agencies:choose_acting": Row(INSIDE),
    "protocols:list": Row(INSIDE),
    "protocols:new": Row(INSIDE, {"board"}),
    "protocols:read_file": Row(INSIDE, {"board"}),
    "protocols:reading": Row(PARTY_TO_DRAFT - THEIRS, {"board"}, key="reading"),
    "protocols:correct_reading": Row(PARTY_TO_DRAFT - THEIRS, {"board"}, key="reading"),
    "protocols:correct_part": Row(PARTY_TO_DRAFT - THEIRS, {"board"}, key="reading", slug="=introduction"),
    "protocols:save_reading": Row(PARTY_TO_DRAFT - THEIRS, {"board"}, key="reading"),
    "protocols:protocol": Row(INSIDE, reference="in_force"),
    "protocols:edit_protocol": Row(INSIDE, {"board"}, reference="in_force"),
    "protocols:start_version": Row(PARTY_TO_DRAFT, {"board"}, reference="draft"),
    "protocols:compare": Row(INSIDE, reference="in_force", older="=1.0", newer="=1.0"),
    "protocols:version": Row(PARTY_TO_DRAFT, **DRAFT),
    "protocols:summary": Row(INSIDE, **IN_FORCE),
    "protocols:edit_details": Row(PARTY_TO_DRAFT, {"board"}, **DRAFT),
    "protocols:name_parties": Row(PARTY_TO_DRAFT, {"board"}, **DRAFT),
    "protocols:name_facts": Row(PARTY_TO_DRAFT, {"board"}, **DRAFT),
    "protocols:add_draft_reader": Row(PARTY_TO_DRAFT, {"board"}, **DRAFT),
    "protocols:add_section": Row(PARTY_TO_DRAFT, {"board"}, **DRAFT),
    "protocols:edit_section": Row(PARTY_TO_DRAFT, {"board"}, slug="=introduction", **DRAFT),
    "protocols:remove_section": Row(PARTY_TO_DRAFT, {"board"}, slug="=introduction", **DRAFT),
    "protocols:consult": Row(PARTY_TO_DRAFT, {"board"}, **DRAFT),
    "protocols:submit": Row(PARTY_TO_DRAFT, {"board"}, **DRAFT),
    "protocols:send_back": Row(PARTY_TO_DRAFT, {"board"}, **SIGNING),
    "protocols:approve": Row(PARTY_TO_DRAFT, set(), **DRAFT),
    "protocols:sign": Row(PARTY_TO_DRAFT, {"head"}, **SIGNING),
    "protocols:refuse": Row(PARTY_TO_DRAFT, {"head"}, **SIGNING),
    "protocols:withdraw": Row(PARTY_TO_DRAFT, {"board"}, **DRAFT),
    "protocols:amend": Row(INSIDE, {"board"}, **IN_FORCE),
    "protocols:document": Row(OUR_SIDE | THEIRS | {"sharer"}, key="document"),
    "protocols:document_file": Row(OUR_SIDE | THEIRS | {"sharer"}, key="document"),
    "compliance:cases": Row(INSIDE),
    "compliance:report_concern": Row(INSIDE),
    "compliance:allege": Row(INSIDE, LEADS),
    "compliance:case": Row(OUR_SIDE | THEIRS, reference="case"),
    "compliance:take_up": Row(OUR_SIDE | THEIRS, {"owner", "head"}, reference="case"),
    "compliance:set_aside": Row(OUR_SIDE | THEIRS, {"owner", "head"}, reference="case"),
    "compliance:join_case": Row(OUR_SIDE | THEIRS, {"owner", "head"}, reference="case"),
    "compliance:investigation": Row(OUR_SIDE | THEIRS, {"owner", "head"}, {"auditor"}, reference="case"),
    "compliance:extend_case": Row(OUR_SIDE | THEIRS, {"owner", "head"}, reference="case"),
    "compliance:make_finding": Row(OUR_SIDE | THEIRS, {"owner", "head"}, reference="case"),
    "compliance:plan_remedy": Row(OUR_SIDE, {"owner", "head"}, reference="failure"),
    "compliance:need_no_remedy": Row(OUR_SIDE, {"owner", "head"}, reference="failure"),
    "compliance:finish_remedy": Row(OUR_SIDE, {"owner", "head"}, reference="failure", key="remedy"),
    "compliance:issue_notice": Row(OUR_SIDE, {"owner", "head"}, reference="failure"),
    "compliance:leave_untold": Row(OUR_SIDE, {"owner", "head"}, reference="failure"),
    "compliance:close_case": Row(OUR_SIDE, {"owner", "head"}, reference="failure"),
    "compliance:notice": Row(OUR_SIDE | THEIRS, key="case_notice"),
    "compliance:confirm_notice": Row(OUR_SIDE | THEIRS, THEIRS, key="case_notice"),
    "compliance:suspensions": Row(INSIDE),
    "compliance:suspend_sharing": Row(INSIDE, LEADS),
    "compliance:suspension": Row(OUR_PEOPLE | THEIRS, key="pause"),
    "compliance:renew_suspension": Row(OUR_PEOPLE | THEIRS, {"owner", "head"}, key="pause"),
    "compliance:lift_suspension": Row(OUR_PEOPLE | THEIRS, {"owner", "head"}, key="pause"),
    "sharing:list": Row(INSIDE),
    "sharing:start_checklist": Row(INSIDE, SHARERS),
    "sharing:emergency": Row(INSIDE),
    "sharing:check": Row(OUR_SIDE | {"sharer"}, key="checklist"),
    "sharing:give_up": Row(OUR_SIDE | {"sharer"}, {"owner", "head", "sharer"}, key="checklist"),
    "sharing:page": Row(OUR_SIDE | {"sharer"}, {"owner", "head", "sharer"}, key="checklist", page="=why-needed"),
    "sharing:disclosures": Row(INSIDE),
    "sharing:disclosure": Row(OUR_SIDE | THEIRS | {"sharer"}, reference="disclosure"),
    "sharing:done": Row(OUR_SIDE | THEIRS | {"sharer"}, reference="disclosure"),
    "sharing:owed": Row(OUR_SIDE | {"sharer"}, {"owner", "head", "sharer"}, {"auditor"}, reference="emergency"),
    "sharing:confirm_receipt": Row(OUR_SIDE | THEIRS | {"sharer"}, THEIRS, reference="disclosure"),
    "sharing:state_law": Row(OUR_SIDE | THEIRS | {"sharer"}, THEIRS, reference="disclosure"),
    "sharing:let_in": Row(OUR_SIDE | THEIRS | {"sharer"}, {"owner", "head"} | THEIRS, reference="disclosure"),
    "sharing:close_matter": Row(OUR_SIDE | THEIRS | {"sharer"}, {"owner", "head", "sharer"} | THEIRS, reference="disclosure"),
    "compliance:retention": Row(INSIDE, WHOLE),
    "compliance:unscheduled": Row(INSIDE, WHOLE),
    "compliance:schedule": Row(INSIDE, WHOLE),
    "compliance:approve_schedule": Row(INSIDE, {"head", "stranger"}),
    "compliance:holds": Row(INSIDE, WHOLE),
    "compliance:place_hold": Row(INSIDE, WHOLE - {"auditor"}),
    "compliance:hold": Row(OUR_SIDE, reference="hold"),
    "compliance:review_hold": Row(OUR_SIDE, {"owner", "head"}, reference="hold"),
    "compliance:ask_to_lift": Row(OUR_SIDE, {"owner", "head"}, reference="hold"),
    "compliance:lift_hold": Row(OUR_SIDE, {"owner", "head"}, reference="hold"),
    "compliance:copy": Row(OUR_SIDE, reference="disclosure"),
    "compliance:keep_copy": Row(OUR_SIDE, {"owner", "head"}, reference="disclosure"),
    "compliance:propose_disposal": Row(OUR_SIDE, {"owner", "head"}, reference="disclosure"),
    "compliance:approve_disposal": Row(OUR_SIDE, {"owner", "head"}, reference="disclosure"),
    "compliance:send_back_disposal": Row(OUR_SIDE, {"owner", "head"}, reference="disclosure"),
    "compliance:dispose": Row(OUR_SIDE, {"owner", "head"}, reference="disclosure"),
    "compliance:certificate": Row(OUR_SIDE, number="certificate"),
    "sharing:requests": Row(INSIDE),
    "sharing:take_down_request": Row(INSIDE, SHARERS),
    "sharing:request": Row(OUR_SIDE | THEIRS | {"colleague"}, reference="request"),
    "sharing:sent": Row(OUR_SIDE | THEIRS | {"colleague"}, reference="request"),
    "sharing:claim": Row(OUR_SIDE | THEIRS | {"colleague"}, {"owner", "head", "colleague"}, reference="request"),
    "sharing:decide": Row(OUR_SIDE | THEIRS | {"colleague"}, {"colleague"}, reference="request"),
    "sharing:confirm_request": Row(OUR_SIDE | THEIRS | {"colleague"}, THEIRS, reference="request"),
    "sharing:open_dispute": Row(OUR_SIDE | THEIRS | {"colleague"}, THEIRS, reference="refused"),
    "sharing:disputes": Row(INSIDE),
    "sharing:dispute": Row(OUR_SIDE | THEIRS | {"colleague"}, reference="dispute"),
    "sharing:log_discussion": Row(OUR_SIDE | THEIRS | {"colleague"}, {"owner", "head"} | THEIRS, reference="dispute"),
    "sharing:escalate": Row(OUR_SIDE | THEIRS | {"colleague"}, {"owner", "head"} | THEIRS, reference="dispute"),
    "sharing:propose_terms": Row(OUR_SIDE | THEIRS | {"colleague"}, {"owner", "head"} | THEIRS, reference="dispute"),
    "sharing:settle": Row(OUR_SIDE | THEIRS | {"colleague"}, {"owner", "head"} | THEIRS, reference="dispute"),
    "sharing:withdraw_dispute": Row(OUR_SIDE | THEIRS | {"colleague"}, THEIRS, reference="dispute"),
    "sharing:withdraw_request": Row(OUR_SIDE | THEIRS | {"colleague"}, THEIRS, reference="request"),
    "compliance:history": Row(INSIDE, AUDITS),
    "compliance:exports": Row(INSIDE, AUDITS),
    "compliance:export_history": Row(INSIDE, AUDITS),
    "compliance:history_record": Row(INSIDE - {"stranger"}, OUR_SIDE | THEIRS, **VERSIONS),
    "compliance:history_as_it_stood": Row(INSIDE - {"stranger"}, OUR_SIDE | THEIRS, **VERSIONS),
    "compliance:history_compare": Row(INSIDE - {"stranger"}, OUR_SIDE | THEIRS, **VERSIONS),
}

MEETING = OUR_SIDE | THEIRS | {"sharer", "colleague", "board"}
RUN_IT = {"owner", "head", "sharer"}  # the chair, and those who lead the agency that holds it
IN_THE_ROOM = {"sharer"}

ROUTES |= {
    "sharing:meetings": Row(INSIDE),
    "sharing:plan_meeting": Row(INSIDE, SHARERS),
    "sharing:meeting": Row(MEETING, reference="meeting"),
    "sharing:invite": Row(MEETING, RUN_IT, reference="meeting"),
    "sharing:reply_invitation": Row(MEETING, THEIRS, reference="meeting"),
    "sharing:name_part": Row(MEETING, RUN_IT, reference="meeting"),
    "sharing:cancel_meeting": Row(MEETING, RUN_IT, reference="meeting"),
    "sharing:move_meeting": Row(MEETING, RUN_IT, reference="meeting"),
    "sharing:set_level": Row(MEETING, RUN_IT, reference="meeting"),
    "sharing:open_meeting": Row(MEETING, RUN_IT, reference="meeting"),
    "sharing:sign_in": Row(MEETING, reference="meeting"),
    "sharing:sign_in_code": Row(MEETING, RUN_IT, reference="meeting"),
    "sharing:people": Row(MEETING, RUN_IT, reference="meeting"),
    "sharing:admit": Row(MEETING, RUN_IT, reference="meeting"),
    "sharing:admit_person": Row(MEETING, RUN_IT, reference="meeting", key="guest"),
    "sharing:take_declaration": Row(MEETING, RUN_IT, reference="meeting", key="guest"),
    "sharing:decline_sheet": Row(MEETING, RUN_IT, reference="meeting", key="guest"),
    "sharing:mark_left": Row(MEETING, RUN_IT, reference="meeting", key="guest"),
    "sharing:expect_guest": Row(MEETING, RUN_IT, reference="meeting"),
    "sharing:give_pass": Row(MEETING, RUN_IT, reference="meeting", key="guest"),
    "sharing:take_back_pass": Row(MEETING, RUN_IT, reference="meeting", key="guest"),
    "sharing:add_item": Row(MEETING, RUN_IT | THEIRS, reference="meeting"),
    # What was said of a case is for who was there, whatever their agency: the chair here, and no head of theirs.
    "sharing:case": Row(IN_THE_ROOM, reference="meeting", number="=1"),
    "sharing:save_case": Row(IN_THE_ROOM, reference="meeting", number="=1"),
    "sharing:write_line": Row(IN_THE_ROOM, reference="meeting", number="=1"),
    "sharing:send_research": Row(MEETING, RUN_IT | THEIRS, reference="meeting"),
    "sharing:answer_research": Row(MEETING, THEIRS, reference="meeting"),
    "sharing:open_item": Row(MEETING, RUN_IT, reference="meeting", number="=1"),
    "sharing:declare_interest": Row(MEETING, reference="meeting", number="=1"),
    "sharing:confirm_lines": Row(MEETING, IN_THE_ROOM, reference="meeting"),
    "sharing:add_action": Row(MEETING, RUN_IT, reference="meeting"),
    "sharing:finish_action": Row(THEIRS | IN_THE_ROOM, reference="meeting", key="action"),
    "sharing:keep_scan": Row(MEETING, RUN_IT, reference="meeting"),
    "sharing:sheet_file": Row(RUN_IT, reference="meeting", key="scan"),
    "sharing:ask_for_sheet": Row(MEETING, RUN_IT, reference="meeting"),
    "sharing:close_meeting": Row(MEETING, RUN_IT, reference="meeting"),
    "sharing:agree_minutes": Row(MEETING, RUN_IT, reference="meeting"),
    "sharing:send_minutes": Row(MEETING, RUN_IT, reference="meeting"),
    "sharing:minutes": Row(OUR_SIDE | THEIRS | IN_THE_ROOM, reference="minuted"),
    "sharing:hand_over_custody": Row(MEETING, RUN_IT, reference="meeting"),
}
