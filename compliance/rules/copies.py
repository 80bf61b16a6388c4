"""How much of the history may one person take away in an hour?"""

from datetime import datetime, timedelta

from agencies.models import Membership
from compliance.models import AuditExport

# Enough to try a filter and put it right; a person who needs more asks a colleague, who will see why (security, row 32).
MOST_IN_AN_HOUR = 10
HOUR = timedelta(hours=1)


def too_many_copies(member: Membership, at: datetime) -> str:
    """Why this member may not take another copy now; empty when they may."""
    taken = AuditExport.objects.filter(
        partnership_id=member.partnership_id, agency_id=member.agency_id, by=member, at__gt=at - HOUR
    )
    if taken.count() < MOST_IN_AN_HOUR:
        return ""
    return (
        f"You have taken {MOST_IN_AN_HOUR} copies of the history in the last hour. Wait until an hour after the first."
    )
