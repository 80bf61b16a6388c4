"""What a service says when it cannot go on: one sentence for the person at the terminal."""


class ServiceError(Exception):
    """Something outside our code is missing or in the way; the message says what to do about it."""


class SystemLibraryMissing(ServiceError):
    """A library or program of the operating system is absent and could not be installed."""


class Stopped(Exception):
    """The person asked to stop while something was still being prepared."""
