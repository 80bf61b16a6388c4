"""The words of the protocol: seventeen numbered sections, forty-four numbered clauses (1.1 to 12.6), three appendices, three
tables.
"""

TITLE = "Harbour Safety Information Sharing Protocol"
BOARD = "Northmere Harbour Partnership Board"
MONTH = "November 2021"
SECTIONS = (
    (
        "Introduction",
        (
            f"The {BOARD} looks after this protocol on behalf of everybody who works round the harbour.",
            ("next", "All who keep people safe on the quays are invited to join it."),
            "The protocol helps partners to give each other what they need, carefully and in good time, and to write down "
            "what they gave and why, so that anybody who asks later can be told.",
            "It is a tier 2 protocol and is read together with the county charter.",
            "It replaces the three agreements that were made for the old docks.",
            "Other protocols stand beside it where a law asks for more, for example for the lifeboat service.",
        ),
    ),
    (
        "Purpose of the Protocol",
        (
            "The purpose is to prevent crime and accidents on and near the water.",
            "It extends to every agency that signs it later.",
            "Good decisions need good information, and late information is seldom good.",
            "Partners weigh the harm of staying silent as well as the harm of speaking.",
            "Most of what is shared is depersonalised; some of it must name people to be of use.",
        ),
    ),
    (
        "Who will share information?",
        (
            "The partners who signed first are:",
            (
                "bullets",
                ("Northmere Constabulary", "Northmere County Council", "Northmere Fire and Rescue Service"),
            ),
            "Parish councils and harbour tenants may be asked to take part.",
            "Others may be invited for one purpose and for a stated time.",
            "A voluntary body shows its policies before it receives anything personal.",
        ),
    ),
    (
        "What is to be shared?",
        (
            "The ‘Safer Quays’ guidance asks the statutory partners to share what they know of hazards.",
            "Usually that means a place, a time, the kind of problem and, where it matters, a name.",
            "Sensitive information is shared only where the Harbour Act 1994 or another law allows it.",
            "There is always a lawful purpose – stated, and no wider than it needs to be (see Appendix 1).",
            "Signatories know that most sharing happens in meetings (see Section 6).",
            "Where a prosecution is under way, the investigating officer is asked first.",
        ),
    ),
    (
        "Fairness and Openness",
        (
            "People are told what may be shared about them, with whom, and what may follow. This is recorded.",
            "Restricted information (see 6.4) is shared without consent only after the risks were weighed.",
            "Disclosure in the public interest serves one of these ends:",
            (
                "bullets",
                ("preventing crime", "preventing disorder", "keeping the public safe", "protecting children"),
            ),
            "What is given is proportionate to its purpose and goes to no more people than it must.",
        ),
    ),
    (
        "Sharing in meetings",
        (
            "The chair states how confidential the meeting is, as 6.4 has it, and passes round the sheet of Appendix 2.",
            "Guests who represent no signatory agree on the sheet to keep to this protocol.",
            "The marking says how papers are stored, moved, copied and destroyed.",
            "The levels are:",
            ("next", "Closed - the effect of a leak would be grave, and *Closed* papers stay in the room."),
            ("next", "Limited - a leak would distress people or help an offender."),
            ("next", "Open - a leak would embarrass and no more."),
        ),
    ),
    (
        "Sharing outside meetings",
        (
            "Each exchange is justified on its own merits.",
            "Whoever gives information says who may have it; the partners’ staff ask before they pass it on.",
            "Personal information travels by a secure channel (Appendix 3).",
            "It is kept as long as it is needed and then destroyed.",
            "Appendix 1 helps to check that sharing is lawful.",
        ),
    ),
    (
        "Named representatives",
        (
            "Each partner names a designated officer who helps when sharing gets stuck.",
            "Officers settle disagreements between them, or the heads of the agencies do.",
        ),
    ),
    (
        "Duties of Controllers",
        (("next", "Controllers keep their registration with the regulator up to date."),),
    ),
    (
        "Agents and subcontractors",
        (("next", "Partners see to it that those who work for them keep to this protocol."),),
    ),
    (
        "Complaints",
        (
            "Each partner deals with complaints by its own rules, so that:",
            ("next", "people know that they may complain, and how;"),
            ("next", "each complaint is acknowledged in writing;"),
            ("next", "somebody fair looks into it."),
            "A complaint made to two partners is answered by both together.",
            "A partner who believes that another is the cause tells it so.",
        ),
    ),
    (
        "Non-compliance and disagreement",
        (
            "A partner who suspects a failure of its own investigates it and records what it found. It makes sure that:",
            (
                "bullets",
                ("the harm is put right at once;\nthose affected are told;\nthe other partners are told",),
            ),
            "A partner who suspects a failure of another says so in writing.",
            "Partners may stop sharing with one who plainly does not keep to the protocol.",
            "More is to be read at <https://harbour.example/sharing>",
            "Each organisation uses its own discretion in the end.",
            "Representatives hear of suspected failures early.",
        ),
    ),
    ("Retention and Disposal", (("next", "Partners keep to their own schedules."),)),
    ("Access to Information", (("next", "Partners answer people’s requests for what is held about them."),)),
    (
        "Monitoring and Review",
        (
            ("next", "The Board watches over this protocol. It has regard to"),
            ("bullets", ("changes in the law;", "what people say of it;", "failures and disagreements.")),
        ),
    ),
    ("Change History", (("table", (("Version", "Changed by", "Changed on", "What changed"),)),)),
    (
        "Effective Date",
        (
            (
                "next",
                "This protocol is effective from 3 March 2022 and is subject to review 24 months from that date.",
            ),
        ),
    ),
)
APPENDICES = (
    (
        "Is this needed?",
        (
            ("question", "What is it wanted for?"),
            ("question", "Would less do?"),
            ("question", "Is the request “proportionate”, for example:"),
            ("bullets", ("Is a name needed?", "Is there another way that works as well?")),
            ("question", "Is it accurate?\nIs fact told from opinion?"),
            ("question", "Is it recorded that it was shared?"),
            ("next", "Name of Meeting _____"),
            ("next", "Date of Meeting _____"),
        ),
    ),
    (
        "Signing-in sheet – Open/Limited/Closed",
        (
            ("next", "By signing you agree to the handling rules (Appendix 3)."),
            ("table", (("Name", "Signature", "Representing"),)),
            ("next", "Strike out what does not apply."),
        ),
    ),
    (
        "Handling rules",
        (
            ("next", "(to be looked at again in 2023)"),
            (
                "table",
                (
                    ("Your Action", "Limited", "Closed"),
                    ("Marking", "Top and bottom", "Top and bottom of each page"),
                    ("Storage", "One barrier", "Two barriers – a locked box in a locked room"),
                    ("Internet", "Encrypted", "Never"),
                ),
            ),
        ),
    ),
)
