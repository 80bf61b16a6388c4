"""How an address such as postgresql://user:password@host:5432/name?sslmode=require becomes Django settings, and a mail
server's likewise.

A Unix socket is written as a `host` parameter holding its directory: postgresql://user:password@/concordat?host=/run/pg.
Every other parameter is handed to PostgreSQL's client library unchanged (sslmode, sslrootcert, application_name).
"""

from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

# Mail: how the address begins, which of Django's ways that is, and the port where none is said.
MAIL = {
    "smtp": ("smtp", 25), "smtp+tls": ("smtp", 587), "smtp+ssl": ("smtp", 465), "consolemail": ("console", 0),
    "filemail": ("filebased", 0), "dummymail": ("dummy", 0),
}  # fmt: skip
# A synchronous web process needs one connection, and one more while the first is being replaced.
POOL = {"min_size": 1, "max_size": 2, "timeout": 5}


def database_settings(url: str) -> dict:
    """The entry for Django's DATABASES: one address in, pooled and health-checked settings out."""
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ("postgresql", "postgres") or not name:
        raise ValueError("The database address must read postgresql://user:password@host/name")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or parts.hostname or "",
        "PORT": options.pop("port", "") or str(_port(parts, "database address") or ""),
        # The pool owns the connections, so Django must not keep them; it checks each before lending it.
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**options, "pool": dict(POOL)},
    }


def mail_settings(url: str) -> dict:
    """Django's settings for one mail server: smtp://, smtp+tls:// (STARTTLS) or smtp+ssl:// with user:password@host:port.

    `consolemail:` writes mail to the log, `filemail:///directory` into files, `dummymail:` nowhere. A name with an @ in
    it is written with %40.
    """
    parts = urlsplit(url)
    if parts.scheme not in MAIL:
        raise ValueError(f"The mail address must begin with one of {', '.join(f'{scheme}:' for scheme in MAIL)}")
    backend, port = MAIL[parts.scheme]
    if port and not parts.hostname:
        raise ValueError("The mail address must read smtp+tls://user:password@host:587")
    return {
        "EMAIL_BACKEND": f"django.core.mail.backends.{backend}.EmailBackend",
        "EMAIL_HOST": parts.hostname or "",
        "EMAIL_PORT": _port(parts, "mail address") or port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtp+ssl",
        "EMAIL_FILE_PATH": unquote(parts.path) or None,
    }


def _port(parts: SplitResult, whose: str) -> int | None:
    """The port that an address names. What stands there instead may be half of a password, and is not repeated."""
    try:
        return parts.port
    except ValueError:
        raise ValueError(
            f"The {whose} must end in a port that is a number; in a password / is written %2F, # %23, ? %3F and @ %40"
        ) from None


def socket_url(role: str, password: str, directory, name: str) -> str:
    """The address of a database behind the Unix socket in a directory."""
    host = urlencode({"host": str(directory)}, safe="/")
    return f"postgresql://{quote(role, safe='')}:{quote(password, safe='')}@/{quote(name, safe='')}?{host}"


def credentials(url: str) -> tuple[str, str]:
    """Role and password of an address."""
    parts = urlsplit(url)
    return unquote(parts.username or ""), unquote(parts.password or "")


def database_name(url: str) -> str:
    """Name of the database in an address."""
    return unquote(urlsplit(url).path.lstrip("/"))


def with_database(url: str, name: str) -> str:
    """The same server and role, another database."""
    return urlsplit(url)._replace(path=f"/{quote(name, safe='')}").geturl()
