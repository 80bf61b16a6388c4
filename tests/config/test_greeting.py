"""What a start says of the people of the demonstration: few lines, every role, and where the rest is."""

import json

from config.services import greeting


def person(name, agency, *roles):
    return {"email": f"{name}@x.example", "password": f"secret-{name}", "name": name.title(), "agency": agency,
            "roles": list(roles)}  # fmt: skip


PEOPLE = [
    person("ada", "Police", "head"),
    person("bea", "Council", "head"),
    person("cas", "Council", "officer", "board_administrator"),
    person("dee", "Council", "practitioner"),
    person("eve", "Council", "practitioner"),
    person("flo", "Police", "auditor"),
]


def test_each_role_is_shown_once_and_agencies_are_together():
    shown = greeting.one_of_each_role(PEOPLE)

    assert [someone["name"] for someone in shown] == ["Bea", "Cas", "Dee", "Flo"]


def test_the_lines_say_who_and_where_the_rest_is(tmp_path):
    told = tmp_path / "demo.json"
    told.write_text(json.dumps({"url": "http://localhost:8000", "people": PEOPLE}))

    said = list(greeting.lines(told))

    assert said[1:4] == [
        "  Council",
        "    bea@x.example   secret-bea   Bea, head",
        "    cas@x.example   secret-cas   Cas, officer and board administrator",
    ]
    assert said[-1] == f"All 6 people and their passwords are in {told}"


def test_without_a_demonstration_nothing_is_said(tmp_path):
    assert list(greeting.lines(tmp_path / "demo.json")) == []
