"""Facts that the law protects specially: the rule in two sentences, who can advise, the cases in which it yields."""

from dataclasses import dataclass

from sharing.checklist.questions.making import choices
from sharing.checklist.shapes import Field, Kind, when

COURT = ("court", "A court ordered it")
AGREED = ("agreed", "The person agreed to this")
CRIME = ("crime", "It prevents or investigates a crime")
NOT_SURE = (("none", "None of these"), ("unsure", "Not sure"))


@dataclass(frozen=True)
class Bar:
    """One statutory bar: it never permits anything, and is cleared only by its own permitted case."""

    value: str
    code: str
    label: str
    rule: str
    adviser: str
    cases: tuple[tuple[str, str], ...]


PROTECTED = (
    Bar(
        "gender", "SB-GRA22", "Gender history of a person with a certificate",
        "Learned at work, it may be passed on only in set cases. Passing it on otherwise is an offence.",
        "data protection officer",
        (AGREED, COURT, ("proceedings", "It is for court proceedings"), CRIME,
         ("did_not_know", "We did not know of the certificate")),
    ),
    Bar(
        "family_court", "SB-FAM", "Papers from the family court",
        "They may go only to the people and for the purposes that the court's rules list. Otherwise ask the court.",
        "legal adviser",
        (("listed", "The court's rules list this recipient and purpose"), ("leave", "The court gave permission")),
    ),
    Bar(
        "adoption", "SB-ADOPT", "Adoption records",
        "They may be passed on only in the cases that the regulations set. The adoption agency can say which.",
        "adoption agency",
        (("regulations", "The regulations name this case"), COURT),
    ),
    Bar(
        "revenue_benefits", "SB-HMRC SB-DWP", "Tax or benefit records from a government department",
        "They stay the department's, and need its own gateway or authority. Passing them on without is an offence.",
        "data protection officer",
        (("authority", "The department gave its authority"), ("gateway", "The department's own gateway covers it"),
         COURT),
    ),
    Bar(
        "old_convictions", "SB-ROA9", "A person's old convictions kept in official files",
        "Spent convictions may be passed on in the course of official duty. A favour to a landlord or an employer "
        "is an offence.",
        "data protection officer",
        (("duty", "It is part of our official duties"), AGREED, COURT),
    ),
    Bar(
        "covert", "SB-IPA", "Information from interception or a covert source",
        "It is never handled in this service. Speak to your agency's confidential unit, and write nothing here "
        "that shows it exists.",
        "your agency's confidential unit",
        (),
    ),
    Bar(
        "counselling", "VIR-44A", "Counselling or therapy notes of a victim, asked for by police",
        "The law starts from the answer no. The police must show that the notes are likely to be of real value to "
        "a reasonable line of enquiry, and that the victim was told.",
        "data protection officer",
        (("shown", "The written request shows all of that"), AGREED, COURT),
    ),
    Bar(
        "serious_violence", "SB-PCSC16", "Patient details, asked for under the serious violence duty",
        "That duty's power does not reach them. Another power may.",
        "Caldicott Guardian",
        (("other_power", "Another power covers it"), COURT),
    ),
)  # fmt: skip

TURNED_AWAY = "covert"


def case_field(value: str) -> str:
    """The name of the field that holds the permitted case for one bar."""
    return f"case_{value}"


def permitted_cases() -> tuple[Field, ...]:
    """One field for each bar that has a permitted case; its reason joins the page's own."""
    return tuple(
        Field(
            case_field(bar.value), f"{bar.label}: which of these is it?", Kind.RADIOS,
            choices=choices(*bar.cases, *NOT_SURE, doubts={"none", "unsure"}),
            hint=f"The {bar.adviser} can advise.", shown=when("protected", bar.value), needed=True,
        )
        for bar in PROTECTED if bar.cases
    )  # fmt: skip
