"""Questions 6 to 9: agreement, going ahead without it, live cases, the record and the way it goes."""

from sharing.checklist import conditions
from sharing.checklist.questions.lists import CHANNELS, KNEW, MARKINGS
from sharing.checklist.questions.making import box, choices, day, line, page, radios, rows, ticks
from sharing.checklist.shapes import Asked, Field, Kind, when

AGREEMENT = choices(
    ("not_asked", "Not asked"), ("yes", "Yes"), ("limits", "Yes, with limits"), ("refused", "Asked and said no"),
    ("withdrawn", "Agreed and later changed their mind"), ("cannot_decide", "Cannot decide for themselves"),
    ("too_young", "Too young to decide alone"),
)  # fmt: skip
AGREED_HINT = (
    "You often do not need agreement. If you would share whatever they say, do not ask for it; choose “not asked”."
)
LIVE = when("live", "yes")
SPOKEN = when("channel", "telephone", "face_to_face")

Q6A = page(
    "6a", "agreed", "Has the person agreed?",
    Field("agreed", "Has the person agreed?", Kind.RADIOS, choices=AGREEMENT, needed=True),
    line("decides_for", "Who decides for them, and why is it in their interests?",
         shown=when("agreed", "cannot_decide"), needed=True),
    line("child_view", "What does the child think?", shown=when("agreed", "too_young"), needed=True),
    line("parent_view", "What does the parent think?", shown=when("agreed", "too_young"), needed=True),
    rows(
        "others", "Where it is different for someone",
        line("reference", "Your reference, or initials and year of birth", 60, needed=True),
        Field("agreed", "Have they agreed?", Kind.SELECT, choices=AGREEMENT, needed=True),
        most=11, applies=conditions.about_several,
    ),
    hint=AGREED_HINT, after="Had the person agreed?", asking="Has the person agreed, as far as you know?",
    asked_by=Asked.BOTH, rows=("P-A1-6a", "P-5.2b", "P-4.4a", "N-PC18"),
    why="Most public bodies share because it is their task or their duty, not because somebody agreed. Agreement "
        "here is about confidence and expectation; it is the lawful basis only if you said so before.",
)  # fmt: skip

Q6B = page(
    "6b", "where-agreement-is-kept", "Where is their agreement kept, and what were they told?",
    radios("form", "How was it given?", ("form", "On a form"), ("note", "In a note on file"),
           ("aloud", "Said aloud and written down"), needed=True),
    line("reference", "Where is it kept?", 120, hint="A file reference is enough.", needed=True),
    line("given_by", "Who gave it?", 120, hint="For example the person, or a parent. Do not put names here.",
         needed=True),
    day("given_on", "When?", needed=True),
    ticks("told", "What were they told?", ("what", "What would be shared"), ("who", "Who would have it"),
          ("consequences", "What might follow")),
    hint="A file reference is enough.", after="Where is their agreement kept, and what were they told?",
    rows=("P-A1-6b", "P-5.1b"),
    why="Agreement counts as informed when the person knew what, who and what might follow (UK GDPR Article 7).",
)  # fmt: skip

Q6C = page(
    "6c", "limits", "Did they set any limits?",
    radios("limits", "Did they set any limits?", ("no", "No"), ("yes", "Yes"), needed=True),
    box("what", "What are the limits?", 200, shown=when("limits", "yes"), needed=True),
    day("ends_on", "Until when, if there is a date", shown=when("limits", "yes")),
    hint="For example not a certain person, not after a date, only for housing.",
    after="Did they set any limits?", rows=("P-A1-6c",),
    why="Limits travel with the information and are printed first on every copy.",
)  # fmt: skip

Q6D = page(
    "6d", "told-them", "Have you told them, or will you?",
    radios(
        "told", "Have you told them, or will you?",
        ("told", "They have been told"), ("will", "They will be told"),
        ("notice", "Our published notice covers it"), ("risk", "Telling would put someone at risk"),
        ("investigation", "Telling would harm an investigation"), ("unreachable", "They cannot be reached"),
        needed=True,
    ),
    day("told_on", "When were they told?", shown=when("told", "told"), needed=True),
    day("tell_by", "By when will they be told?", shown=when("told", "will"), needed=True),
    day("review_on", "When will this be looked at again?", shown=when("told", "risk", "investigation"), needed=True),
    line("unreachable_why", "What was tried?", shown=when("told", "unreachable"), needed=True),
    hint="People should hear it from you when that is safe.", after="Have you told them since, or will you?",
    rows=("P-5.1a",),
    why="People have a right to know what is done with information about them, with exceptions (UK GDPR Articles "
        "13 and 14; Data Protection Act 2018 s44 and Schedule 2).",
)  # fmt: skip

