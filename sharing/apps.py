from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "sharing"

    def ready(self):
        from agencies import access, notices, supplied
        from protocols.actions.documents import templates
        from sharing import permissions
        from sharing.models import Request
        from sharing.rules.sheet import SCAN, SHEET, reads_document

        access.register(self.label, permissions.WHO_MAY)
        templates(sheet="pdf/sheet.html", read_by={SHEET: reads_document, SCAN: reads_document})
        supplied.supply(urgencies=lambda: Request.Urgency.choices)
        notices.subjects(
            disclosure_received="{reference}: {agency} shared something with you, confirm receipt by {due}",
            disclosure_told="{reference}: {agency} told you something, see its conditions",
            disclosure_changed="{reference}: {agency} changed what you should know about it",
            answers_owed="{reference}: say by {due} what is still missing from it",
            receipt_confirmed="{reference}: {agency} confirmed receipt",
            conditions_not_accepted="{reference}: {agency} received it and does not accept its conditions, read why",
            let_in="You can read {reference} until {until}",
            request_received="{reference}: {agency} asks for information, answer by {due}",
            request_taken_down="{reference}: {agency} wrote down what you asked by telephone, confirm it",
            request_confirmed="{reference}: {agency} confirmed what it asked by telephone",
            request_decided="{reference}: {agency} answered your request and gives {outcome}",
            request_due_soon="{reference}: {agency} waits for your answer by {due}",
            request_due_today="{reference}: answer {agency} today",
            request_overdue="{reference}: your answer to {agency} was due by {due}",
            receipt_due_soon="{reference}: confirm receipt to {agency} by {due}",
            receipt_due_today="{reference}: confirm receipt to {agency} today",
            receipt_overdue="{reference}: {agency} waits for you to confirm receipt, which was due by {due}",
            answers_due_soon="{reference}: what is still missing from it is due by {due}, say it soon",
            answers_due_today="{reference}: say today what is still missing from it",
            answers_overdue="{reference}: what is still missing from it was due by {due}, say it now",
            request_withdrawn="{reference}: {agency} withdrew its request",
            dispute_opened="{reference}: {agency} does not accept the answer to {request}, talk about it by {due}",
            dispute_discussed="{reference}: {agency} wrote down what was said, read it",
            dispute_escalated="{reference}: {agency} puts it to the heads of both agencies, settle it by {due}",
            dispute_offer="{reference}: {agency} offers a way to settle it, accept it or offer another",
            dispute_settled="{reference} is closed: {outcome}",
            dispute_withdrawn="{reference}: {agency} no longer pursues it",
            dispute_overdue="{reference}: it should have been settled by {due} and is not, see what can be done",
            hold_placed="{reference}: {agency} is holding its copy, see whether yours should be held too",
            topic_hold_placed="{agency} holds its copies on a topic that you share in, see whether to hold yours too",
            hold_lifting_asked="{reference}: a second person is needed to lift this hold",
            hold_review_due="{reference}: look again at this hold, it has stood since {since}",
            meeting_invitation="{reference}: {agency} asks your agency to a meeting, {when}",
            meeting_reminder="{reference}: your agency has not answered the invitation to the meeting, {when}",
            meeting_cancelled="{reference}: {agency} cancelled the meeting of {when}",
            meeting_moved="{reference}: {agency} moved the meeting to {when}, answer again whether you come",
            meeting_elsewhere="{reference}: {agency} moved the meeting of {when} to another place",
            guests_to_tell="{reference}: you moved the meeting, tell {guests} with a link to it yourself",
            guests_not_to_come="{reference}: you cancelled the meeting, tell {guests} with a link to it yourself",
            meeting_part="{reference}: {agency} asks you to be {part} of the meeting, {when}",
            meeting_part_ended="{reference}: {agency} ended your part as {part} of the meeting, {when}",
            meeting_invitation_withdrawn="{reference}: {agency} no longer asks your agency to the meeting, {when}",
            item_taken_off="{reference}: {agency} took item {number} of your agency off the agenda of the meeting, {when}",
            meeting_action="{reference}: something for you to do from the meeting, by {due}",
            research_asked="{reference}: {agency} asks what you hold before the meeting, answer by {due}",
            research_due_soon="{reference}: say what your agency holds before the meeting, by {due}",
            research_overdue="{reference}: what your agency holds was to be said by {due}, say it now",
            research_not_needed="{reference}: {agency} took a case off the agenda, you need not look for it any more",
            research_answered="{reference}: {agency} answered what you asked before the meeting",
            lines_to_confirm="{reference}: confirm what your agency brought to the meeting",
            minutes_sent="{reference}: {agency} sent the minutes of the meeting, read them by {until}",
            sheet_handed_over="{reference}: you keep the signing-in sheet of the meeting, {when}",
            advice_asked="You are asked for advice on {about}",
            advice_given="The advice you asked for on {about} is there",
            advice_closed="What was made of your advice on {about} is written down",
            advice_not_needed="Your advice on {about} is no longer needed",
            onward_asked="{reference}: {agency} asks to pass on or use again what you shared, answer by {due}",
            onward_due_soon="{reference}: {agency} waits for you to say whether you agree, by {due}",
            onward_answered="{reference}: {agency} answered whether what it shared may be passed on or used again: {outcome}",
            onward_lapsed="{reference}: {agency} did not answer in time, which is not agreement",
            onward_told="{reference}: {agency} passed on what you shared, because it could not wait",
            onward_withdrawn="{reference}: {agency} withdrew its question, no answer is needed",
            copies_due="Copies of your agency that have reached their date, for you to look at: {count}",
        )
