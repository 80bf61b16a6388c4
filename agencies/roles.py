"""Which parts may a person play for an agency?"""

from django.db import models


class Role(models.TextChoices):
    """A part played for one agency in one partnership (design 2); one membership may hold several."""

    REGISTRAR = "registrar", "registrar"  # the service itself, acting on a clock; nobody signs in as this
    BOARD_ADMINISTRATOR = "board_administrator", "board administrator"
    HEAD = "head", "head of agency"
    OFFICER = "officer", "designated officer"
    PRACTITIONER = "practitioner", "practitioner"
    DATA_PROTECTION_OFFICER = "data_protection_officer", "data protection officer"
    SENIOR_RISK_OWNER = "senior_risk_owner", "senior information risk owner"
    CALDICOTT_GUARDIAN = "caldicott_guardian", "Caldicott Guardian"
    ASSET_OWNER = "asset_owner", "information asset owner"
    AUDITOR = "auditor", "auditor"


# They advise in writing when asked and never decide (UK GDPR Art 38(6); practice point 11).
ADVISERS = frozenset(
    {Role.DATA_PROTECTION_OFFICER, Role.SENIOR_RISK_OWNER, Role.CALDICOTT_GUARDIAN, Role.ASSET_OWNER}
)

# The parts in which somebody works with records; an auditor who plays one of them is no longer only an auditor.
AT_WORK = frozenset({Role.PRACTITIONER, Role.OFFICER, Role.HEAD})

# The roles that see every record their agency is a party to; practitioners see what they made, were sent or were granted.
WHOLE_AGENCY = frozenset({Role.HEAD, Role.OFFICER, Role.AUDITOR, Role.REGISTRAR})
