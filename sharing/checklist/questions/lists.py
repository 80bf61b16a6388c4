"""The lists that ship with the questions. An agency or a procedure may supply its own in their place."""

from sharing.checklist.questions.making import choices

PURPOSES = choices(
    ("danger", "Keep someone safe from immediate danger"),
    ("child", "Protect a child"),
    ("adult", "Protect an adult with care and support needs"),
    ("domestic_abuse", "Protect someone from domestic abuse"),
    ("crime", "Prevent, detect or investigate crime"),
    ("disorder", "Prevent disorder"),
    ("antisocial", "Deal with anti-social behaviour"),
    ("substance", "Reduce the misuse of drugs and alcohol"),
    ("offender", "Manage a person who has offended"),
    ("missing", "Find a missing person"),
    ("support", "Arrange help, care or housing"),
    ("own_benefit", "For the person's own benefit, at their wish"),
    ("other", "Something else"),
)

PARTS = choices(
    ("at_risk", "At risk"),
    ("harmed", "Harmed"),
    ("suspected", "Suspected"),
    ("convicted", "Convicted"),
    ("witness", "Witness"),
    ("family", "Family"),
    ("professional", "Professional"),
    ("other", "Other"),
)

KINDS = choices(
    ("location", "A place: where something happens, or where someone lives"),
    ("problem", "What the problem is"),
    ("incident", "What happened, and when"),
    ("concern", "What worries us"),
    ("people", "Who is involved, by the agency's own reference"),
    ("contact", "How to reach someone safely"),
    ("history", "Our past contact with the person"),
    ("household", "Family and household"),
    ("housing", "Housing and tenancy"),
    ("health", "Health or care"),
    ("support", "Counselling, therapy or support"),
    ("offending", "Offences, or being suspected of them"),
    ("proceedings", "Court papers and orders"),
    ("adoption", "Adoption or fostering"),
    ("money", "Money, tax or benefits"),
    ("identity", "Identity and official documents"),
    ("intelligence", "Intelligence"),
    ("risk", "An assessment of risk"),
    ("actions", "What we are doing about it"),
    ("document", "The whole document", "Choose this only if parts of it would not do."),
    protected={"health", "support", "offending", "proceedings", "adoption", "money", "identity",
               "intelligence", "document"},
)  # fmt: skip

SENSITIVE = choices(
    ("health", "Health"),
    ("mental_health", "Mental health or addiction"),
    ("sex", "Sex life or sexual orientation"),
    ("race", "Race or ethnic origin"),
    ("religion", "Religion or belief"),
    ("political", "Political views"),
    ("union", "Trade union membership"),
    ("genetic", "Genetic or fingerprint-type data"),
    ("offences", "Offences, or being suspected of them"),
    ("none", "None of these"),
    alone={"none"},
)
# Each as it is said.
KIND_WORDS = {choice.value: choice.label for choice in KINDS}

# Offences are criminal offence data under Article 10, not special category data under Article 9.
SPECIAL_CATEGORY = {
    "health": "health",
    "mental_health": "health",
    "sex": "sex life or sexual orientation",
    "race": "racial or ethnic origin",
    "religion": "religious or philosophical beliefs",
    "political": "political opinions",
    "union": "trade union membership",
    "genetic": "genetic or biometric data",
}

CHANNELS = choices(
    ("service", "In this service"),
    ("case_system", "A shared case system"),
    ("secure_email", "Secure e-mail"),
    ("telephone", "Telephone"),
    ("face_to_face", "Face to face"),
    ("meeting", "In a meeting"),
    ("carried", "By hand, post or courier"),
    ("other", "Another way"),
)

KNEW = choices(
    ("called_back", "I called back on a number I already had"),
    ("know_them", "I know them"),
    ("badge", "I met them and saw their badge"),
    ("radio", "Over our own radio"),
    ("could_not", "I could not check"),
)

MARKINGS = choices(
    ("unmarked", "No marking: our agency's usual care"),
    ("official", "OFFICIAL"),
    ("official_sensitive", "OFFICIAL-SENSITIVE"),
)

TASKS = choices(
    ("child", "Protecting children"),
    ("adult", "Protecting adults with care and support needs"),
    ("crime", "Preventing or investigating crime"),
    ("antisocial", "Dealing with anti-social behaviour"),
    ("offender", "Managing people who have offended"),
    ("housing", "Managing housing and tenancies"),
    ("health", "Health or care"),
    ("fire", "Fire and rescue"),
    ("support", "Supporting victims and people in need"),
    ("other", "Another task of ours"),
)

# Duties to give information only: a duty to work together is no answer to this question.
DUTIES = choices(
    ("children_enquiry", "Answering a council's enquiry about a child in danger"),
    ("adults_board", "Answering a safeguarding adults board"),
    ("depersonalised", "The regular crime and disorder figures"),
    ("reporting", "A duty to report what I was told"),
    ("order_to_answer", "Another Act that says the information must be given"),
)
