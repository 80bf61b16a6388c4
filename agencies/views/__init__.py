"""Pages about who: agencies, the people in them, invitations, one's notices, and as whom one acts."""
