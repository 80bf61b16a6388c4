"""Does a form field become the right GOV.UK component, keep what was typed, and say plainly what is wrong?"""

import datetime as dt

import lxml.html
import pytest
from django import forms
from markupsafe import Markup

from config.fields import field
from config.form_errors import error_summary, messages
from protocols.fields import GovDateField

CHOICES = [("ask", "Ask another agency"), ("share", "Share something"), ("none", "None of these")]


class EveryField(forms.Form):
    title = forms.CharField(max_length=20, help_text="As on the <cover>.")
    email = forms.EmailField(label="E-mail address", required=False)
    secret = forms.CharField(widget=forms.PasswordInput)
    staff = forms.IntegerField(label="Number of staff")
    rate = forms.DecimalField(required=False)
    reason = forms.CharField(label="Why is it needed?", max_length=500, widget=forms.Textarea)
    notes = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)
    kind = forms.ChoiceField(choices=[("", "Choose"), *CHOICES])
    grouped = forms.ChoiceField(choices=[("Northmere", [("nmc", "Council")]), ("Fellside", [("fht", "Housing")])])
    what = forms.ChoiceField(label="What do you want to do?", choices=CHOICES, widget=forms.RadioSelect)
    which = forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    agreed = forms.BooleanField(label="I have read it", help_text="All of it.")
    starts_on = GovDateField(label="Start date")
    paper = forms.FileField(required=False)
    step = forms.CharField(widget=forms.HiddenInput, required=False)


TYPED = {
    "title": "Safer <streets>", "email": "nobody", "secret": "kept from nobody", "staff": "many", "reason": "Because.",
    "kind": "share", "grouped": "fht", "what": "ask", "which": ["ask", "share"], "agreed": "on",
    "starts_on_day": "3", "starts_on_month": "Nov", "starts_on_year": "2026", "step": "2",
}  # fmt: skip


def drawn(form, name, **params):
    return lxml.html.fromstring(f"<div>{field(form[name], **params)}</div>")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("title", "//input[@type='text'][@id='id_title'][@name='title']"),
        ("email", "//input[@type='email'][@autocomplete='email'][@spellcheck='false']"),
        ("secret", "//input[@type='password'][@autocomplete='current-password']"),
        ("staff", "//input[@type='text'][@inputmode='numeric']"),
        ("rate", "//input[@type='text'][@inputmode='decimal']"),
        ("reason", "//*[@data-module='govuk-character-count'][@data-maxlength='500']//textarea[@rows='5']"),
        ("notes", "//textarea[@rows='3'][not(ancestor::*[@data-module='govuk-character-count'])]"),
        ("kind", "//select/option[2][@value='ask']"),
        ("grouped", "//select/option[1][@value='nmc'][contains(., 'Northmere: Council')]"),
        ("what", "//fieldset//input[@type='radio'][@id='id_what'][@value='ask']"),
        ("which", "//fieldset//input[@type='checkbox'][@id='id_which'][@value='ask']"),
        ("agreed", "//input[@type='checkbox'][@id='id_agreed'][@name='agreed']"),
        ("starts_on", "//fieldset//input[@name='starts_on_day'][@id='id_starts_on_day'][@inputmode='numeric']"),
        ("paper", "//input[@type='file'][@name='paper']"),
        ("step", "//input[@type='hidden'][@name='step']"),
    ],
)
def test_every_kind_of_field_has_its_component(name, found):
    assert len(drawn(EveryField(), name).xpath(found)) == 1


@pytest.mark.parametrize("name", [name for name in EveryField.base_fields if name != "step"])
def test_every_field_has_a_name_that_is_read_out(name):
    tree = drawn(EveryField(), name)

    for box in tree.xpath("//input | //select | //textarea"):
        assert tree.xpath(f"//label[@for='{box.get('id')}']"), lxml.html.tostring(box)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("title", "//input[@value='Safer <streets>']"),
        ("email", "//input[@value='nobody']"),
        ("staff", "//input[@value='many']"),
        ("reason", "//textarea[normalize-space()='Because.']"),
        ("kind", "//option[@value='share'][@selected]"),
        ("grouped", "//option[@value='fht'][@selected]"),
        ("what", "//input[@value='ask'][@checked]"),
        ("which", "//fieldset[count(.//input[@checked])=2]"),
        ("agreed", "//input[@checked]"),
        ("starts_on", "//input[@name='starts_on_month'][@value='Nov']"),
        ("step", "//input[@value='2']"),
    ],
)
def test_what_was_typed_is_still_there(name, found):
    form = EveryField(TYPED)
    form.is_valid()

    assert len(drawn(form, name).xpath(found)) == 1


