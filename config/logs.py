"""What do the logs say? One line an event: readable in development, JSON in production, no request bodies ever."""

import logging
from http import HTTPStatus

import structlog
from structlog.typing import Processor


def configure(options: dict) -> None:
    """Send the standard library's logging through structlog; `options` has `level` and `json`."""
    shared: list[Processor] = [
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    last: Processor = structlog.processors.JSONRenderer() if options["json"] else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.addFilter(expected_in_one_line)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last], foreign_pre_chain=shared
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(options["level"])
    # Which tables were asked is of no use, and the values would be personal.
    logging.getLogger("django.db.backends").setLevel(logging.WARNING)
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)


def expected_in_one_line(record: logging.LogRecord) -> bool:
    """A page that somebody may not see is no mistake of ours: which page, without the way through our code to the no."""
    if record.name == "django.request" and getattr(record, "status_code", 0) == HTTPStatus.FORBIDDEN:
        record.exc_info = record.exc_text = None
    return True
