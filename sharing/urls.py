"""Where are the pages about sharing: the questions, what was shared, and what is asked for?"""

from django.urls import include, path

from sharing.views import (
    advice,
    checklists,
    disclosures,
    disputes,
    emergency,
    guests,
    keeping,
    meeting_acts,
    meeting_cases,
    meeting_research,
    meeting_room,
    meeting_undoing,
    meetings,
    minutes,
    onward,
    requests,
    sheets,
)

questions = [
    path("", checklists.landing, name="list"),
    path("start/", checklists.start_checklist, name="start_checklist"),
    path("emergency/", emergency.emergency, name="emergency"),
    # The acts stand before the questions, whose addresses are words too.
    path("checklist/<uuid:key>/check/", checklists.check, name="check"),
    path("checklist/<uuid:key>/give_up/", checklists.give_up, name="give_up"),
    path("checklist/<uuid:key>/<slug:page>/", checklists.page, name="page"),
]

shared = [
    path("", disclosures.disclosures, name="disclosures"),
    path("<str:reference>/", disclosures.disclosure, name="disclosure"),
    path("<str:reference>/done/", checklists.done, name="done"),
    path("<str:reference>/owed/", emergency.owed, name="owed"),
    path("<str:reference>/confirm_receipt/", disclosures.confirm_receipt, name="confirm_receipt"),
    path("<str:reference>/state_law/", disclosures.state_law, name="state_law"),
    path("<str:reference>/tell_owner/", onward.tell_owner, name="tell_owner"),
    path("<str:reference>/let_in/", disclosures.let_in, name="let_in"),
    path("<str:reference>/close_matter/", keeping.close_matter, name="close_matter"),
]

asked = [
    path("", requests.requests, name="requests"),
    path("take_down_request/", requests.take_down_request, name="take_down_request"),
    path("<str:reference>/", requests.request, name="request"),
    path("<str:reference>/sent/", checklists.sent, name="sent"),
    path("<str:reference>/claim/", requests.claim, name="claim"),
    path("<str:reference>/decide/", requests.decide, name="decide"),
    path("<str:reference>/confirm_request/", requests.confirm_request, name="confirm_request"),
    path("<str:reference>/open_dispute/", disputes.open_dispute, name="open_dispute"),
    path("<str:reference>/withdraw_request/", requests.withdraw_request, name="withdraw_request"),
]

