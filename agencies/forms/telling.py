"""How one is told by e-mail."""

from django import forms

from agencies.models import Membership

MAIL = {
    Membership.Mail.AT_ONCE: "As it happens",
    Membership.Mail.DAILY: "Once a day, at seven in the morning",
    Membership.Mail.NEVER: "Not by e-mail",
}


class MailForm(forms.Form):
    """The choice for one part that one plays."""

    mail = forms.ChoiceField(
        label="When do you want an e-mail?",
        choices=list(MAIL.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose when you want an e-mail"},
    )
