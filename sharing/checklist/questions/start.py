"""CL-S1 to CL-S7: getting to the right questions."""

from sharing.checklist.questions.bars import PROTECTED, permitted_cases
from sharing.checklist.questions.lists import KINDS, PARTS
from sharing.checklist.questions.making import choices, line, number, page, radios, rows, tick, ticks
from sharing.checklist.shapes import Asked, Field, Kind, when

DANGER_HINT = "Danger means someone could be seriously hurt before you would finish these questions."
ABOUT_HINT = (
    "Add each person or household once. Use your own reference or initials and year of birth. For a list, say how many."
)
PROTECTED_HINT = "Some facts may be passed on only in set cases, and passing them on otherwise can be an offence."


def _nobody_listed(situation, data):
    return not data.get("people") and not data.get("list_count")


S1 = page(
    "S1", "what-to-do", "What do you want to do?",
    radios(
        "want", "What do you want to do?",
        ("ask", "Ask another agency for information"), ("answer", "Answer a request"),
        ("share", "Share something nobody asked for"), ("record", "Record something already shared"),
        ("meeting", "Get ready for a meeting"), needed=True,
    ),
    hint="Choose the nearest. You can change this later.", asked_by=Asked.BOTH,
    why="Some questions belong to the person who asks and some to the person who shares. This sorts them.",
)  # fmt: skip

S2 = page(
    "S2", "danger-now", "Is anyone in danger now?",
    radios("danger", "Is anyone in danger now?", ("yes", "Yes"), ("no", "No"), needed=True),
    hint=DANGER_HINT, after="Is anyone in danger now?", asked_by=Asked.BOTH,
    why="Where someone is in danger, share first and answer the rest within 24 hours. The regulator's code of "
        "practice on data sharing says the same.",
)  # fmt: skip

S3 = page(
    "S3", "identifiable", "Could anyone be identified from it?",
    radios(
        "who", "Could anyone be identified from it?",
        ("living", "Yes, someone living"), ("deceased", "Only someone who has died"), ("no", "No"),
        ("unsure", "Not sure", "Treated as yes."), doubts={"unsure"}, needed=True,
    ),
    radios(
        "relatives", "Does it also say something about a relative who is living?",
        ("yes", "Yes"), ("no", "No"), ("unsure", "Not sure", "Treated as yes."), doubts={"unsure"},
        shown=when("who", "deceased"), needed=True,
    ),
    hint="Think about small numbers, rare events and exact addresses as well as names.",
    rows=("P-2.1a", "P-2.5a", "P-A1-3b"),
    why="Data protection law covers people who are living and can be identified (Data Protection Act 2018 s3). "
        "Confidence can last after death.",
)  # fmt: skip

S4 = page(
    "S4", "who-about", "Who is it about?",
    rows(
        "people", "People and households",
        line("reference", "Your reference, or initials and year of birth", 60, needed=True),
        Field("part", "The part they play", Kind.SELECT, choices=PARTS, needed=True),
        radios("child", "Is this a child?", ("yes", "Yes"), ("no", "No"), brief="Child", needed=True),
        tick("partner", "They work for an agency of this partnership"),
        most=12, needed=_nobody_listed,
    ),
    number("list_count", "For a list: how many people or addresses"),
    Field("list_part", "For a list: the part they all play", Kind.SELECT, choices=PARTS,
          shown=when("list_count"), needed=True),
    radios("list_same", "For a list: are they all there for the same reason?", ("yes", "Yes"),
           ("no", "No, and those that are not go on a second list"), shown=when("list_count"), needed=True),
    tick("staff_safety", "Add a staff-safety marker", shown=when("people.part", "professional")),
    tick("hide", "Hide this from that agency's other staff", shown=when("people.partner", "yes")),
    hint=ABOUT_HINT, after="Who was it about?", asked_by=Asked.BOTH,
    rows=("P-4.2", "P-2.1b", "P-A1-4b"),
    why="The record says who it is about without repeating what was said (UK GDPR Article 5(1)(c)). Victims, "
        "witnesses and suspects are kept apart (Data Protection Act 2018 s38(3)).",
)  # fmt: skip

S5 = page(
    "S5", "procedure", "Is there a procedure for this?",
    Field(
        "procedure", "Is there a procedure for this?", Kind.RADIOS, options="procedures", needed=True,
        choices=choices(("none", "No"), ("unknown", "I do not know")),
    ),
    hint="If there is not, or you do not know, carry on. You do not need one.", asked_by=Asked.BOTH,
    after="Was there a procedure for this?", rows=("N-PC2.3", "Q-T9", "T-P1"),
    why="A procedure answers the questions that do not change from case to case. The lack of one is never a "
        "reason not to share.",
)  # fmt: skip

S6 = page(
    "S6", "what", "What will you share?",
    Field("kinds", "Kinds of information", Kind.CHECKBOXES, choices=KINDS, options="kinds", needed=True),
    hint="Tick kinds of information, not details. Leave out what would not change what they do.",
    after="What did you share?", asking="What do you need?", asked_by=Asked.BOTH,
    rows=("Q-R4", "N-K2", "P-A1-3e", "P-4.4a"),
    why="Share what is needed and no more (UK GDPR Article 5(1)(c); Data Protection Act 2018 s37).",
)  # fmt: skip

S7 = page(
    "S7", "specially-protected", "Is any of this specially protected by law?",
    ticks(
        "protected", "Is any of this specially protected by law?",
        *((bar.value, bar.label, bar.rule) for bar in PROTECTED),
        ("none", "None of these"), ("unsure", "Not sure"), doubts={"unsure"}, alone={"none"}, needed=True,
    ),
    *permitted_cases(),
    hint=PROTECTED_HINT, after="Was any of it specially protected by law?", rows=("N-K2",),
    why="Gender Recognition Act 2004 s22; Administration of Justice Act 1960 s12; Adoption and Children Act 2002 "
        "ss56 to 65; Commissioners for Revenue and Customs Act 2005 ss18 and 19; Social Security Administration "
        "Act 1992 s123; Rehabilitation of Offenders Act 1974 s9; Investigatory Powers Act 2016 ss56 to 59; "
        "Police, Crime, Sentencing and Courts Act 2022 ss16 and 44A to 44F.",
)  # fmt: skip

PAGES = (S1, S2, S3, S4, S5, S6, S7)
