"""The settings as the type checker reads them: whole, and without a server or a key of anybody's."""

import os

os.environ.setdefault("DATABASE_URL", "postgresql://nobody@/nothing")
os.environ.setdefault("SECRET_KEY", "signs nothing")

from config.settings import *  # noqa: E402, F403