def test_a_password_is_never_written_back():
    form = EveryField(TYPED)
    form.is_valid()

    assert "kept from nobody" not in field(form["secret"])


def test_a_hint_is_escaped_unless_it_is_marked_safe():
    assert "As on the &lt;cover&gt;." in field(EveryField()["title"])

    form = EveryField()
    form.fields["title"].help_text = Markup("<em>As on the cover.</em>")
    assert "<em>As on the cover.</em>" in field(form["title"])


def test_a_field_that_may_be_left_out_says_so_once():
    form = EveryField()
    form.fields["notes"].label = "Notes (optional)"

    assert "E-mail address (optional)" in field(form["email"])
    assert field(form["notes"]).count("(optional)") == 1
    assert "(optional)" not in field(form["title"])
    assert "(optional)" not in field(form["email"], optional=False)


def test_a_question_can_be_the_heading_of_its_page():
    form = EveryField()

    assert drawn(form, "title", heading=True).xpath("//h1/label[contains(@class, 'govuk-label--l')]")
    assert drawn(form, "what", heading=True).xpath("//legend/h1")
    assert drawn(form, "starts_on", heading=True).xpath("//legend/h1")


def test_choices_take_hints_reveals_and_an_exclusive_answer():
    form = EveryField()
    more = Markup('<input id="more" name="more">')
    radios = drawn(form, "what", hints={"ask": "A hint."}, conditional={"share": more}, divider="none", inline=True)
    boxes = drawn(form, "which", exclusive="none", small=True)

    assert radios.xpath("//*[contains(@class, 'govuk-radios--inline')]")
    assert radios.xpath("//*[contains(@class, 'govuk-radios__hint')][contains(., 'A hint.')]")
    assert radios.xpath("//*[contains(@class, 'govuk-radios__conditional')]//input[@id='more']")
    assert radios.xpath("//*[@class='govuk-radios__divider'][normalize-space()='or']")
    assert boxes.xpath("//input[@value='none'][@data-behaviour='exclusive']")


def test_a_widget_without_a_component_is_said_by_name():
    class Old(forms.Form):
        day = forms.DateField()

    with pytest.raises(TypeError, match="DateInput of 'day'; for days use GovDateField"):
        field(Old()["day"])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("title", "Enter title"),
        ("staff", "Enter number of staff"),
        ("reason", "Enter an answer"),
        ("kind", "Select kind"),
        ("what", "Select an answer"),
        ("agreed", "Tick the box to go on"),
        ("starts_on", "Enter start date"),
    ],
)
def test_an_empty_answer_is_asked_for_plainly(name, said):
    form = EveryField({})
    form.is_valid()

    assert messages(form[name]) == [said]
    assert said in field(form[name])


def test_an_answer_that_is_too_long_says_how_long_it_may_be():
    form = EveryField({"title": "x" * 21})
    form.is_valid()

    assert messages(form["title"]) == ["Title must be 20 characters or fewer"]


def test_an_error_is_escaped():
    form = EveryField({"kind": "x"})
    form.is_valid()
    form.add_error("title", "No <b>bold</b>")

    assert "No &lt;b&gt;bold&lt;/b&gt;" in field(form["title"])
    assert "<b>" not in error_summary(form)


def test_the_summary_links_every_error_to_the_box_to_put_right():
    form = EveryField(TYPED | {"starts_on_year": "", "what": ""})
    form.is_valid()
    form.add_error(None, "The two days do not fit together")
    page = "".join(field(bound) for bound in form)
    tree = lxml.html.fromstring(f"<div>{error_summary(form)}{page}</div>")
    links = tree.xpath("//*[contains(@class, 'govuk-error-summary__list')]//a/@href")

    assert links == ["#id_title", "#id_email", "#id_staff", "#id_what", "#id_starts_on_year"]
    assert all(tree.xpath(f"//*[@id='{link[1:]}']") for link in links)


def test_there_is_no_summary_of_a_form_without_errors():
    assert error_summary(EveryField(), None) == ""


