"""Forms about who: as whom one acts, agencies, people, invitations."""
