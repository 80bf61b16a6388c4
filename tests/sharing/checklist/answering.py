"""Answers to try the pages with: any at all, every doubtful one at once, and a plain complete record."""

from hypothesis import strategies as st

from sharing.checklist import Procedure, Route, Situation, Tense, Voice, book
from sharing.checklist.carrying import STANDING
from sharing.checklist.shapes import Kind

TEXT = st.text(alphabet="abc é'<&\n", max_size=30)


def values(item):
    """Any value that a field could have been stored with, or a wrong kind of choice that an older list left behind."""
    choices = [choice.value for choice in item.choices] or ["gone"]
    match item.kind:
        case Kind.RADIOS | Kind.SELECT:
            return st.sampled_from([*choices, ""])
        case Kind.CHECKBOXES:
            return st.lists(st.sampled_from(choices), unique=True, max_size=4)
        case Kind.CHECKBOX:
            return st.booleans()
        case Kind.NUMBER:
            return st.integers(0, 50)
        case Kind.DATE:
            return st.sampled_from(["2026-11-03", "2026-12-24"])
        case Kind.TIME:
            return st.sampled_from(["02:10", "22:05"])
        case Kind.ROWS:
            row = st.fixed_dictionaries({}, optional={c.name: values(c) for c in item.columns})
            return st.lists(row, max_size=3)
    return TEXT


def stored(page):
    return st.fixed_dictionaries({}, optional={item.name: values(item) for item in page.fields})


ANSWERS = st.fixed_dictionaries({}, optional={page.code: stored(page) for page in book.ALL if page.fields})


def complete(code):
    """A page answered in full without a doubt, so far as single choices go."""
    data = {}
    for item in book.page(code).fields:
        sure = [choice.value for choice in item.choices if not choice.doubt]
        if item.kind in (Kind.RADIOS, Kind.SELECT):
            data[item.name] = sure[0]
        elif item.kind is Kind.CHECKBOXES:
            data[item.name] = sure[:1]
        elif item.kind is Kind.ROWS:
            data[item.name] = [{column.name: "x" for column in item.columns if column.kind is Kind.TEXT}]
    return data


PROCEDURE = Procedure("NM-T3-ASB", "ASB case conference", standing={code: complete(code) for code in STANDING})

SITUATIONS = st.builds(
    Situation,
    voice=st.sampled_from(Voice),
    tense=st.sampled_from(Tense),
    route=st.sampled_from(Route),
    asked=st.none() | ANSWERS,
    procedure=st.sampled_from([None, PROCEDURE]),
    quick=st.booleans(),
    law_enforcement=st.booleans(),
    investigator=st.booleans(),
    weighing=st.booleans(),
)


def doubtful():
    """Every "no" and "not sure" on every page, all chosen at once."""
    answers = {}
    for page in book.ALL:
        data = {}
        for item in page.fields:
            picks = [
                c.value for c in item.choices if c.doubt or c.value in ("no", "unsure", "unknown", "none", "nothing")
            ]
            if picks and item.kind in (Kind.RADIOS, Kind.SELECT):
                data[item.name] = picks[-1]
            elif picks and item.kind is Kind.CHECKBOXES:
                data[item.name] = picks
        answers[page.code] = data
    answers["S2"] = {"danger": "no"}
    answers["S3"] = {"who": "unsure"}
    answers["S1"] = {"want": "share"}
    return answers
