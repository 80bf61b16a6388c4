"""With which words are web, worker and timer started? Said once, for the one-command start and for containers alike.

`python -m config.services.programs web` becomes that program; so does `worker` and `beat`. `health` asks the web process
of this machine whether it is well, and ends with 0 if it is.
"""

import argparse
import os
import sys
from http.client import HTTPConnection, HTTPException

WEB = "127.0.0.1:8000"


def web(bind: str = WEB, processes: int = 2) -> list[str]:
    """The web server: synchronous processes, each with one connection to the database."""
    heartbeat = ("--worker-tmp-dir", "/dev/shm") if os.path.isdir("/dev/shm") else ()
    return [
        sys.executable, "-m", "gunicorn", "config.wsgi:application",
        "--bind", bind, "--worker-class", "sync", "--workers", str(processes), *heartbeat,
        "--graceful-timeout", "3", "--no-control-socket", "--log-level", "warning",
        # Without the query string: what people search for is nobody's business, and links of invitations end in it.
        "--access-logfile", "-", "--access-logformat", "%(m)s %(U)s %(s)s %(M)s ms",
    ]  # fmt: skip


def worker(processes: int = 2) -> list[str]:
    """Who does what is due."""
    return _celery("worker", "-c", str(processes), "--without-gossip", "--without-mingle")


def beat(schedule: str) -> list[str]:
    """The timer, which wakes the workers; one is enough. `schedule` is a file of its own."""
    return _celery("beat", "--schedule", schedule, "--pidfile", "")


def _celery(*words: str) -> list[str]:
    # Celery warns of root because of pickled messages; ours are JSON and nothing else is accepted.
    quiet = ("-W", "ignore::UserWarning:celery.platforms")
    return [sys.executable, *quiet, "-m", "celery", "-A", "config.celery", "-q", *words, "--loglevel", "WARNING"]


def is_well(bind: str = WEB) -> bool:
    """Does the web process answer, and reach its database as the weak role? Asked under a host name that it answers to."""
    host, _, port = bind.rpartition(":")
    name = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    connection = HTTPConnection("127.0.0.1" if host == "0.0.0.0" else host, int(port), timeout=5)
    try:
        connection.request("GET", "/health/", headers={"Host": name})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def main(words: list[str]) -> None:
    """Become one of the programs; what it is told by signals then reaches it directly."""
    parser = argparse.ArgumentParser(prog="python -m config.services.programs", description="Starts one program.")
    parser.add_argument("program", choices=["web", "worker", "beat", "health"])
    parser.add_argument("--bind", default=WEB, help=f"where the web process listens; {WEB} if absent")
    parser.add_argument("--processes", type=int, default=2, help="how many processes of the web or the worker; 2 if absent")
    parser.add_argument("--schedule", default="/tmp/beat-schedule", help="the file of the timer")
    said = parser.parse_args(words)
    if said.program == "health":
        sys.exit(0 if is_well(said.bind) else 1)
    command = {
        "web": lambda: web(said.bind, said.processes),
        "worker": lambda: worker(said.processes),
        "beat": lambda: beat(said.schedule),
    }[said.program]()
    os.execv(command[0], command)


if __name__ == "__main__":
    main(sys.argv[1:])
