"""What is each detail of a record called, and which are the service's own machinery? Read by people, so in their words.

A file that is taken away keeps the machine's names: a machine reads it.
"""

from django.db import models

# How work is claimed, tried and timed, how text is found again, and what is the same thing said in words beside it.
MACHINERY = frozenset({
    "attempts", "chosen", "clause_slug", "failure", "lease_until", "link_number", "mime", "position", "recognised",
    "remind_at", "revision", "slug", "subject_id",
})  # fmt: skip
# The same where the name means something else elsewhere: which template draws a paper; which wording of a text was agreed to.
_MACHINERY_OF_ONE = frozenset({
    ("protocols.document", "kind"), ("sharing.attendance", "declaration"), ("sharing.meetingpart", "undertaking"),
    ("sharing.checklist", "template"),
})  # fmt: skip

# By the name of the field, where it means the same in every record.
_LABELS = {
    "about": "About whom", "about_a_child": "About a child", "acceded_on": "Joined on", "accepted_at": "Accepted",
    "added_at": "Added", "added_by": "Added by", "advice": "Advice", "adviser": "Adviser", "agency": "Agency",
    "amends": "Amends", "answer_why": "Why it was answered so", "answered_at": "Answered",
    "answered_by": "Answered by", "answers": "Answers", "approved_at": "Approved", "approved_by": "Approved by",
    "arrived_at": "Arrived", "asked_agency": "Agency that was asked", "asked_at": "Asked", "asked_by": "Asked by",
    "asking_agency": "Agency that asked", "asset_form": "What the copy was on", "at": "When",
    "attendance": "Place on the sheet", "author": "Author", "backups_lapse_on": "Last backup overwritten",
    "basis": "Why for so long", "began_on": "Counted from", "body": "From which body", "broken_off_at": "Broken off",
    "brought": "How it was brought", "brought_by": "Brought by", "by": "By whom", "caller": "Caller",
    "caller_check": "How the caller was known", "came_at": "Came",
    "cannot_wait": "Why it could not wait", "capacity": "Capacity", "case": "Case",
    "case_reference": "Reference of the case", "certificate": "Certificate", "change_summary": "What changed",
    "channel": "How it went", "channel_allowed": "Way allowed by the agreement",
    "channel_detail": "More about how it went", "channel_reason": "Why in this way",
    "channels": "Ways in which it may go", "chased_at": "Chased", "checklist": "Checklist",
    "claimed_by": "Taken up by", "clause": "Clause", "closed_at": "Closed", "closed_by": "Closed by",
    "closed_on": "Matter closed on", "code": "Code", "commissioned_by": "Commissioned by",
    "complete_by": "To be complete by", "completed_at": "Completed", "conditions": "Conditions",
    "conditions_accepted_at": "Conditions accepted",
    "confirmed_at": "Confirmed", "confirmed_by": "Confirmed by", "consent": "Consent",
    "consequences": "What may follow", "consultation_ends_on": "Consultation ends on", "contact": "How to reach it",
    "content_sha256": "Fingerprint of the text", "context": "What it says", "created_at": "Since",
    "custodian": "Who keeps the sheet", "data_items": "What was shared", "data_kinds": "Kinds of information",
    "decided_by": "Decided by", "declared_at": "Declared", "declined_at": "Declined",
    "definition_a": "First definition of the marking", "definition_b": "Second definition of the marking",
    "disclosure": "Record of sharing", "disposed_at": "Disposed of", "disposed_by": "Disposed of by",
    "dispute": "Dispute", "document": "Document", "done": "How it was done", "done_at": "Done", "done_by": "Done by",
    "dropped_at": "No longer needed since", "dropped_by": "Said to be no longer needed by",
    "dropped_reason": "Why it is no longer needed", "due_at": "Due", "due_on": "Due on",
    "effect_of_not_sharing": "What may happen if it is not shared", "effective_on": "Agreed day of coming into force",
    "email": "E-mail address", "ended_at": "Ended", "ended_by": "Ended by", "ended_on": "Ended on", "ends_at": "Ends",
    "ends_on": "Ends on", "entered_at": "Written down", "entered_by": "Written down by", "evidence": "Evidence",
    "expires_at": "Runs out", "expires_on": "Runs out on", "filename": "Name of the file", "filled_on": "Filled on",
    "finding": "Finding", "findings": "What was found", "finished_at": "Finished",
    "followed": "Whether it was followed", "followed_by": "Said by", "followed_why": "Why it was or was not followed",
    "format": "Shape of the file", "found_at": "Finding made", "from_at": "From", "frozen_at": "Text fixed",
    "given_at": "Given", "given_by": "Given by", "given_under": "Law relied on towards it",
    "handling_instruction": "Handling instruction", "heading": "Heading", "heads_at": "Put to the heads",
    "heads_code": "Why it is with the heads", "heads_reason": "More about why it is with the heads",
    "held_at": "Held", "highest_marking": "Highest marking", "hold_checked_at": "Holds last looked for",
    "holding": "Copy", "in_force_on": "In force since", "instruction": "Handling instruction",
    "interpretation": "How the agency reads it", "investigator": "Who looks into it", "invited_at": "Invited",
    "invited_by": "Invited by", "is_case": "A case about a person", "is_required": "Signature required",
    "is_volunteer": "Volunteer", "issued_at": "Issued", "issued_by": "Issued by", "item": "Item of the agenda",
    "items": "Points of the clause", "job_title": "Job title", "joined_to": "Joined to",
    "justification": "Reasons given for sharing", "keep_reason": "Why it is kept for longer", "kind": "Kind",
    "kinds": "Kinds of information", "label": "Name", "last_used_on": "Last used on", "left_at": "Left",
    "left_before": "Left before item", "level_reason": "Why this marking", "level_set_at": "Marking set",
    "level_set_by": "Marking set by", "lift_asked_at": "Asked to be lifted", "lift_asked_by": "Asked to be lifted by",
    "lift_reason": "Why it can be lifted", "lifted_at": "Lifted", "lifted_by": "Lifted by", "limits": "Limits",
    "look_for": "What to look for", "made_at": "Made", "made_by": "Made by", "mail": "How they are told",
    "manner": "In what manner", "marking": "Marking", "marking_scheme": "Marking scheme", "meeting": "Meeting",
    "member": "Who", "method": "How it was disposed of", "minimum_signatures": "Signatures needed at least",
    "minutes_agreed_at": "Minutes agreed", "months": "Months", "name": "Name", "needed_by": "Needed by",
    "no_parent_reason": "Why it stands under no other", "no_protocol_reason": "Why under no agreement",
    "not_given": "What was not given", "note": "Note", "number": "Number", "offer": "What is offered",
    "offer_terms": "Terms that are offered", "offered": "What was offered", "offered_at": "Offered",
    "offered_by": "Offered by", "offered_instead": "Offered instead", "on_paper": "On paper",
    "onward": "Passing it on", "opened_at": "Opened", "opened_by": "Opened by", "organisation": "Organisation",
    "origin": "How it began", "other_agency": "Other agency", "outcome": "Outcome", "owner": "Who is to do it",
    "owner_agency": "Agency that it belongs to",
    "parent": "Stands under", "part": "Part", "people": "Which people", "person": "Person",
    "personal": "Personal information is shared", "place": "Place", "placed_at": "Placed", "placed_by": "Placed by",
    "planned_at": "Planned", "planned_by": "Planned by", "points_to_a": "Marking by the first definition",
    "points_to_b": "Marking by the second definition", "prefix": "Begins with", "procedure": "Procedure",
    "proposed_at": "Proposed", "proposed_by": "Proposed by", "protocol": "Agreement", "provision": "Provision of law",
    "provisions": "Law relied on", "purpose": "Purpose", "purpose_words": "More about the purpose",
    "question": "Question", "read_at": "Read in", "reason": "Reason", "reason_code": "Reason chosen",
    "reasons": "Reasons", "receipt_due_at": "Receipt due", "receipt_note": "Note on receipt",
    "received_at": "Receipt confirmed", "received_by": "Receipt confirmed by", "recipient": "Who received it there",
    "record_type": "Type of record", "recorded_at": "Recorded", "recorded_by": "Recorded by",
    "reference": "Reference", "refusal_reason": "Why it was refused", "refused_at": "Refused",
    "refused_by": "Refused by", "remedy": "What is done about it", "reminded_at": "Reminded",
    "reminded_on": "Reminded on", "replied_at": "Answered", "replied_by": "Answered by", "reply": "Answer",
    "reply_disclosure": "Record of the answer", "reply_note": "Note on the answer", "request": "Request",
    "restrictions": "Restrictions", "retain_until_on": "Kept until", "retained_at": "Kept for longer since",
    "retention": "How long it is kept", "review_months": "Months until a review",
    "review_on": "To be looked at again on", "revoked_at": "Taken back", "roles": "Roles",
    "route": "Way through the questions", "rows": "Lines", "rule_code": "Rule of the schedule",
    "said": "What was said", "saved_at": "Saved", "scope": "What it covers", "scopes": "What it may do",
    "section": "Section", "sent_at": "Sent", "sent_back_at": "Sent back", "sent_back_by": "Sent back by",
    "sent_back_reason": "Why it was sent back", "sent_by": "Sent by", "sha256": "Fingerprint of the file",
    "shared_at": "Shared", "shared_from": "Shared on or after", "shared_until": "Shared on or before",
    "sheet": "How the sheet is signed", "sheet_kept_at": "Where the sheet is kept",
    "sheet_reason": "Why the sheet is signed in this way", "signed": "How they signed", "signed_at": "Signed",
    "signed_by": "Signed by", "signed_sha256": "Fingerprint of what was signed", "since": "Since",
    "size": "Size of the file, in bytes", "standing_answers": "Answers that stand for every case",
    "started_at": "Begun", "started_by": "Begun by", "starts_on": "Starts on", "state": "State", "status": "State",
    "struck_at": "Taken off the sheet", "sub_judice": "Live investigation or court case",
    "subject_count": "How many people it is about", "subject_label": "About which record",
    "submitted_by": "Submitted by", "summary": "Summary", "suspension": "Pause", "table": "Table",
    "taken_back_at": "Taken back", "taken_back_by": "Taken back by", "taken_by": "Taken down by",
    "taken_off_at": "Taken off the agenda", "taken_off_by": "Taken off the agenda by",
    "taken_off_reason": "Why it was taken off the agenda",
    "talked_on": "Talked on", "tense": "Before or after sharing", "terms": "Terms", "text": "Text",
    "then": "What happens then", "tier": "Tier", "title": "Title", "to_agency": "To which agency",
    "to_body": "To which body outside",
    "told_at": "Told by word of mouth", "topic": "Topic", "towards": "Towards which agency",
    "trigger": "What the time counts from", "undertaken_at": "Undertaken", "undertaking": "Undertaking",
    "unit_of": "Part of", "until_at": "Until", "urgencies": "How urgent it may be", "urgency": "How urgent",
    "use": "What it is for", "version": "Version of the agreement", "voice": "Whose answers",
    "wanted": "What is wanted", "warnings": "Warnings", "what": "What", "what_failed": "What failed",
    "which": "Which of theirs", "who": "Who",
    "whom_to_ring": "Whom to ring", "why": "Why", "withdrawn_at": "Withdrawn", "withdrawn_by": "Withdrawn by",
    "words": "In words", "would_do": "What would do",
}  # fmt: skip
# Where one kind of record means something else by it.
_OF_ONE_KIND = {
    ("agencies.assuranceitem", "what"): "What is in place",
    ("agencies.decisionmaker", "data_kinds"): "Kinds of information they decide on",
    ("agencies.decisionmaker", "member"): "Who may decide",
    ("compliance.auditexport", "reason"): "What it was needed for",
    ("compliance.auditexport", "words"): "What was taken",
    ("compliance.investigation", "about"): "About what",
    ("compliance.investigation", "scope"): "What is looked into",
    ("compliance.remedy", "what"): "What is to be done",
    ("protocols.dataitem", "kind"): "Kind of information",
    ("protocols.document", "title"): "What it is called",
    ("protocols.retentionrule", "code"): "Rule of the schedule",
    ("protocols.provision", "code"): "Law",
    ("sharing.caseparty", "why"): "Why it can see the case",
    ("sharing.disclosurereader", "why"): "Why they can read it",
    ("sharing.disputenote", "who"): "Who talked",
    ("sharing.dispute", "why"): "Why the answer does not do",
    ("sharing.meetingaction", "words"): "What is to be done",
    ("sharing.outsiderecipient", "who"): "Who was told",
}


def is_shown(field: models.Field) -> bool:
    """Is a field for people to read, or is it how the service keeps its work?"""
    return field.name not in MACHINERY and (field.model._meta.label_lower, field.name) not in _MACHINERY_OF_ONE


def label(field: models.Field) -> str:
    """What a field is called, in the words of people; one that nobody has named yet by its name spelt out."""
    named = _OF_ONE_KIND.get((field.model._meta.label_lower, field.name)) or _LABELS.get(field.name)
    return named or field.name.replace("_", " ").capitalize()


def is_named(field: models.Field) -> bool:
    """Has somebody said what this field is called?"""
    return (field.model._meta.label_lower, field.name) in _OF_ONE_KIND or field.name in _LABELS
