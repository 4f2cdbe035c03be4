"""Everything that can go wrong, as one tree.

    ParallaxError
    ├── FetchError      nothing came back, or nothing that may be read; try again next pull
    ├── ParseError      what came back is no feed; trying again changes nothing
    ├── QueryError      the reader's to mend; the text is for them
    ├── DeliveryError   a platform did not take a message
    ├── SettingsError   the operator's to mend; names the file and the key
    └── StoreError      the operator's to mend; names the database file

A text never holds a token, a password or the secret part of an address.
"""

from enum import Enum, auto


class ParallaxError(Exception):
    """What a user, a publisher or a platform can cause; anything else that is raised is a bug."""


class FetchError(ParallaxError):
    """Nothing came back from an address; `reason` is plain words for a table of feeds, mostly a `Cause`."""

    def __init__(
        self,
        reason: str,
        *,
        status: int | None = None,
        retry_after: float | None = None,
        refused: bool = False,
        unasked: bool = False,
    ) -> None:
        """`retry_after` is in seconds; `refused` is true when our own guard said no.

        `unasked` is true when nothing was asked, for the host wants to be left alone until `retry_after`.
        """
        super().__init__(reason)
        self.reason = reason
        self.status = status
        self.retry_after = retry_after
        self.refused = refused
        self.unasked = unasked


class ParseError(ParallaxError):
    """What an address served cannot be read as a feed."""


class QueryError(ParallaxError):
    """What a reader typed cannot be answered; the text says what to type instead."""


class NoWordError(QueryError):
    """What a reader typed holds no word to look for, as an asterisk or a smile alone."""

    def __init__(self, typed: str) -> None:
        super().__init__(f"“{typed}” holds no word to look for: type one, such as `search chips`")
        self.typed = typed


class NoSuchError(QueryError):
    """What a reader `typed` is no name that is known; `nearest` is the one that they perhaps meant."""

    def __init__(self, said: str, typed: str, nearest: str | None) -> None:
        super().__init__(said)
        self.typed = typed
        self.nearest = nearest


class NotHeldError(QueryError):
    """What a reader named is in no item that is stored, though it may be in some to come; the text says what is."""


class UnknownIdError(QueryError):
    """What a reader typed is the id of nothing that is kept, though it may have been or may yet be."""


class AddressError(QueryError):
    """What a reader typed is an address that cannot be taken; `cause` is plain words, mostly a `Cause`."""

    def __init__(self, address: str, cause: str) -> None:
        super().__init__(f"{address}: {cause}")
        self.address = address
        self.cause = cause


class NoFeedError(AddressError):
    """No feed could be read at the address, or behind the page there."""


class TooLongError(QueryError):
    """What a reader typed, or rather pasted, is no query."""

    def __init__(self, characters: int) -> None:
        super().__init__(f"that is {characters:,} characters: a few words, or one sentence, find more")
        self.characters = characters


class Failure(Enum):
    """Why a message was not taken, as far as it decides what to do next."""

    UNREACHED = auto()
    """The request never arrived."""
    UNCERTAIN = auto()
    """The answer was lost: the message may have been posted all the same."""
    WAIT = auto()
    """The platform wants to be asked again later."""
    MESSAGE = auto()
    """The message is not one that the platform takes; trying again cannot help."""
    CHANNEL = auto()
    """The channel is gone, archived or forbidden to us."""
    TOKEN = auto()
    """The platform takes nothing from us any more."""
    UNKNOWN = auto()
    """A refusal for a reason that we do not know; it may pass."""


class DeliveryError(ParallaxError):
    """A platform did not take a message."""

    def __init__(self, reason: str, failure: Failure = Failure.UNKNOWN, *, retry_after: float = 0.0) -> None:
        """`retry_after` is how many seconds the platform asked us to wait."""
        super().__init__(reason)
        self.reason = reason
        self.failure = failure
        self.retry_after = retry_after


class SettingsError(ParallaxError):
    """The configuration is wrong: the file, the key, what was found and what is allowed."""


class PortTakenError(SettingsError):
    """Another program listens to the port; it may end by itself, as the `run` of before that is being replaced."""


class StoreError(ParallaxError):
    """The database cannot be used as it is: which file, why, and what to do."""
