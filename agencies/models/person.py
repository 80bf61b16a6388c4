"""A human being who signs in; what they may do hangs on their memberships, never on this row."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models

from agencies.recording import kept
from agencies.walls import System


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email, password=None, **fields):
        """A person who can sign in with this e-mail address; without a password nobody can sign in as them."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class Person(AbstractBaseUser, PermissionsMixin):
    """Who is it? People leave; what they did stays theirs (TR-35)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    # Made by the demonstration; production refuses to start while one of these is active.
    is_demonstration = models.BooleanField(default=False)
    # Looks after the service as a whole and sees how it runs; opens no record by this (`manage.py name_operator`).
    is_operator = models.BooleanField(default=False)
    joined_at = models.DateTimeField()

    # Nothing asks when somebody last signed in, and each sign-in would leave a version of the person in history.
    last_login = None

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = PersonManager()
    wall = System("read at sign-in, before it is known who asks; holds a name and an address for sign-in only")
    history = kept(excluded=("password",))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(is_superuser=False), name="nobody_is_above_the_walls"),
        ]

    def __str__(self):
        return self.name
