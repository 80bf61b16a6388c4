"""Questions 1 and 2: why it is wanted, and who needs it."""

from sharing.checklist import conditions
from sharing.checklist.questions.lists import DUTIES, PURPOSES, TASKS
from sharing.checklist.questions.making import box, day, line, page, radios, rows, tick, ticks
from sharing.checklist.shapes import Asked, Field, Kind, when

WHY_HINT = "What is happening, what will be decided or done, and by when."
OUTSIDE = when("recipients.outside", "yes")

Q1A = page(
    "1a", "why-needed", "Why is this information needed?",
    Field("purpose", "Purpose", Kind.RADIOS, choices=PURPOSES, options="purposes", needed=True),
    box("why", "What is happening, and what will be done", 500, needed=True),
    day("needed_by", "Needed by, if there is a date"),
    line("victim_told", "When was the person told in writing, or why were they not?", needed=True,
         applies=conditions.asks_about_a_victim),
    line("line_of_enquiry", "Why does the line of enquiry need it?", needed=True,
         applies=conditions.asks_about_a_victim),
    hint=WHY_HINT, after="Why was this information needed?", asked_by=Asked.ASKER,
    rows=("P-A1-1a", "N-PC2.3", "P-4.4a", "M-F3"),
    why="Information is shared for a stated purpose and used for that one (UK GDPR Article 5(1)(b); Data "
        "Protection Act 2018 s36). Enquiries about victims: Police, Crime, Sentencing and Courts Act 2022 "
        "ss44A to 44F.",
)  # fmt: skip

Q1B = page(
    "1b", "who-it-helps", "Who will this help?",
    ticks(
        "helps", "Who will this help?",
        ("harmed", "The person harmed or at risk"), ("cause", "The person causing the worry"),
        ("child", "A child"), ("staff", "A member of staff"), ("public", "Neighbours or the wider public"),
        ("else", "Someone else"), ("nobody", "Nobody directly"),
        doubts={"nobody"}, alone={"nobody"}, needed=True,
    ),
    hint="Sharing can be right even when one of the people in it would rather you did not. Tick everyone it helps.",
    after="Who did this help?", asked_by=Asked.ASKER, reason="If nobody directly: what is it for?",
    rows=("P-A1-1b", "P-2.1b", "N-PC3"),
    why="The protocol's checklist asks whether sharing serves the person harmed, or the person causing the harm. "
        "Both can be true.",
)  # fmt: skip

Q2A = page(
    "2a", "who-needs-it", "Who needs it, and what will each of them do with it?",
    rows(
        "recipients", "Who needs it",
        Field("agency", "Agency, or outside person", Kind.TEXT, max_length=120, options="agencies", needed=True),
        line("role", "Name, role or duty desk", 120, needed=True),
        line("use", "What they will do with it", 200, needed=True),
        tick("outside", "Outside every agency"),
        most=12, needed=True,
    ),
    line("relation", "Who are they to the person?", shown=OUTSIDE, needed=True),
    box("script", "Exactly what will be said", 500, hint="Decide this before the visit.", after="Exactly what was said",
        shown=OUTSIDE, needed=True),
    radios("left", "Was it said only, or was a paper left?", ("said", "Said only"), ("paper", "A paper left"),
           shown=OUTSIDE, needed=True),
    radios("undertaking", "What did they undertake?", ("signed", "Read out and signed"),
           ("refused", "They did not want to sign"), ("not_asked", "Not asked"), shown=OUTSIDE, needed=True),
    hint="Name a person, a role or a duty desk, not a whole organisation. One line each.",
    after="Who received it, and what was each of them to do with it?", asked_by=Asked.BOTH,
    rows=("P-A1-2a", "P-5.4d", "N-K9"),
    why="Only people who need it to do something should have it. The list closes when the sharing is recorded.",
)  # fmt: skip

Q2B = page(
    "2b", "what-changes", "What will be different if they have it?",
    ticks(
        "changes", "What will be different?",
        ("service", "The help or service given"), ("outcome", "What happens to the person"),
        ("risk", "A decision about risk"), ("rules_out", "It rules something out"),
        ("unknown", "I do not know yet"), ("nothing", "Nothing"),
        doubts={"nothing"}, alone={"nothing"}, needed=True,
    ),
    hint="If nothing would change, they may not need it.", after="What was different because they had it?",
    asked_by=Asked.ASKER, rows=("P-A1-2b", "P-2.1b", "N-PC3", "N-K8"),
    why="The protocol's checklist asks whether sharing changes the service given and what happens next.",
)  # fmt: skip

Q2C = page(
    "2c", "what-allows-it", "What allows you to do this?",
    radios(
        "basis", "What allows you to do this?",
        ("job", "It is part of my job"), ("duty", "The law says I must"), ("court", "A court ordered it"),
        ("asked", "The person asked us to"), ("none", "None of these"), ("unsure", "Not sure"),
        doubts={"none", "unsure"}, needed=True,
    ),
    Field("task", "Which task is it part of?", Kind.RADIOS, choices=TASKS, options="tasks",
          shown=when("basis", "job"), needed=True),
    Field("duty", "Which duty is it?", Kind.RADIOS, choices=DUTIES, options="duties",
          shown=when("basis", "duty"), needed=True),
    day("order_date", "Date of the order", shown=when("basis", "court"), needed=True),
    line("order_scope", "What does the order cover?", shown=when("basis", "court"), needed=True),
    radios("law_enforcement", "What is it for?", ("own", "Law enforcement"), ("other", "Another agency's purpose"),
           applies=conditions.answers_for_law_enforcement, needed=True),
    hint="Most people at work can say “it is part of my job”. Your agency has already listed the law for that.",
    after="What allowed you to do this?", asked_by=Asked.BOTH,
    rows=("P-A1-2c", "N-PC18"),
    why="Each agency needs a lawful basis of its own (UK GDPR Article 6; Data Protection Act 2018 s35), and a power "
        "or a duty to share. A duty to work together is not a duty to give information.",
)  # fmt: skip

PAGES = (Q1A, Q1B, Q2A, Q2B, Q2C)
