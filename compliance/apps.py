from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    name = "compliance"

    def ready(self):
        from agencies import access, notices
        from compliance import permissions
        from protocols.actions import documents

        access.register(self.label, permissions.WHO_MAY)
        documents.templates(
            formal=["disposal_certificate"],
            disposal_certificate="pdf/disposal_certificate.html",
            allegation="pdf/allegation.html",
            failure_notice="pdf/failure_notice.html",
            no_failure_notice="pdf/no_failure_notice.html",
        )
        notices.subjects(
            history_exported="{who} took a copy of the history of {agency}",
            disposal_proposed="{reference}: disposal of your agency's copy is proposed, a second person is needed",
            case_record_may_go="{reference}: our copy of {record} may be disposed of, ask for a hold if the case needs it",
            copy_disposed="{reference}: {agency} has disposed of its copy",
            concern_reported="{reference}: somebody in your agency says that something went wrong, take it up by {due}",
            allegation_received="{reference}: {agency} writes that your agency did not keep to an agreement, answer by {due}",
            case_taken_up="{reference}: {agency} looks into it and makes its finding by {due}",
            case_set_aside="{reference}: what you reported is not taken up, read why",
            case_extended="{reference}: {agency} needs longer and makes its finding by {due}",
            investigator_named="{reference}: you are asked to look into it and to make the finding by {due}",
            finding_made="{reference}: {agency} has made its finding, read it",
            case_closed="{reference}: {agency} has closed the case",
            failure_notice_received="{reference}: {agency} tells you of a failure that touches you, confirm receipt by {due}",
            no_failure_notice_received="{reference}: {agency} gives you its reasons, confirm receipt by {due}",
            notice_confirmed="{reference}: {agency} confirmed receipt of your notice",
            case_waits="{reference} still waits to be looked into, name who does it",
            case_overdue="{reference}: the finding was due on {due}, make it or set a later day",
            remedy_overdue="{reference}: a remedy was due on {due}, do it or say why it is no longer needed",
            remedy_dropped="{reference}: a remedy is no longer needed, read why",
            remedy_dropped_elsewhere="{reference}: {agency} drops a remedy of the failure it told you of, ask what that means",
            notice_unconfirmed="{reference}: receipt of the notice from {agency} was to be confirmed by {due}, and is not",
            sharing_paused="{agency} has paused its sharing with your agency, and looks again by {review}: {scope}",
            pause_renewed="{agency} keeps its sharing with your agency paused, and looks again by {review}: {scope}",
            sharing_resumed="{agency} shares with your agency again: {scope}",
            pause_review_due="Look again by {review} at your pause towards {agency}: {scope}",
        )
