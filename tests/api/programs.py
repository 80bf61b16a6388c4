"""Programs for tests: a token for a member, and calls to the machine door with it."""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from agencies import actions
from agencies.models import ApiToken
from agencies.tenancy import acting_as

EVERYTHING = tuple(ApiToken.Scope.values)


def token(member, *scopes, days=30, at=None):
    """A token for a member, for everything unless scopes are named; the row and its secret."""
    with acting_as(member):
        return actions.make_token(
            member, by=member, at=at or timezone.now(), name="case system", scopes=scopes or EVERYTHING, days=days
        )


@dataclass
class Program:
    """A program that acts as a member."""

    member: object
    secret: str = ""
    client: Client = field(default_factory=Client)

    def __post_init__(self):
        self.secret = self.secret or token(self.member)[1]

    def at(self, path):
        return path if path.startswith("/") else f"/api/v1/{self.member.partnership.slug}/{path}"

    def get(self, path, **query):
        return self.client.get(self.at(path), query, headers={"Authorization": f"Bearer {self.secret}"})

    def post(self, path, body=None, key="", **headers):
        sent = {"Authorization": f"Bearer {self.secret}", "Idempotency-Key": key or str(uuid.uuid4()), **headers}
        return self.client.post(self.at(path), body if body is not None else {}, "application/json", headers=sent)


ANSWERS = {
    "S2": {"danger": "no"},
    "S4": {"people": [{"reference": "HO-3382", "part": "at_risk", "child": "no"}]},
    "S6": {"kinds": ["location", "concern"]},
    "1a": {"purpose": "danger", "why": "He has not been seen for four nights."},
    "9": {"channel": "service", "marking": "official"},
}


def asking(world, **more):
    """A body that asks our agency for something."""
    answers = {code: ANSWERS[code] for code in ("S4", "S6", "1a")}
    return {"asked_agency": world.ours.code, "urgency": "ordinary", "answers": answers, **more}


def recording(world, **more):
    """A body that records what our agency told the other."""
    recipients = [{"agency": world.theirs.code, "role": "Inspector", "use": "Sends an officer today"}]
    return {"recipients": recipients, "answers": dict(ANSWERS), **more}


def emergency(world, **more):
    """A body that records a call at night."""
    return {"why": "She was in danger from her former partner.", "told": world.theirs.code, **more}


def telephone(world, **more):
    """A body that writes down what the other agency asks by telephone."""
    return {
        "asking_agency": world.theirs.code, "caller": "Sergeant Ali, 555 0100", "caller_check": "called_back",
        "purpose": "danger", "wanted": ["location"], "urgency": "urgent", **more,
    }  # fmt: skip


def letting_in(world, **more):
    """A body that lets our colleague read a record for a week."""
    until = timezone.localdate() + timedelta(days=7)
    return {"colleague": world.colleague.person.email, "reason": "She takes over", "ends_on": until.isoformat(), **more}
