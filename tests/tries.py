"""How often does a property test try? Few times in the fast suite; CONCORDAT_TRIES=20 makes a night of it."""

import os


def tries(few: int) -> int:
    """The number of examples: `few`, times what the environment asks for."""
    return few * int(os.environ.get("CONCORDAT_TRIES", "1"))
