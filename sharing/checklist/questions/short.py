"""The short forms: figures, the emergency and by-voice page and its follow-up, a procedure's answers, refusing."""

from sharing.checklist.questions.lists import CHANNELS, KINDS, KNEW, SENSITIVE
from sharing.checklist.questions.making import (
    choices,
    day,
    line,
    page,
    radios,
    rows,
    tick,
    ticks,
)  # fmt: skip
from sharing.checklist.shapes import Asked, Field, Kind, Owner, Page, when

SPOKEN = when("channel", "telephone", "face_to_face")

FIGURES = page(
    "FIG", "figures", "What figures will you share?",
    line("what", "What do they count?", needed=True, personal=False),
    line("period", "What period and area do they cover?", 120, needed=True, personal=False),
    radios(
        "small", "Could a small number point to somebody?",
        ("none", "No, there are none"), ("grouped", "They were left out or grouped"),
        ("required", "The law asks for the full set"), ("kept", "They are left in"), ("unsure", "Not sure"),
        doubts={"kept", "unsure"}, needed=True,
    ),
    rows(
        "recipients", "Who are they for?",
        Field("agency", "Agency, or outside person", Kind.TEXT, max_length=120, options="agencies", needed=True),
        line("role", "Name, role or duty desk", 120),
        line("use", "What they will do with them", 200, needed=True),
        most=12, needed=True,
    ),
    hint="Figures about nobody in particular need no more than this.", after="What figures did you share?",
    rows=("P-2.1a", "P-2.5a"),
    why="Figures from which nobody can be identified are not personal data.",
)  # fmt: skip

EMERGENCY = page(
    "EM", "emergency", "Record what you shared",
    radios("kind", "What kind of call was it?", ("danger", "Someone was in danger"),
           ("quick", "An ordinary quick call")),
    line("why", "Who was in danger, and from what? For a quick call: why did they need it?", hint="One line",
         must=True, group=1),
    line("told", "Who did you tell?", 120, hint="Agency or team. For someone outside every agency, say who they are "
         "to the person.", must=True, group=2),
    line("told_who", "Name, role or number", 120, group=2),
    tick("told_outside", "They are outside every agency", group=2),
    rows("about", "Who was it about?", line("reference", "Your reference, initials, or “not known yet”", 60), most=6,
         needed=True, group=3),
    Field("kinds", "What did you tell them?", Kind.CHECKBOXES, choices=KINDS, options="kinds", needed=True, group=4),
    Field("sensitive", "Did it include any of these?", Kind.CHECKBOXES, choices=SENSITIVE, group=4),
    tick("not_checked", "Some of it was not checked", group=4),
    tick("reveals_source", "It could reveal who told us", group=4),
    Field("channel", "How?", Kind.RADIOS, choices=CHANNELS, options="channels", needed=True, group=5),
    Field("knew", "How did you know it was them?", Kind.RADIOS, choices=KNEW, needed=True, group=5),
    day("shared_on", "When?", hint="Change it if you are writing this for someone else.", needed=True, group=6),
    Field("shared_at", "At what time?", Kind.TIME, hint="For example 2:10am", group=6),
    line("decided_by", "Who decided?", 120, hint="They do not need an account.", needed=True, owner=Owner.OFFICER,
         group=6),
    hint="Only the first two are needed to save. The rest can follow.", asked_by=Asked.BOTH,
    rows=("P-4.5e", "P-4.6c"),
    why="Share first where someone is in danger, and record it afterwards.",
)  # fmt: skip

STANDING = Page(
    "standing", "procedure-answers", "What the procedure already answers",
    hint="These do not change from case to case. Say whether each of them holds here.", asked_by=Asked.BOTH,
    why="The procedure was agreed for this purpose. Your own facts still decide.",
)  # fmt: skip

HOLDS = choices(("yes", "It holds here"), ("no", "It does not hold here, change it"), ("unsure", "Not sure"),
                doubts={"unsure"})  # fmt: skip


