"""What a database address says, and that it can be written and read back."""

import pytest

from config.services import urls


@pytest.mark.parametrize(
    ("url", "host", "port", "options"),
    [
        (
            "postgresql://app:p%40ss@db.example:5433/concordat?sslmode=require",
            "db.example",
            "5433",
            {"sslmode": "require"},
        ),
        ("postgresql://app:p%40ss@/concordat?host=/run/pg", "/run/pg", "", {}),
    ],
)
def test_an_address_becomes_pooled_and_checked_settings(url, host, port, options):
    settings = urls.database_settings(url)

    assert (settings["USER"], settings["PASSWORD"], settings["NAME"]) == ("app", "p@ss", "concordat")
    assert (settings["HOST"], settings["PORT"]) == (host, port)
    assert settings["CONN_HEALTH_CHECKS"]
    assert settings["CONN_MAX_AGE"] == 0
    assert settings["OPTIONS"].pop("pool")["max_size"] == 2
    assert settings["OPTIONS"] == options


def test_an_address_of_a_socket_can_be_read_back():
    url = urls.socket_url("app", "p@/ss", "/tmp/a b", "concordat")

    assert urls.credentials(url) == ("app", "p@/ss")
    assert urls.database_name(url) == "concordat"
    assert urls.database_settings(url)["HOST"] == "/tmp/a b"
    assert urls.database_name(urls.with_database(url, "other")) == "other"


def test_an_address_of_another_kind_of_database_is_refused():
    with pytest.raises(ValueError, match="postgresql://"):
        urls.database_settings("sqlite:///concordat")
