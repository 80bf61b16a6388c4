"""What is missing from one controller's side of a sharing?

Each controller answers for itself: a council under the UK GDPR and a force under Part 3 can stand on either
side of the same sharing, and one recipient may be within a power's reach where the next is not.
"""

from datetime import date

from protocols.catalogue.dated import in_force

_LAST_DAY_OF_1998_ACT = date(2018, 5, 24)  # the UK GDPR and the 2018 Act held from the next
_FUNCTION_KINDS = frozenset({"GD-D", "GD-C", "GP"})
_DATA_BOUND_KINDS = _FUNCTION_KINDS | {"LB", "SC", "CC"}
_ALIVE = frozenset({"personal", "special", "criminal"})


def gaps_of(line, facts, rows):
    """The gaps of one line for data about living people, the unusable rows first."""
    if not line.controller:
        return []
    who = _named(line)
    cited = usable(line, facts, rows)
    gaps = unusable(line, facts, rows)
    if _legacy(facts.on):
        gaps += _under_1998_act(who, cited, facts)
    elif _part3(line):
        gaps += _basis(who, line, cited, {"LE-35-C", "LE-35-T"}) + _part3_special(who, cited, facts)
    else:
        basis = {row.code for row in cited if row.kind == "LB" and row.regime == "uk_gdpr"}
        gaps += _basis(who, line, cited, basis or {"LB"})
        gaps += _uk_gdpr_bases(who, line, cited, rows)
        gaps += _uk_gdpr_conditions(who, line, cited, facts)
    gaps += _regime_of_purpose(who, line, cited)
    gaps += _needs(who, cited, rows) + _policy_document(who, line, cited) + _limits(who, line, cited)
    return gaps


def usable(line, facts, rows):
    """The rows cited that are known, held on the day, and reach this kind of data."""
    found = [rows[code] for code in dict.fromkeys(line.provisions) if code in rows]
    return [row for row in found if in_force(row, facts.on) and _reaches(row, facts.data_kinds)]


def unusable(line, facts, rows):
    """Why rows that are cited do not count."""
    gaps = []
    for code in dict.fromkeys(line.provisions):
        row = rows.get(code)
        who = _named(line)
        if row is None:
            gaps.append(f"{who} cites {code}, which is not in the catalogue of law")
        elif row.valid_from is None:
            gaps.append(f"{who} cites {row.label} ({row.citation}), whose start date has not been confirmed")
        elif not in_force(row, facts.on):
            gaps.append(f"{who} cites {row.label} ({row.citation}), which was not in force on the day")
        elif not _reaches(row, facts.data_kinds):
            gaps.append(f"{who} cites {row.label} ({row.citation}), which does not reach this kind of information")
    return gaps


def _reaches(row, data_kinds):
    """Whether the row covers any of the data; rows that satisfy nothing by themselves are not asked."""
    if not data_kinds or row.kind not in _DATA_BOUND_KINDS:
        return True
    return bool(data_kinds & set(row.data_kinds)) or bool(data_kinds & _ALIVE and row.kind in {"SC", "LB"})


def _named(line):
    return f"{line.agency}, towards {line.towards}," if line.towards else line.agency


def _legacy(on):
    return on <= _LAST_DAY_OF_1998_ACT


def _part3(line):
    return line.regime == "dpa2018_part3" and line.for_law_enforcement is not False


def _basis(who, line, cited, wanted):
    if any(row.code in wanted for row in cited):
        return []
    if line.part == "giver":
        return [f"{who} has not recorded the lawful basis for giving this"]
    return [f"{who} has not yet recorded its lawful basis for receiving this"]


def _under_1998_act(who, cited, facts):
    gaps = []
    if not any(row.family == "dpa1998-schedule-2" for row in cited):
        gaps.append(f"{who} has not recorded a Schedule 2 condition of the Data Protection Act 1998")
    if facts.data_kinds & {"special", "criminal"} and not any(row.family == "dpa1998-schedule-3" for row in cited):
        gaps.append(f"{who} has not recorded a Schedule 3 condition of the Data Protection Act 1998")
    return gaps


def _part3_special(who, cited, facts):
    # Offence data ask nothing more of a competent authority: they are its ordinary business (V4).
    if "special" not in facts.data_kinds or any(row.code == "LE-35-S" for row in cited):
        return []
    return [f"{who} has not recorded the condition for sensitive processing (DPA 2018 s35, Schedule 8)"]


