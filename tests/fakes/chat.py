"""A platform that keeps what is posted."""

from datetime import timedelta

from digest.errors import Failure
from digest.model.delivery import Posted
from digest.model.place import Platform


class FakeChat:
    """Keeps what is posted and edited; loses answers, refuses, or forgets on demand."""

    platform = Platform.SLACK

    def __init__(self, *failures):
        self.failures = list(failures)
        self.posted = []
        self.threads = []
        """The message under which each post stands."""
        self.bodies = []
        self.edits = []
        self.edit_keys = []
        """By what each edited message is found from then on."""
        self.looked_for = []
        self.unseen = []
        """What the next looks fail with."""
        self.is_reached = True

    def takes_posts(self):
        return self.is_reached

    def key_lasts(self, target):
        return timedelta(0)

    async def post(self, target, body, *, key):
        error = self.failures.pop(0) if self.failures else None
        if error is None or error.failure is Failure.UNCERTAIN:
            self.posted.append((key, body["text"]))
            self.threads.append(target.thread)
            self.bodies.append(str(body))
        if error:
            raise error
        return Posted(f"m-{key}", f"https://team.example.com/{key}")

    async def edit(self, target, message_id, body, *, key):
        self.edits.append((message_id, str(body)))
        self.edit_keys.append(key)

    async def find(self, target, *, key):
        self.looked_for.append(key)
        if self.unseen:
            raise self.unseen.pop(0)
        return next((Posted(f"m-{key}") for known, _ in self.posted if known == key), None)
