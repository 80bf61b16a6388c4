"""Do Dockerfile and docker-compose.yml say what is so: services, settings, programs, health, and nothing of one machine?

Where Docker's compose is installed it reads the file too; elsewhere the file is read as YAML and held against the product.
"""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
import yaml
from django.core.management import get_commands
from django.db import connection

from bench.ground import SETTINGS
from config.services import libraries, programs
from config.services.places import CHECKOUT
from config.services.supervisor import POWERFUL
from tests.architecture.test_readme import ROWS

COMPOSE = (CHECKOUT / "docker-compose.yml").read_text()
FILE = yaml.safe_load(COMPOSE)
SERVICES = FILE["services"]
OURS = ("prepare", "web", "worker", "beat")
DOCKERFILE = (CHECKOUT / "Dockerfile").read_text()
EXAMPLE = dict(re.findall(r"^([A-Z_]+)=(.*)$", (CHECKOUT / ".env.example").read_text(), re.MULTILINE))
ASKED = re.compile(r"(?<!\$)\$\{(\w+)(?::\?[^}]*)?\}")
FILLED = {
    name: value or {"EMAIL_URL": "smtp+tls://us:word@mail.example.org:587"}.get(name, f"{number}a7Zp" * 12)
    for number, (name, value) in enumerate(EXAMPLE.items())
}


def filled(words: str) -> str:
    """As compose would write it with a filled-in .env."""
    return ASKED.sub(lambda found: FILLED[found[1]], str(words)).replace("$$", "$")


def environment(name: str) -> dict[str, str]:
    return {key: filled(value) for key, value in SERVICES[name].get("environment", {}).items()}


@pytest.fixture(scope="module")
def compose():
    """Docker's own reader of the file, where it is installed."""
    if not shutil.which("docker") or subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode:
        pytest.skip("docker compose is not installed here: the file was read as YAML only")
    return ["docker", "compose", "-f", str(CHECKOUT / "docker-compose.yml")]


