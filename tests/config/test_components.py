"""Do our own components, the gallery and the pages of errors say what they should, whatever is put into them?"""

import datetime as dt
import re

import jinja2
import lxml.html
import pytest
from django.apps import apps
from django.conf import settings
from django.http import Http404
from django.template import loader
from django.test import RequestFactory

from config import words
from config.gallery import AT, examples, gallery
from config.jinja import environment
from config.statuses import COLOURS, STATUSES, status_tag

FOLDER = settings.BASE_DIR / "templates"
COMPONENTS = sorted(path.stem for path in FOLDER.glob("components/*.html"))
DAY = dt.timedelta(days=1)


@pytest.fixture(scope="module")
def env():
    return environment(loader=jinja2.FileSystemLoader(FOLDER))


def shown(env, call):
    imports = "".join(f'{{% import "components/{name}.html" as {name} %}}' for name in COMPONENTS)
    page = env.from_string(imports + call).render(at=AT, day=DAY)
    return lxml.html.fromstring(f"<div>{page}</div>")


def said(tree):
    return " ".join(tree.text_content().split())


@pytest.fixture(scope="module")
def gallery_page(env):
    request = RequestFactory().get("/")
    return env.get_template("gallery.html").render(**examples(), request=request, csrf_input="")


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_opens_with_its_arguments(name):
    source = (FOLDER / "components" / f"{name}.html").read_text()
    comments = " ".join(re.findall(r"{#(.*?)#}", source, re.DOTALL))

    assert source.startswith("{#")
    assert [macro for macro in re.findall(r"{% macro (\w+)\(", source) if f"{macro}(" not in comments] == []


def test_the_gallery_shows_every_component(gallery_page):
    tree = lxml.html.fromstring(gallery_page)
    sections = set(tree.xpath("//section[@class='app-gallery__example']/@id"))

    # These two are seen in the frame of every page, and on the pages of signing in.
    assert set(COMPONENTS) - {"messages", "sign_in"} <= sections


def test_a_page_holds_nothing_that_the_policy_forbids(gallery_page):
    tree = lxml.html.fromstring(gallery_page)

    assert not tree.xpath("//@style | //style | //@*[starts-with(name(), 'on')] | //@*[starts-with(name(), 'hx-on')]")
    assert not tree.xpath("//script[not(@src)] | //a[starts-with(@href, 'javascript:')]")


def test_ids_stand_once_on_a_page_and_what_is_referred_to_exists(gallery_page):
    tree = lxml.html.fromstring(gallery_page)
    ids = tree.xpath("//@id")
    referred = " ".join(tree.xpath("//@aria-describedby | //@aria-labelledby | //label/@for")).split()

    # The example form and the example question draw their fields under other ids, as two forms on a page must.
    assert sorted(ids) == sorted(set(ids))
    assert set(referred) <= set(ids)


def test_the_title_says_when_a_form_has_errors(gallery_page):
    assert lxml.html.fromstring(gallery_page).findtext(".//title") == "Error: Components - Concordat"


def test_the_marking_stands_at_the_top_and_at_the_foot(gallery_page):
    tree = lxml.html.fromstring(gallery_page)

    assert len(tree.xpath("//header//p[@class='app-marking']")) == 1
    assert len(tree.xpath("//footer//p[@class='app-marking']")) == 1


def test_there_is_no_gallery_in_production(settings):
    settings.PRODUCTION = True

    with pytest.raises(Http404):
        gallery(RequestFactory().get("/"))


