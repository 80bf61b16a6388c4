"""The machine door: the same actions as the pages, asked by programs (ruling 12)."""