def test_a_formset_is_summed_up_with_its_forms():
    pair = forms.formset_factory(EveryField, extra=0, min_num=2, validate_min=True)
    given = pair({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-title": "Only one"})
    given.is_valid()

    summary = error_summary(given)

    assert "at least 2" in summary
    assert 'href="#id_form-0-staff"' in summary


def day(*parts, **options):
    class OneDay(forms.Form):
        when = GovDateField(label=options.pop("label", "Review date"), **options)

    form = OneDay(dict(zip(("when_day", "when_month", "when_year"), parts, strict=True)))
    form.is_valid()
    return form


@pytest.mark.parametrize(
    "parts",
    [
        ("3", "11", "2026"),
        ("03", "11", " 2026 "),
        ("3", "nov", "2026"),
        ("3", "November", "2026"),
        ("3", "NOV.", "2026"),
    ],
)
def test_a_day_is_read_as_people_write_it(parts):
    assert day(*parts).cleaned_data["when"] == dt.date(2026, 11, 3)


@pytest.mark.parametrize(
    ("parts", "said", "wrong"),
    [
        (("", "", ""), "Enter review date", {"day", "month", "year"}),
        (("3", "", "2026"), "Review date must include a month", {"month"}),
        (("", "", "2026"), "Review date must include a day and a month", {"day", "month"}),
        (("31", "6", "2026"), "Review date must be a real date", {"day"}),
        (("3", "13", "2026"), "Review date must be a real date", {"month"}),
        (("3", "Novembre", "2026"), "Review date must be a real date", {"month"}),
        (("x", "y", "2026"), "Review date must be a real date", {"day", "month"}),
        (("3", "11", "26"), "Review date must have a year of 4 numbers, such as 2026", {"year"}),
        (("3", "11", "²026"), "Review date must be a real date", {"year"}),
        (("0", "11", "2026"), "Review date must be a real date", {"day"}),
        (("3", "11", "0000"), "Review date must be a real date", {"year"}),
    ],
)
def test_a_day_that_is_wrong_says_which_box_to_put_right(parts, said, wrong):
    form = day(*parts)
    tree = drawn(form, "when")
    marked = tree.xpath("//input[contains(@class, 'govuk-input--error')]/@name")

    assert messages(form["when"]) == [said]
    assert {name.removeprefix("when_") for name in marked} == wrong
    assert tree.xpath("//input/@value") == [part for part in parts if part]


def test_a_day_may_be_left_out_where_it_is_not_required():
    form = day("", "", "", required=False)

    assert form.cleaned_data == {"when": None}
    assert "Review date (optional)" in field(form["when"])


def test_a_day_outside_its_bounds_says_the_bound_in_words():
    first = dt.date(2026, 11, 3)

    assert messages(day("2", "11", "2026", earliest=first)["when"]) == ["Review date must be 3 November 2026 or later"]
    assert messages(day("4", "11", "2026", latest=first)["when"]) == ["Review date must be 3 November 2026 or earlier"]
    assert day("3", "11", "2026", earliest=first, latest=first).is_valid()


def test_an_answer_that_is_too_long_is_told_so_under_a_question_too():
    form = EveryField({"reason": "x" * 501})
    form.is_valid()

    assert messages(form["reason"]) == ["Your answer must be 500 characters or fewer"]


def test_there_is_a_day_after_every_day():
    """Lists, periods and ends count on from a day; "no end" written as 31 12 9999 made every such page fail."""
    assert messages(day("31", "12", "9999")["when"]) == ["Review date must be 31 December 2199 or earlier"]
    assert messages(day("1", "1", "1000")["when"]) == ["Review date must be 1 January 1900 or later"]
    assert day("31", "12", "2199").cleaned_data["when"] + dt.timedelta(days=366)


def test_a_label_with_a_percent_sign_does_no_harm():
    assert messages(day("3", "", "2026", label="Day of 50% review")["when"]) == [
        "Day of 50% review must include a month"
    ]


def test_a_stored_day_is_shown_in_its_boxes_and_counts_as_unchanged():
    class OneDay(forms.Form):
        when = GovDateField()

    kept = {"when": dt.date(2026, 11, 3)}
    again = OneDay({"when_day": "3", "when_month": "11", "when_year": "2026"}, initial=kept)

    assert drawn(OneDay(initial=kept), "when").xpath("//input/@value") == ["3", "11", "2026"]
    assert not again.has_changed()
    assert OneDay({"when_day": "4", "when_month": "11", "when_year": "2026"}, initial=kept).has_changed()