@pytest.mark.parametrize(
    "call",
    [
        '{{ caption.caption(x, x, status="draft") }}',
        '{{ next.next(x, action=x, href="/") }}',
        "{{ who_can_see.who_can_see([{'who': x, 'why': x}], x) }}",
        "{{ clock.clock(at, at, rule=x) }}",
        "{{ timeline.timeline([{'sentence': x, 'at': at, 'detail': x, 'href': x, 'href_text': x}]) }}",
        "{{ citation.citation(x, x, x, x, x, on=at) }}",
        "{{ redline.redline([('=', x), ('-', x), ('+', x)]) }}",
        "{{ agency.agency(x, x, left=true) }}{{ agency.agency(x, x, href=x) }}",
        "{{ queue.queue([{'what': x, 'href': x, 'from': x, 'status': x, 'action': x, 'action_href': x}], at) }}",
        "{{ summary.summary([{'key': x, 'value': x, 'href': x, 'action': x}]) }}",
        "{{ empty.empty(x, x, x, x) }}",
        "{{ pager.pager(x, x, x) }}",
        "{{ progress.progress(x, 1, 2, x) }}",
        "{{ document.document_line({'title': x, 'made_at': at, 'size': 1, 'mime': x, 'progress': x}, x) }}",
        "{{ marking.marking(x, x) }}",
        "{{ print.print_header(x, at, x) }}",
        "{{ messages.flash([]) }}{{ x | paragraphs }}{{ x | status_tag }}",
    ],
)
def test_whatever_is_put_into_a_component_comes_out_as_text(env, call):
    attack = '"><img src=x onerror=alert(1)>'

    tree = shown(env, "{% set x = " + repr(attack) + " %}" + call)

    assert not tree.xpath("//img | //@onerror")


def test_what_a_component_needs_and_is_not_given_fails_loudly(env):
    with pytest.raises(jinja2.UndefinedError):
        shown(env, "{{ caption.caption(reference, 'A title') }}")


def test_a_clock_says_due_soon_and_overdue_in_words_and_colour(env):
    plain = shown(
        env, "{{ clock.clock((at + 3 * day).date(), at, count=3, unit='working days', rule='10 working days') }}"
    )
    soon = shown(env, "{{ clock.clock((at + day).date(), at, warns_from=at - day) }}")
    late = shown(env, "{{ clock.clock((at - 2 * day).date(), at) }}")

    assert "Due in 3 working days (Thursday 26 November 2026)" in said(plain)
    assert "10 working days" in said(plain)
    assert not plain.xpath("//strong")
    assert soon.xpath("//strong[contains(@class, 'yellow')][.='Due soon']")
    assert late.xpath("//strong[contains(@class, 'red')][.='2 days overdue']")
    assert "2 days overdue It was due Saturday 21 November 2026" in said(late)


def test_a_timeline_says_when_it_was_recorded_if_that_was_another_day(env):
    same = shown(env, "{{ timeline.timeline([{'sentence': 'It was sent', 'at': at, 'recorded_at': at}]) }}")
    later = shown(env, "{{ timeline.timeline([{'sentence': 'It was sent', 'at': at - day, 'recorded_at': at}]) }}")

    assert "recorded" not in said(same)
    assert "22 November 2026, 9:30am (recorded 23 November 2026, 9:30am)" in said(later)


def test_a_redline_gives_back_both_texts(env):
    tree = shown(env, "{{ redline.redline([('=', 'within '), ('-', '14'), ('+', '10'), ('=', ' days')]) }}")
    body = tree.xpath("//div[contains(@class, 'app-redline')]")[0]
    for hidden in body.xpath(".//span | .//a"):
        hidden.drop_tree()

    assert "2 changes" in said(tree)
    assert [node.text_content() for node in body.xpath(".//del")] == ["14"]
    assert [node.text_content() for node in body.xpath(".//ins")] == ["10"]
    assert body.text_content() == "within 1410 days"


def test_a_member_s_form_carries_the_membership_it_is_sent_under(env):
    request = RequestFactory().get("/northmere/requests/?page=2")
    request.member = type("Member", (), {"pk": "b2c4"})()

    page = env.from_string(
        '{% from "components/form.html" import form_open %}{{ form_open(request, csrf_input) }}</form>'
    ).render(request=request, csrf_input="")
    tree = lxml.html.fromstring(page)

    assert tree.xpath("//input[@name='acting']/@value") == ["b2c4"]
    assert tree.get("action") == "/northmere/requests/?page=2"


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "429.html", "500.html"])
def test_an_error_page_needs_no_request_and_no_database(name):
    page = lxml.html.fromstring(loader.get_template(name).render())

    assert page.xpath("//h1")
    assert page.xpath("//main//a[@href='/']")


