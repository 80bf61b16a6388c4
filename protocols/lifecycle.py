"""The life of a version, as a table. Read this file first.

A protocol has no life of its own: at most one of its versions is in force (ruling 3). SUPERSEDE has no page: it is
what coming into force does to the version before.
"""

from agencies.moves import Move
from protocols import rules
from protocols.models import Version

S = Version.Status

CONSULT = Move("consult", (S.DRAFT,), S.CONSULTATION, rules.missing_text)
SUBMIT = Move("submit", (S.DRAFT, S.CONSULTATION), S.APPROVAL, rules.missing_essentials)
SEND_BACK = Move("send_back", (S.CONSULTATION, S.APPROVAL, S.SIGNING), S.DRAFT, rules.signatures_given)
APPROVE = Move("approve", (S.APPROVAL,), S.SIGNING, rules.missing_essentials)
BRING_INTO_FORCE = Move("bring_into_force", (S.SIGNING,), S.IN_FORCE, rules.too_few_signatures)
SUPERSEDE = Move("supersede", (S.IN_FORCE,), S.SUPERSEDED)
WITHDRAW = Move("withdraw", (S.DRAFT, S.CONSULTATION, S.APPROVAL, S.SIGNING, S.IN_FORCE), S.WITHDRAWN)

MOVES = (CONSULT, SUBMIT, SEND_BACK, APPROVE, BRING_INTO_FORCE, SUPERSEDE, WITHDRAW)

# The text and the facts grow until the version is submitted; after that only a way back opens them again.
GROWING = (S.DRAFT, S.CONSULTATION)
# A version on its way: a protocol has at most one, so that it is always clear which text comes next.
UNDER_WAY = (S.DRAFT, S.CONSULTATION, S.APPROVAL, S.SIGNING)
# Agencies may sign before it starts, and accede afterwards (TR-27).
OPEN_TO_SIGNATURE = (S.SIGNING, S.IN_FORCE)
