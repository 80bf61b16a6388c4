"""Question 3: is it a fair answer to the problem?"""

from sharing.checklist import conditions
from sharing.checklist.questions.lists import KINDS, SENSITIVE
from sharing.checklist.questions.making import box, line, page, radios, tick, ticks
from sharing.checklist.shapes import Field, Kind, when

AIM_HINT = "Respect for private life can give way to these aims when the law allows it and it is needed."
JUDGEMENT_HINT = (
    "Your earlier answers are above. Two or three sentences in your own words. This is your judgement and it is "
    "the heart of the record."
)

Q3E = page(
    "3e", "sensitive", "Does it include any of these?",
    Field("kinds", "Does it include any of these?", Kind.CHECKBOXES, choices=SENSITIVE, needed=True),
    *(
        line(f"why_{choice.value}", f"{choice.label}: why is this part needed?",
             shown=when("kinds", choice.value), needed=True)
        for choice in SENSITIVE if not choice.alone
    ),
    hint="Tick what is really in it, not what could be.", after="Did it include any of these?",
    rows=("P-A1-3e", "Q-R4", "N-K2", "P-4.4a"),
    why="These need a condition of their own: the first eight are special category data (UK GDPR Article 9), "
        "offences are criminal offence data (Article 10). Police and others: Data Protection Act 2018 s35.",
)  # fmt: skip

Q3B = page(
    "3b", "share-less", "Could you share less and still get there?",
    radios(
        "less", "Could you share less?",
        ("least", "No, this is the least that works"), ("take_out", "Yes, take these out"),
        ("no_names", "Yes, without names"), ("unsure", "Not sure"), doubts={"unsure"}, needed=True,
    ),
    Field("removed", "Kinds of information to take out", Kind.CHECKBOXES, choices=KINDS, options="ticked_kinds",
          shown=when("less", "take_out"), after="Kinds of information left out"),
    Field("removed_sensitive", "Sensitive parts to take out", Kind.CHECKBOXES, choices=SENSITIVE,
          options="ticked_sensitive", shown=when("less", "take_out"), after="Sensitive parts left out"),
    line("note", "Nothing is ticked to take out: what would be shared differently?",
         shown=conditions.nothing_taken_out, needed=True),
    hint="Here is everything you ticked. Could some of it go, or be put more generally, or be given without names?",
    after="Did you leave anything out?", rows=("P-A1-3b", "P-2.1a", "P-2.5a"),
    why="Share what is needed and no more (UK GDPR Article 5(1)(c); Data Protection Act 2018 s37).",
)  # fmt: skip

Q3C = page(
    "3c", "another-way", "Is there another way to get the same result?",
    radios(
        "other_way", "Is there another way?",
        ("no", "No"), ("worse", "Yes, but it is slower or less safe"), ("as_good", "Yes, and as good"),
        doubts={"worse", "as_good"}, needed=True,
    ),
    hint="For example asking the person, using what they already hold, or acting yourself instead of telling someone.",
    after="Was there another way?", reason="If yes: what is it, and why not that?", rows=("P-A1-3c",),
    why="Sharing is necessary when the aim cannot reasonably be met without it.",
)  # fmt: skip

Q3D = page(
    "3d", "effect-on-people", "What could this do to the people it is about?",
    radios(
        "effect", "What could this do?",
        ("little", "Little"), ("noticed", "Something they would notice"), ("serious", "Serious"),
        ("danger", "It could put them in danger"), needed=True,
    ),
    box("note", "What could happen, and to whom", 300, shown=when("effect", "noticed", "serious", "danger"),
        needed=when("effect", "serious", "danger")),
    line("safe_contact", "How can they be reached safely?", shown=when("effect", "danger"), needed=True),
    tick("source_exposed", "Someone could work out who told us"),
    hint="Think of each of them: being blamed, losing a home or job, being found, being hurt, someone working out "
         "who told you.",
    after="What could it do, or has it done, to the people it is about?",
    rows=("P-A1-3d", "N-B2", "N-K9", "P-5.2c"),
    why="The effect on a person is weighed against what sharing is for (Human Rights Act 1998, Article 8).",
)  # fmt: skip

Q3F = page(
    "3f", "if-not-shared", "What could happen if you do not share?",
    ticks(
        "effects", "What could happen?",
        ("hurt", "Someone could be hurt"), ("welfare", "A child or adult's welfare could suffer"),
        ("partners", "Partners could not do their part"), ("understanding", "We would understand the problem less"),
        ("standing", "Our standing could suffer"), ("little", "Nothing much"), alone={"little"}, needed=True,
    ),
    box("note", "What could happen, and to whom", 300, needed=True),
    hint="This is as important as the last page.", after="What could have happened if you had not shared?",
    rows=("P-2.4", "N-B2", "P-5.2a"),
    why="Keeping silent has effects too. The protocol asks for them to be weighed.",
)  # fmt: skip

Q3A = page(
    "3a", "which-aim", "Which of these is it for?",
    ticks(
        "aims", "Which of these is it for?",
        ("safety", "The safety of people"), ("crime", "Preventing crime or disorder"),
        ("health", "Protecting health"), ("rights", "Protecting someone else's rights"),
        ("national_security", "National security"), ("economy", "The country's economy"), needed=True,
    ),
    hint=AIM_HINT, after="Which of these was it for?", rows=("P-A1-3a", "HRA-8"),
    why="Human Rights Act 1998, Schedule 1, Article 8: in accordance with the law, for one of these aims, necessary "
        "and proportionate. The other two parts come from your answers on the law and on fairness.",
)  # fmt: skip

Q3 = page(
    "3", "judgement", "Why is this much, to these people, the right thing to do now?",
    box("judgement", "Your judgement", 500, needed=True),
    line("contest", "Is there anything in the asker's reasons that you see differently?",
         applies=conditions.somebody_asked),
    hint=JUDGEMENT_HINT, after="Why was this much, to these people, the right thing to do then?",
    rows=("P-A1-3", "P-A1-3a", "P-5.4c", "T-A5", "P-7.1", "HRA-8"),
    why="Every act of sharing is justified on its own facts, by the person who decides. No protocol does it for you.",
)  # fmt: skip

PAGES = (Q3E, Q3B, Q3C, Q3D, Q3F, Q3A, Q3)