def test_docker_reads_the_file(compose):
    done = subprocess.run(
        [*compose, "config", "--format", "json"], env=os.environ | FILLED, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert set(json.loads(done.stdout)["services"]) == set(SERVICES)


def test_it_keeps_the_rules_that_the_makers_of_compose_publish():
    said = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"]
    done = subprocess.run(said, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_service_waits_for_what_it_needs():
    assert set(SERVICES) == {"database", "broker", "prepare", "web", "worker", "beat", "proxy"}
    waits = {
        (name, other, how["condition"]) for name, one in SERVICES.items() for other, how in one.get("depends_on", {}).items()
    }
    assert {(name, other) for name, other, _ in waits} == {
        ("prepare", "database"), ("web", "prepare"), ("worker", "prepare"), ("beat", "prepare"), ("worker", "broker"),
        ("beat", "broker"), ("proxy", "web"),
    }  # fmt: skip
    for name, other, condition in waits:
        if other == "prepare":
            assert condition == "service_completed_successfully", name
        else:
            assert condition == "service_healthy", name
            assert SERVICES[other]["healthcheck"]["test"], other


def test_what_falls_is_started_again():
    assert {name: one["restart"].partition(":")[0] for name, one in SERVICES.items()} == {
        **dict.fromkeys(SERVICES, "unless-stopped"), "prepare": "on-failure",
    }  # fmt: skip


def test_only_the_proxy_can_be_reached():
    assert [name for name, one in SERVICES.items() if "ports" in one] == ["proxy"]
    assert FILE["networks"]["data"]["internal"] is True
    assert SERVICES["database"]["networks"] == SERVICES["broker"]["networks"] == ["data"]
    assert "data" not in SERVICES["proxy"]["networks"]
    used = {network for one in SERVICES.values() for network in one["networks"]}
    assert used == set(FILE["networks"])


def test_the_web_is_asked_for_its_health_by_our_own_program():
    (kind, *words) = SERVICES["web"]["healthcheck"]["test"]
    assert (kind, words[:4]) == ("CMD", ["python", "-m", programs.__name__, "health"])
    assert words[-1] == SERVICES["web"]["command"][-3] == "0.0.0.0:8000"
    caddy = FILE["configs"]["caddyfile"]["content"]
    assert "health_uri /health/" in caddy
    assert "reverse_proxy web:8000" in caddy


def test_the_proxy_takes_requests_in_whole():
    """The web's processes serve one request at a time (docs/decisions/synchronous-workers.md); a slow client is the proxy's."""
    caddy = FILE["configs"]["caddyfile"]["content"]
    (most,) = re.findall(r"max_size (\S+)", caddy)
    assert re.findall(r"request_buffers (\S+)", caddy) == [most]


def test_no_service_of_ours_can_do_more_than_it_must():
    for name in OURS:
        one = SERVICES[name]
        assert one["read_only"] is True
        assert one["cap_drop"] == ["ALL"]
        assert one["security_opt"] == ["no-new-privileges:true"]
        assert "user" not in one  # the image's own, which is not root
        assert not one.get("volumes")


def test_only_the_preparation_holds_addresses_that_can_change_tables():
    holders = {name for name in OURS if set(POWERFUL) & set(SERVICES[name]["environment"])}
    assert holders == {"prepare"}
    assert "OWNER_PASSWORD" not in str([SERVICES[name] for name in SERVICES if name != "prepare"])


def test_every_setting_is_one_that_the_product_knows():
    for name in OURS:
        assert set(SERVICES[name]["environment"]) <= set(ROWS), name


def test_what_is_asked_for_stands_in_the_example_and_nothing_else_does():
    assert set(ASKED.findall(COMPOSE)) == set(EXAMPLE)
    # A secret that is not filled in stops compose with a sentence, once for each at least.
    for name in EXAMPLE:
        assert f"${{{name}:?fill in {name} in .env}}" in COMPOSE, name


@pytest.mark.django_db
def test_the_database_is_set_as_the_benchmarks_is():
    """Figures are promised for a server like this one; the bench and the containers must not drift apart."""
    words = SERVICES["database"]["command"]
    said = dict(word.removeprefix("--").split("=", 1) for word in map(filled, words[1:]))
    assert words[0] == "postgres"
    with connection.cursor() as cursor:
        cursor.execute("select name from pg_settings where name = any (%s)", [list(said)])
        # Which libraries it loads, the server tells its administrator alone.
        assert {name for (name,) in cursor.fetchall()} == set(said) - {"shared_preload_libraries"}
    assert {name: said[name] for name in said.keys() & SETTINGS.keys() - {"shared_buffers"}} == {
        name: SETTINGS[name] for name in ("max_wal_size", "random_page_cost", "jit")
    }


@pytest.mark.parametrize("name", ["web", "worker", "prepare"])
def test_the_settings_of_a_service_make_a_fit_installation(name):
    """Read by the product itself, in a process of its own with that environment and no other."""
    program = (
        "import django; django.setup()\n"
        "from django.conf import settings as s\n"
        "from django.core.checks import run_checks\n"
        "print([str(one) for one in run_checks(include_deployment_checks=True)])\n"
        "print(s.PRODUCTION, s.SITE_URL, s.ALLOWED_HOSTS, s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_USE_TLS)"
    )
    given = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings", **environment(name)}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program], cwd=CHECKOUT, env=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    checks, said = done.stdout.strip().splitlines()[-2:]
    assert checks == "[]"
    host = EXAMPLE["SITE_HOST"]
    assert said == f"True https://{host} ['{host}'] mail.example.org 587 True"


def test_each_service_starts_a_program_that_there_is(monkeypatch):
    became = []
    monkeypatch.setattr(programs.os, "execv", lambda path, words: became.append(words))
    for name in ("web", "worker", "beat"):
        (python, flag, module, *words) = SERVICES[name]["command"]
        assert (python, flag, module) == ("python", "-m", programs.__name__)
        programs.main(words)
    assert [words[words.index("-m") + 1] for words in became] == ["gunicorn", "celery", "celery"]
    assert became[0] == programs.web("0.0.0.0:8000", 4)
    prepared = SERVICES["prepare"]["command"][-1]
    assert re.findall(r"manage\.py (\w+)", prepared) == ["prepare_database", "migrate"]
    assert set(re.findall(r"manage\.py (\w+)", DOCKERFILE)) <= set(get_commands())


def test_health_is_no_where_nobody_answers():
    with pytest.raises(SystemExit) as end:
        programs.main(["health", "--bind", "127.0.0.1:1"])
    assert end.value.code == 1


def test_the_image_is_made_of_what_is_pinned_and_does_not_run_as_root():
    assert "uv pip sync --no-cache --compile-bytecode --require-hashes requirements.lock" in DOCKERFILE
    last = DOCKERFILE.split("\nFROM ")[-1]
    assert re.search(r"^USER 10001:10001$", last, re.MULTILINE)
    for alternatives in libraries.PANGO.packages:
        assert set(alternatives) & set(last.split()), alternatives
    assert SERVICES["web"]["command"] == json.loads(re.search(r"^CMD (.+)$", last, re.MULTILINE)[1])


IMAGES = [one["image"] for one in SERVICES.values()] + re.findall(r"(?:^FROM |--from=)(\S+)", DOCKERFILE, re.MULTILINE)


@pytest.mark.parametrize("image", sorted(set(IMAGES)))
def test_no_registry_is_named(image):
    first = image.split("/")[0]
    assert "." not in first.split(":")[0]
    assert "/" not in image or ":" not in first


def test_no_secret_gets_into_the_image_or_the_repository():
    ignored = (CHECKOUT / ".dockerignore").read_text().split()
    assert {".env", ".data", ".git"} <= set(ignored)
    kept_out = (CHECKOUT / ".gitignore").read_text().split()
    assert ".env" in kept_out
    # What docs/running.md has an operator write beside the Dockerfile, just before the image is built, holds every record.
    written = re.findall(r"> (\S+\.\w+)", (CHECKOUT / "docs/running.md").read_text())
    assert {"concordat.dump", "before.dump", "roles.sql"} <= set(written)
    for name in written:
        assert f"*.{name.rpartition('.')[2]}" in ignored, name
        assert f"*.{name.rpartition('.')[2]}" in kept_out, name
    secret = ("PASSWORD", "SECRET", "EMAIL_URL")
    assert not [name for name, value in EXAMPLE.items() if any(word in name for word in secret) and value]


def test_the_directory_of_the_database_is_the_one_that_its_image_keeps():
    """From version 18 on the image keeps its data one directory higher; mounted below, an upgrade would find nothing."""
    assert SERVICES["database"]["image"] == "postgres:18"
    assert SERVICES["database"]["volumes"] == ["database:/var/lib/postgresql"]