def _uk_gdpr_bases(who, line, cited, rows):
    gaps = []
    codes = {row.code for row in cited}
    kinds = {row.kind for row in cited}
    if "LB-A" in codes and not line.consent_recorded:
        gaps.append(f"{who} relies on consent, and no record of the consent is named")
    if "LB-C" in codes and "GD-D" not in kinds:
        gaps.append(f"{who} relies on a legal obligation, and names no duty to disclose and no court order")
    if "LB-E" in codes and not kinds & _FUNCTION_KINDS and not line.own_function:
        gaps.append(f"{who} relies on its public task, and does not name its own function in law")
    for code, name in (("LB-EA", "a recognised legitimate interest"), ("LB-F", "legitimate interests")):
        if code in codes and line.public_authority is None:
            gaps.append(f"{who} relies on {name}: whether it was performing a public task is not recorded")
        elif code in codes and line.public_authority:
            gaps.append(f"{who} relies on {name}, which is closed to a public authority performing its tasks")
    if "LB-F" in codes and not line.balancing_note:
        gaps.append(f"{who} relies on legitimate interests, and the balancing test is not recorded")
    if "RLI-1" in codes and not line.request_statement:
        gaps.append(f"{who} relies on the asker's public task, and the request does not state one")
    if "RLI-3" in codes and not line.declared_incident:
        gaps.append(f"{who} relies on a declared emergency, and names no declared incident")
    return gaps


def _uk_gdpr_conditions(who, line, cited, facts):
    gaps = []
    codes = {row.code for row in cited}
    families = {row.family for row in cited}
    if "special" in facts.data_kinds and "article-9" not in families:
        gaps.append(f"{who} has not recorded a condition for special category data (UK GDPR Art 9)")
    if "SC-9A" in codes and not line.consent_recorded:
        gaps.append(f"{who} relies on explicit consent, and no record of the consent is named")
    if "criminal" in facts.data_kinds:
        schedule1 = families & {"schedule-1-part-1", "schedule-1-part-2", "schedule-1-part-3"}
        if "CO-10" not in codes:
            gaps.append(f"{who} has not recorded what covers the criminal offence data (UK GDPR Art 10)")
        if not schedule1 and not line.official_authority:
            gaps.append(f"{who} names neither official authority nor a Schedule 1 condition for the offence data")
    return gaps


def _regime_of_purpose(who, line, cited):
    if line.regime != "dpa2018_part3" or line.for_law_enforcement is not False:
        return []
    codes = {row.code for row in cited}
    gaps = []
    if "LE-36" not in codes or not {row.kind for row in cited} & _FUNCTION_KINDS:
        gaps.append(f"{who} shares for a purpose other than law enforcement, and names no law that authorises it")
    if "LE-35-T" in codes:
        gaps.append(f"{who} cites the law-enforcement basis, and the purpose is not law enforcement")
    return gaps


def _needs(who, cited, rows):
    """Rows that stand only together with another (V3, V5)."""
    gaps = []
    for row in cited:
        for need in row.needs:
            options = need.split("|")
            if not any(_meets(option, cited) for option in options):
                gaps.append(f"{who} cites {row.label}, which also needs {_in_words(options, rows)}")
    return gaps


def _meets(option, cited):
    what, _, value = option.rpartition(":")
    attribute = what or "code"
    return any(getattr(row, attribute) == value for row in cited)


def _in_words(options, rows):
    return " or ".join(_NEED_WORDS.get(option) or _title(option, rows) for option in options)


def _title(code, rows):
    return f"{rows[code].label} ({rows[code].citation})" if code in rows else code


_NEED_WORDS = {
    "kind:RLI": "one of the recognised interests",
    "kind:GD-D": "a duty to disclose",
    "kind:GD-C": "a duty to co-operate",
    "kind:GP": "a power to share",
    "family:schedule-1-part-2": "a condition of Schedule 1 Part 2",
    "family:schedule-8": "a condition of Schedule 8",
}


def _policy_document(who, line, cited):
    if line.policy_document:
        return []
    needing = [row for row in cited if row.needs_apd and not (row.code == "SCH1-10" and line.to_competent_authority)]
    return [f"{who} cites {row.label}, and has no policy document in date for it" for row in needing]


def _limits(who, line, cited):
    gaps = []
    codes = {row.code for row in cited}
    if "CDA-115" in codes and line.part == "giver" and line.to_listed_authority is False:
        gaps.append(
            f"{who} cites a power (CDA 1998 s115) that reaches only listed authorities and those acting for one"
        )
    for code in ("RLI-6", "SCH1-18"):
        if code in codes and line.adult and not line.adult_at_risk:
            gaps.append(
                f"{who} cites safeguarding for an adult, and does not record care and support needs, risk, and "
                "being unable because of those needs to protect themselves"
            )
    return gaps
