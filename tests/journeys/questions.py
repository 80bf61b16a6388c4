"""How somebody answers the questions of the checklist: by the heading of each page, whatever order they come in."""

from tests.journeys.visitor import Visitor

MOST = 40  # pages, after which something goes round in a circle
WHO_NEEDS_IT = "Who needs it, and what will each of them do with it?"
JUDGEMENT = "Two calls in a week and a child in the house: the officers can act today, and nobody else needs it."


def _about(person: Visitor) -> None:
    person.types("Your reference, or initials and year of birth", "MGH-1180, K.L., born 1994")
    person.picks("The part they play", "At risk").chooses("No", within="Is this a child?")


def recipient(person: Visitor, agency: str = "Northmere Constabulary", desk: str = "Duty sergeant") -> None:
    """One agency, the desk there, and what it will do."""
    person.types("Agency, or outside person", agency).types("Name, role or duty desk", desk)
    person.types("What they will do with it", "Call at the address and make sure that they are safe")


# The heading of a page, before or after the event, and what is done on it. What has no line here is left unanswered.
ANSWERS = {
    "Is anyone in danger now?": lambda one: one.chooses("No"),
    "Could anyone be identified from it?": lambda one: one.chooses("Yes, someone living"),
    "Who is it about?": _about,
    "Is there a procedure for this?": lambda one: one.chooses("I do not know"),
    "What will you share?": lambda one: one.ticks("What happened, and when", "What worries us"),
    "What do you need?": lambda one: one.ticks("What happened, and when", "What worries us"),
    "Why is this information needed?": lambda one: one.chooses("Prevent disorder").types(
        "What is happening, and what will be done", "Shouting at night; a warning is decided on Monday."
    ),
    "Who will this help?": lambda one: one.ticks("The person harmed or at risk"),
    WHO_NEEDS_IT: recipient,
    "What will be different if they have it?": lambda one: one.ticks("The help or service given"),
    "What allows you to do this?": lambda one: one.chooses("It is part of my job").chooses(
        "Managing housing", within="Which task is it part of?"
    ),
    "Does it include any of these?": lambda one: one.ticks("None of these"),
    "Could you share less and still get there?": lambda one: one.chooses("No, this is the least that works"),
    # A doubt: it asks for a reason, and stops nobody.
    "Is there another way to get the same result?": lambda one: one.chooses("Yes, but it is slower").types(
        "If yes: what is it, and why not that?", "A letter would take a week."
    ),
    "What could this do to the people it is about?": lambda one: one.chooses("Little"),
    "What could happen if you do not share?": lambda one: one.ticks("Someone could be hurt").types(
        "What could happen, and to whom", "The next call could come too late for her."
    ),
    "Which of these is it for?": lambda one: one.ticks("The safety of people"),
    "Why is this much, to these people, the right thing to do now?": lambda one: one.types("Your judgement", JUDGEMENT),
    "How up to date is it, and how sure are you?": lambda one: one.chooses("Checked today").types(
        "Where does it come from?", "Our case system"
    ),
    "Are you sure it is the same person?": lambda one: one.ticks("A reference number"),
    "How much of it is fact?": lambda one: one.ticks("All recorded or seen"),
    "Did any of it come from someone else?": lambda one: one.chooses("No, it is ours"),
    "Is any of this specially protected by law?": lambda one: one.ticks("None of these"),
    "Has the person agreed?": lambda one: one.chooses("Not asked"),
    "Has the person agreed, as far as you know?": lambda one: one.chooses("Not asked"),
    "Have you told them, or will you?": lambda one: one.chooses("Our published notice covers it"),
    "Why is it right to go ahead without their agreement?": lambda one: one.ticks("Preventing disorder").chooses(
        "No", within="Was it given in confidence?"
    ),
    "Is there a live investigation or court case?": lambda one: one.chooses("I do not know"),
    "How are you sending it?": lambda one: one.chooses("Secure e-mail").picks("Marking", "OFFICIAL-SENSITIVE"),
    "What the procedure already answers": lambda one: None,
}


def answers_until(person: Visitor, heading: str = "Check your answers", others: dict | None = None) -> list[str]:
    """Answers each page as it comes until one with this heading; the headings of the pages answered.

    `others` says for a heading what is done there instead.
    """
    known = {title.casefold(): how for title, how in (ANSWERS | (others or {})).items()}
    seen = []
    while heading.casefold() not in person.heading.casefold():
        asked = person.heading.strip()
        seen.append(asked)
        assert len(seen) <= MOST, f"the questions do not end: {seen}"
        assert asked.casefold() in known, f"nobody said how to answer “{asked}” at {person.path}"
        known[asked.casefold()](person)
        person.presses("Save and continue")
    return seen