held = [
    path("", meetings.meetings, name="meetings"),
    path("plan_meeting/", meetings.plan_meeting, name="plan_meeting"),
    path("<str:reference>/", meetings.meeting, name="meeting"),
    path("<str:reference>/invite/", meeting_acts.invite, name="invite"),
    path("<str:reference>/reply_invitation/", meeting_acts.reply_invitation, name="reply_invitation"),
    path("<str:reference>/name_part/", meeting_acts.name_part, name="name_part"),
    path("<str:reference>/parts/<uuid:key>/end_part/", meeting_undoing.end_part, name="end_part"),
    path(
        "<str:reference>/agencies/<uuid:key>/withdraw_invitation/",
        meeting_undoing.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("<str:reference>/cancel_meeting/", meeting_acts.cancel_meeting, name="cancel_meeting"),
    path("<str:reference>/move_meeting/", meeting_acts.move_meeting, name="move_meeting"),
    path("<str:reference>/set_level/", meeting_acts.set_level, name="set_level"),
    path("<str:reference>/open_meeting/", meeting_acts.open_meeting, name="open_meeting"),
    path("<str:reference>/sign_in/", meeting_room.sign_in, name="sign_in"),
    path("<str:reference>/sign_in_code/", meeting_room.sign_in_code, name="sign_in_code"),
    path("<str:reference>/people/", meeting_room.people, name="people"),
    path("<str:reference>/people/admit/", meeting_room.admit, name="admit"),
    path("<str:reference>/people/<uuid:key>/admit/", meeting_room.admit_person, name="admit_person"),
    path("<str:reference>/people/<uuid:key>/take_declaration/", meeting_room.take_declaration, name="take_declaration"),
    path("<str:reference>/people/<uuid:key>/decline_sheet/", meeting_room.decline_sheet, name="decline_sheet"),
    path("<str:reference>/people/<uuid:key>/mark_left/", meeting_room.mark_left, name="mark_left"),
    path("<str:reference>/people/expect_guest/", guests.expect_guest, name="expect_guest"),
    path("<str:reference>/people/<uuid:key>/strike_guest/", meeting_undoing.strike_guest, name="strike_guest"),
    path("<str:reference>/people/<uuid:key>/give_pass/", guests.give_pass, name="give_pass"),
    path("<str:reference>/people/<uuid:key>/take_back_pass/", guests.take_back_pass, name="take_back_pass"),
    path("<str:reference>/tell_guests/", guests.tell_guests, name="tell_guests"),
    path("<str:reference>/items/add_item/", meeting_cases.add_item, name="add_item"),
    path("<str:reference>/items/<int:number>/", meeting_cases.case, name="case"),
    path("<str:reference>/items/<int:number>/take_off_item/", meeting_undoing.take_off_item, name="take_off_item"),
    path("<str:reference>/items/<int:number>/save_case/", meeting_cases.save_case, name="save_case"),
    path("<str:reference>/items/<int:number>/open_item/", meeting_cases.open_item, name="open_item"),
    path("<str:reference>/items/<int:number>/write_line/", meeting_cases.write_line, name="write_line"),
    path("<str:reference>/items/<int:number>/declare_interest/", meeting_cases.declare_interest, name="declare_interest"),
    path("<str:reference>/send_research/", meeting_research.send_research, name="send_research"),
    path("<str:reference>/answer_research/", meeting_research.answer_research, name="answer_research"),
    path("<str:reference>/confirm_lines/", meeting_cases.confirm_lines, name="confirm_lines"),
    path("<str:reference>/add_action/", meeting_acts.add_action, name="add_action"),
    path("<str:reference>/actions/<uuid:key>/finish_action/", meeting_acts.finish_action, name="finish_action"),
    path("<str:reference>/ask_for_sheet/", meeting_acts.ask_for_sheet, name="ask_for_sheet"),
    path("<str:reference>/keep_scan/", sheets.keep_scan, name="keep_scan"),
    path("<str:reference>/sheets/<uuid:key>/", sheets.sheet_file, name="sheet_file"),
    path("<str:reference>/close_meeting/", meeting_acts.close_meeting, name="close_meeting"),
    path("<str:reference>/agree_minutes/", meeting_acts.agree_minutes, name="agree_minutes"),
    path("<str:reference>/send_minutes/", minutes.send_minutes, name="send_minutes"),
    path("<str:reference>/minutes/", minutes.minutes, name="minutes"),
    path("<str:reference>/hand_over_custody/", meeting_acts.hand_over_custody, name="hand_over_custody"),
]

disputed = [
    path("", disputes.disputes, name="disputes"),
    path("<str:reference>/", disputes.dispute, name="dispute"),
    path("<str:reference>/log_discussion/", disputes.log_discussion, name="log_discussion"),
    path("<str:reference>/escalate/", disputes.escalate, name="escalate"),
    path("<str:reference>/propose_terms/", disputes.propose_terms, name="propose_terms"),
    path("<str:reference>/settle/", disputes.settle, name="settle"),
    path("<str:reference>/withdraw_dispute/", disputes.withdraw_dispute, name="withdraw_dispute"),
]

advised = [
    path("", advice.advice_list, name="advice_list"),
    path("ask_adviser/", advice.ask_adviser, name="ask_adviser"),
    path("<uuid:key>/", advice.advice, name="advice"),
    path("<uuid:key>/advise/", advice.advise, name="advise"),
    path("<uuid:key>/say_followed/", advice.say_followed, name="say_followed"),
    path("<uuid:key>/take_back_question/", advice.take_back_question, name="take_back_question"),
]

passed_on = [
    path("", onward.onward_list, name="onward_list"),
    path("ask_owner/", onward.ask_owner, name="ask_owner"),
    path("<str:reference>/", onward.onward_request, name="onward_request"),
    path("<str:reference>/answer_onward/", onward.answer_onward, name="answer_onward"),
    path("<str:reference>/withdraw_onward/", onward.withdraw_onward, name="withdraw_onward"),
]

pages = [
    path("sharing/", include(questions)),
    path("disclosures/", include(shared)),
    path("requests/", include(asked)),
    path("disputes/", include(disputed)),
    path("meetings/", include(held)),
    path("advice/", include(advised)),
    path("onward/", include(passed_on)),
]

urlpatterns = [path("", include((pages, "sharing")))]
