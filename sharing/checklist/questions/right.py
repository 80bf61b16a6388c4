"""Questions 4 and 5: is it right, and whose information is it?"""

from sharing.checklist import conditions
from sharing.checklist.questions.making import day, line, number, page, radios, tick, ticks
from sharing.checklist.shapes import when

PERSON = when("source", "person", "both")

Q4A = page(
    "4a", "how-sure", "How up to date is it, and how sure are you?",
    radios(
        "sure", "How up to date is it?",
        ("today", "Checked today"), ("checked", "Checked on another day"),
        ("unchecked", "Told to me and not checked"), ("doubt", "Old, or I doubt it"), doubts={"doubt"}, needed=True,
    ),
    day("checked_on", "When was it checked?", shown=when("sure", "checked"), needed=True),
    line("source", "Where does it come from?", hint="A system, or a person's role. Do not put names here.",
         needed=True),
    hint="It is fine to share something unchecked if you say so.",
    after="How up to date was it, and is it still right?", rows=("P-A1-4a", "N-K8"),
    why="Information that is shared should be accurate, and say so when it may not be (UK GDPR Article 5(1)(d); "
        "Data Protection Act 2018 s38).",
)  # fmt: skip

Q4B = page(
    "4b", "same-person", "Are you sure it is the same person?",
    ticks(
        "matched", "What matched?",
        ("name", "Name"), ("birth", "Date of birth"), ("address", "Address"), ("reference", "A reference number"),
        ("face", "Face or photograph"), ("could_not", "I could not check"),
        ("place", "It does not matter, it is about a place"),
        doubts={"could_not"}, alone={"could_not", "place"}, needed=True,
    ),
    number("list_checked", "On the list: how many were matched?", applies=conditions.about_a_list, needed=True),
    hint="People share names. Two agencies' records joined in error can follow someone for years.",
    after="Was it the same person?", rows=("P-A1-4b", "M-5"),
    why="Records of two people joined in error harm both of them.",
)  # fmt: skip

Q4C = page(
    "4c", "how-much-is-fact", "How much of it is fact?",
    ticks(
        "made_of", "How much of it is fact?",
        ("fact", "All recorded or seen"), ("told", "Some is what someone told us"),
        ("opinion", "Some is professional opinion"), ("intelligence", "Some is intelligence with a grading"),
        alone={"fact"}, needed=True,
    ),
    line("grading", "What is the grading?", personal=False, shown=when("made_of", "intelligence"), needed=True),
    radios("made_clear", "Did you make that clear?", ("yes", "Yes"), ("no", "No"),
           shown=when("made_of", "told", "opinion", "intelligence"), needed=True),
    line("clarification", "What should the reader know?", hint="This short note goes to the people who receive it.",
         shown=when("made_clear", "no"), needed=True),
    hint="Opinion is allowed. The reader must be able to tell.", after="How much of it was fact?",
    rows=("P-A1-4c", "N-K1"),
    why="Facts are kept apart from opinion (Data Protection Act 2018 s38(2)).",
)  # fmt: skip

Q5A = page(
    "5a", "from-someone-else", "Did any of it come from someone else?",
    radios(
        "source", "Did any of it come from someone else?",
        ("ours", "No, it is ours"), ("agency", "Yes, another agency's"),
        ("person", "Yes, a person told us or wrote it"), ("both", "Both"), ("unsure", "Not sure"),
        doubts={"unsure"}, needed=True,
    ),
    radios("who", "Who told you?", ("public", "A member of the public"), ("family", "Family or a friend"),
           ("patient", "A patient or service user"), ("author", "A colleague, or the author of a report"),
           ("unknown", "Not known"), shown=PERSON, needed=True),
    line("agency", "Which agency, and which record of theirs?", 120, shown=when("source", "agency", "both"),
         needed=True),
    hint="Another agency, or a person: a neighbour, relative, patient, colleague or author of a report.",
    after="Did any of it come from someone else?", rows=("P-A1-5a",),
    why="What came from others may not be ours to pass on, and can show who told us.",
)  # fmt: skip

Q5B = page(
    "5b", "person-who-told-you", "Have you gone back to the person who told you?",
    radios(
        "asked", "Have you gone back to them?",
        ("content", "Yes, they are content"), ("objects", "Yes, and they object"), ("not_safe", "It is not safe"),
        ("not_practical", "It is not practical"), ("no_need", "There is no need"), doubts={"no_need"}, needed=True,
    ),
    radios("recognised", "Could they be recognised from it?", ("yes", "Yes"), ("no", "No"), ("unsure", "Not sure"),
           doubts={"unsure"}, needed=True),
    tick("reword", "I will reword it so that they cannot be", shown=when("recognised", "yes")),
    hint="They may be frightened, or have told you in trust. Sometimes it is not safe or possible to ask.",
    after="Did you go back to the person who told you?", rows=("P-A1-5b",),
    why="People who speak up need protecting. An objection is weighed; it does not decide.",
)  # fmt: skip

Q5C = page(
    "5c", "owner-agreed", "Has the agency it belongs to agreed?",
    radios(
        "agreed", "Has the agency it belongs to agreed?",
        ("yes", "Yes"), ("standing", "The protocol already allows it"), ("ask", "Ask them now"),
        ("cannot_wait", "It cannot wait"), needed=True,
    ),
    day("agreed_on", "When did they agree?", shown=when("agreed", "yes"), needed=True),
    line("agreed_by", "Who agreed?", 120, hint="A role is enough.", shown=when("agreed", "yes"), needed=True),
    line("conditions", "Did they set conditions?", 500, shown=when("agreed", "yes", "standing")),
    radios("urgency", "Why can it not wait?", ("life", "Life is at risk"), ("court", "A court ordered it"),
           ("law", "The law requires it"), shown=when("agreed", "cannot_wait"), needed=True),
    radios("tell_owner", "May the owner be told?", ("yes", "Yes, on the next working day"),
           ("told", "Yes, and they have been told"),
           ("unlawful", "No, telling them would be unlawful"), shown=when("agreed", "cannot_wait"), needed=True),
    hint="No answer is not agreement.", after="Had the agency it belongs to agreed, or do they know now?",
    rows=("P-7.2c",),
    why="Information from another agency is passed on with that agency's agreement, unless a court, a law or danger "
        "to life says otherwise.",
)  # fmt: skip

PAGES = (Q4A, Q4B, Q4C, Q5A, Q5B, Q5C)