Q7 = page(
    "7", "without-agreement", "Why is it right to go ahead without their agreement?",
    ticks(
        "grounds", "Why is it right?",
        ("crime", "Preventing crime"), ("disorder", "Preventing disorder"), ("safety", "Public safety"),
        ("rights", "Rights and freedoms of others"),
        ("protect", "Protecting a child or an adult who needs it"), needed=conditions.weighs,
    ),
    radios(
        "confidence", "Was it given in confidence?",
        ("no", "No"), ("law", "Yes, and the law allows or requires it"),
        ("interest", "Yes, and the public interest outweighs it"), needed=True,
    ),
    box("weighs_for", "What weighs for sharing", 200, shown=conditions.weighs, needed=True),
    box("weighs_against", "What weighs against sharing", 200, shown=conditions.weighs, needed=True),
    hint="Say what tips the balance. Your answer at question 3 is shown and does not need repeating.",
    after="Why was it right to go ahead without their agreement?",
    rows=("P-A1-7", "P-5.3", "P-5.4a", "P-5.4b"),
    why="What was told in confidence may be passed on when the law allows it or the public interest outweighs the "
        "confidence (common law). Some protocols ask for the weighing in every case.",
)  # fmt: skip

Q7L = page(
    "7L", "live-case", "Is there a live investigation or court case?",
    radios("live", "Is there a live investigation or court case?", ("no", "No"), ("yes", "Yes"),
           ("unknown", "I do not know"), needed=True),
    radios("officer", "Has the officer in the case been spoken to?", ("yes", "Yes"), ("not_yet", "Not yet"),
           shown=LIVE, needed=True),
    line("officer_said", "What did the officer say?", shown=when("officer", "yes"), needed=True),
    radios("prosecutor", "Has the prosecutor been spoken to?", ("yes", "Yes"), ("not_yet", "Not yet"),
           ("not_engaged", "No prosecutor is involved yet"), shown=LIVE, needed=True),
    line("prosecutor_said", "What did the prosecutor say?", shown=when("prosecutor", "yes"), needed=True),
    line("response", "What will you do about it?", shown=LIVE, needed=True),
    hint="Any agency's, not only the police's.", after="Was there a live investigation or court case?",
    rows=("P-4.6a", "P-4.6b"),
    why="Sharing must not spoil a trial. The officer in the case and the prosecutor are asked; what they say "
        "informs, and the agency decides.",
)  # fmt: skip

Q8 = page(
    "8", "recorded", "Is this recorded?", asked=False, after="This is recorded", rows=("P-A1-8",),
    why="Answered by the service itself.",
)  # fmt: skip

Q9 = page(
    "9", "how-sent", "How are you sending it?",
    Field("channel", "How are you sending it?", Kind.RADIOS, choices=CHANNELS, options="channels",
          after="How did you send it?", needed=True),
    line("system", "Which shared system?", 120, personal=False, shown=when("channel", "case_system"), needed=True),
    line("other", "Which way?", 120, shown=when("channel", "other"), needed=True),
    Field("knew", "How did you know it was them?", Kind.RADIOS, choices=KNEW, shown=SPOKEN, needed=True),
    line("despite", "Why this way, when the handling rules point to another?", shown=conditions.against_the_rules,
         needed=True),
    Field("marking", "Marking", Kind.SELECT, choices=MARKINGS, options="markings", needed=True),
    hint="The safest way that gets there in time is at the top.", after="How did you send it?",
    rows=("P-A1-9", "P-6.3b", "P-7.3b"),
    why="Personal information goes by a route that fits its marking (UK GDPR Article 32; Data Protection Act 2018 "
        "s66).",
)  # fmt: skip

CHECK = page(
    "check", "check", "Check your answers",
    box("note", "Anything the reader should know", 500),
    hint="Who will receive it, what they will see, who else can see this record, and what is still missing.",
    asked_by=Asked.BOTH,
    why="Nothing is sent before you have read it through.",
)  # fmt: skip

PAGES = (Q6A, Q6B, Q6C, Q6D, Q7, Q7L, Q8, Q9, CHECK)
