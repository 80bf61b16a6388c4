"""As whom can one sign in? A few people of the demonstration, read aloud at the end of a start: one for each role."""

import json
from collections.abc import Iterator
from pathlib import Path


def lines(demonstration: Path) -> Iterator[str]:
    """What to say of the people in demo.json, grouped by agency; nothing where there is no demonstration."""
    if not demonstration.exists():
        return
    people = json.loads(demonstration.read_text(encoding="utf-8")).get("people", [])
    shown = one_of_each_role(people)
    if not shown:
        return
    yield "Sign in to the demonstration as one of these (address, password, who it is):"
    width = max(len(person["email"]) for person in shown)
    agency = None
    for person in shown:
        if agency != person["agency"]:
            agency = person["agency"]
            yield f"  {agency}"
        yield f"    {person['email']:<{width}}   {person['password']}   {_who(person)}"
    yield f"All {len(people)} people and their passwords are in {demonstration}"


def one_of_each_role(people: list[dict]) -> list[dict]:
    """The fewest agencies that show every role, each role once, agencies together."""
    told = {role for person in people for role in person["roles"]}
    agencies: dict[str, list[dict]] = {}
    for person in people:
        agencies.setdefault(person["agency"], []).append(person)
    shown = []
    while told:
        # Whoever shows most of what is left; the first of them, so that every start says the same.
        members = max(agencies.values(), key=lambda members: len(told & _roles(members)))
        for person in members:
            if told & set(person["roles"]):
                told -= set(person["roles"])
                shown.append(person)
    return shown


def _roles(people: list[dict]) -> set[str]:
    return {role for person in people for role in person["roles"]}


def _who(person: dict) -> str:
    roles = " and ".join(role.replace("_", " ") for role in person["roles"])
    return f"{person['name']}, {roles}"
