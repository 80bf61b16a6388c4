#!/usr/bin/env python
"""The way in for every command; a command that needs a database gets one for as long as it runs."""

import os
import sys

from config.services.environment import prepared


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with prepared(sys.argv):
        # Only now: it reads the settings, and they read the environment.
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