def _follow_up(number, slug, title, *fields, parts=(), **rest):
    return page(f"FU{number}", slug, title, *fields, parts=parts, **rest)


FOLLOW_UP = (
    _follow_up(
        1, "still-right", "Is what you told them still right?",
        radios("correct", "Is there anything to correct or take back?", ("no", "No"), ("correct", "Yes, correct it"),
               ("take_back", "Yes, take it back"), needed=True),
        line("what", "What should change?", shown=when("correct", "correct", "take_back"), needed=True),
        parts=("4a", "4b", "4c"), why="A wrong fact is acted on tonight.",
    ),
    _follow_up(
        2, "still-danger", "Is anyone still in danger, and does anyone else need to know?",
        radios("danger", "Is anyone still in danger?", ("yes", "Yes"), ("no", "No"), ("unsure", "Not sure"),
               doubts={"unsure"}, needed=True),
        radios("others", "Does anyone else need to know?", ("yes", "Yes"), ("no", "No"), ("unsure", "Not sure"),
               doubts={"unsure"}, needed=True),
        line("who", "Who?", shown=when("others", "yes"), needed=True),
        why="The next shift needs to know.",
    ),
    _follow_up(3, "why-each", "Why did each person need it, and each sensitive part?", parts=("2a", "3e"),
               why="Memory fades."),
    _follow_up(4, "left-out", "What did you leave out, and what could it do to the people in it?",
               parts=("3b", "3d"), why="It helps to keep people safe from here on."),
    _follow_up(5, "two-sentences", "Why was it right? Two sentences", parts=("3f", "3"),
               why="This is the heart of the record."),
    _follow_up(6, "what-allowed-it", "What allowed it?", parts=("2c",),
               why="It is needed if anyone asks later. Your agency's usual answer for emergencies is proposed."),
    _follow_up(7, "whose-it-was", "Whose information was it, and do they know?", parts=("5a", "5b", "5c"),
               why="The owner has a right to know."),
    _follow_up(8, "agreement", "Had they agreed, or why not?", parts=("6a", "6b", "6c", "7"),
               why="Only what applies is asked."),
    _follow_up(9, "told-since", "Have they been told, or is it unsafe?", parts=("6d",),
               why="It keeps a letter from going to the wrong door."),
    _follow_up(10, "live-and-protected", "Is there a live case, or anything specially protected?",
               parts=("7L", "S7"), why="A trial or an offence may turn on it."),
)  # fmt: skip

REFUSAL = page(
    "refuse", "not-sharing", "What are you not giving, and why?",
    Field("kinds", "What are you not giving?", Kind.CHECKBOXES, choices=KINDS, options="kinds", needed=True),
    Field(
        "reason_code", "Why?", Kind.RADIOS, options="refusal_reasons", needed=True,
        choices=choices(
            ("not_held", "We do not hold it"), ("not_needed", "It is not needed for that purpose"),
            ("too_much", "Less would do"), ("barred", "The law does not allow it"),
            ("harm", "Giving it would harm someone"), ("live_case", "It could spoil a live case"),
            ("not_ours", "It is another agency's to give"), ("other", "Another reason"),
        ),
    ),
    ticks("offer", "What can you offer instead?", ("part", "A part of it"), ("figures", "Figures without names"),
          ("talk", "A conversation"), ("later", "The same, later"), ("elsewhere", "Another agency that holds it"),
          ("nothing", "Nothing for now"), alone={"nothing"}, needed=True),
    line("decided_by", "Who decided, and who is there to ring?", 120, needed=True),
    hint="The person who asked sees all of this.", parts=("3f",),
    rows=("P-2.4",),
    why="A refusal is a decision like any other: its effect is weighed and its reasons are given.",
)  # fmt: skip

PAGES = (FIGURES, EMERGENCY, STANDING, *FOLLOW_UP, REFUSAL)