def test_a_conflict_shows_what_was_typed():
    request = RequestFactory().post("/northmere/requests/NM-R-2026-0041/")
    context = {"sentence": "It was withdrawn.", "typed": [("Reason", "One.\n\n<b>Two.</b>")], "nav": [], "messages": []}

    page = loader.get_template("409.html").template.render({**context, "request": request, "csrf_input": ""})

    assert "It was withdrawn." in page
    assert "&lt;b&gt;Two.&lt;/b&gt;" in page
    assert 'href="/northmere/requests/NM-R-2026-0041/"' in page


def test_every_status_has_words_and_one_of_our_colours():
    assert {colour for _words, colour in STATUSES.values()} <= COLOURS
    assert status_tag("in_force") == '<strong class="govuk-tag govuk-tag--green app-tag-nowrap">In force</strong>'
    assert ">Not in the list<" in status_tag("not_in_the_list")


def test_every_status_of_every_record_is_in_the_dictionary():
    found = {
        f"{model.__name__}.{field.name}: {value}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if getattr(field, "choices", None) and field.name in ("status", "state") and model._meta.app_label != "account"
        for value, _label in field.flatchoices
        if value not in STATUSES
    }

    assert found == set()


@pytest.mark.parametrize(
    ("due", "options", "sentence"),
    [
        (AT.date() + 3 * DAY, {}, "due in 3 days"),
        (AT.date() + DAY, {}, "due tomorrow"),
        (AT.date(), {}, "due today"),
        (AT.date() - DAY, {}, "1 day overdue"),
        (AT.date() - 40 * DAY, {}, "40 days overdue"),
        (AT.date() + 5 * DAY, {"count": 3, "unit": words.WORKING_DAYS}, "due in 3 working days"),
        (AT.date() + DAY, {"count": 1, "unit": words.WORKING_DAYS}, "due in 1 working day"),
        (AT.date() - 3 * DAY, {"count": -1, "unit": words.WORKING_DAYS}, "1 working day overdue"),
        (AT.date() - DAY, {"count": 0, "unit": words.WORKING_DAYS}, "overdue"),
        (AT + dt.timedelta(hours=6), {}, "due in 6 hours"),
        (AT + dt.timedelta(minutes=59, seconds=59), {}, "due in 59 minutes"),
        (AT + dt.timedelta(seconds=20), {}, "due now"),
        (AT - dt.timedelta(minutes=1), {}, "1 minute overdue"),
        (AT - dt.timedelta(hours=1), {}, "1 hour overdue"),
        (AT + 2 * DAY, {}, "due in 2 days"),
    ],
)
def test_what_is_left_is_said_in_words(due, options, sentence):
    assert words.time_left(due, AT, **options) == sentence


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (dt.datetime(2026, 11, 4, 10, 12, tzinfo=dt.UTC), "4 November 2026, 10:12am"),
        (dt.datetime(2026, 7, 3, 23, 30, tzinfo=dt.UTC), "4 July 2026, 12:30am"),
        (dt.datetime(2026, 1, 3, 12, 0, tzinfo=dt.UTC), "3 January 2026, midday"),
        (dt.datetime(2026, 1, 3, 0, 0, tzinfo=dt.UTC), "3 January 2026, midnight"),
        (None, ""),
    ],
)
def test_a_moment_is_said_in_local_time(value, sentence):
    assert words.moment(value) == sentence


def test_typed_text_keeps_its_lines_and_loses_its_markup():
    assert words.paragraphs("One\r\ntwo\n\n\n<b>three</b>") == (
        '<p class="govuk-body app-wrap">One<br>two</p>\n<p class="govuk-body app-wrap">&lt;b&gt;three&lt;/b&gt;</p>'
    )
    assert words.paragraphs("One", "") == '<p class="">One</p>'
