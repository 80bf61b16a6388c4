"""What is waiting for me? The one page that names every app."""


def queue(member, person, now) -> dict:
    """The three parts of home: waiting for you, waiting for others, coming up."""
    return {"waiting": [], "elsewhere": [], "coming": []}
