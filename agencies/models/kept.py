"""Text that somebody had typed when their session ended, kept for an hour (ruling 9)."""

import uuid

from django.db import models

from agencies.walls import System


class KeptForm(models.Model):
    """One POST, encrypted under a one-time cookie; given back only to the person who typed it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    path = models.CharField(max_length=500)
    sealed = models.BinaryField()
    kept_at = models.DateTimeField()

    wall = System("written when nobody is signed in; unreadable without the cookie and the service's key")
    no_history = "kept for an hour at most and then deleted; unreadable without the cookie"

    class Meta:
        indexes = [models.Index(fields=["kept_at"], name="kept_form_age")]

    def __str__(self):
        return self.path
