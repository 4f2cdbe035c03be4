"""Why a feed could not be read or a place not be posted to, in English: as it is noted and logged.

What a cause is in a reader's language says `digest.tell.causes`.
"""

# ruff: noqa: S105 - what is said of passwords and tokens holds none

from enum import StrEnum


class Cause(StrEnum):
    """A text, with `{name}` where a value goes."""

    # ---- no answer ----
    CERTIFICATE = "its certificate is not valid: {what}"
    INSECURE = "a secure connection could not be made"
    NAME_NOT_NOW = "the name {name} could not be looked up just now"
    NAME_UNKNOWN = "the name {name} is not known"
    NO_CONNECTION_IN = "no connection could be made within {seconds} s"
    NO_ANSWER_IN = "the server did not answer within {seconds} s"
    TOO_SLOW = "it took too long"
    NOTHING_ANSWERS = "nothing answers at this address (connection refused)"
    NOT_REACHED = "its server cannot be reached from here"
    NO_CONNECTION = "no connection could be made ({what})"
    HUNG_UP = "the server hung up without an answer"
    BROKE_OFF = "the answer broke off"
    NOT_HTTP = "the answer is not in the form of the web (HTTP)"
    NO_DISK = "this machine's disk has no room for the answer"
    CONNECTION_FAILED = "the connection failed ({what})"
    NO_SENSE = "the answer made no sense"
    COME_LATER = "its host asked us to come later"
    MANY_WAIT = "too many large answers wait to be read just now"

    # ---- an answer that says no ----
    ASKS_PASSWORD = (
        "it asks for a password (401); name the variable that holds it, with `auth` in its [[feed]] or with "
        "`parallax feeds add URL --auth VARIABLE`"
    )
    REFUSES_PASSWORD = "it refuses the password in {name} (401)"
    REFUSES = "it refuses us (403)"
    NOTHING_THERE = "there is nothing at this address (404)"
    NO_FORM = "it has nothing in a form that we read (406)"
    NO_ROBOTS = "its host lets no robot read it (robots.txt)"
    GONE = "it is gone for good (410)"
    TOO_OFTEN = "it asks us to come less often (429)"
    WITHHELD = "it is withheld for legal reasons (451)"
    SERVER_FAILED = "its server failed ({status})"
    OTHER_STATUS = "it answered with status {status}"
    WALL = "a wall against bots stands before it ({status})"
    NEVER_CHANGED = "it says that nothing has changed, though we asked for all that it has (304)"

    # ---- where it leads ----
    PRIVATE_ADDRESS = (
        "it leads to a private address ({address}), which is refused unless PARALLAX_ALLOW_HOSTS "
        "names its host:port"
    )
    OPENED_ADDRESS = (
        "it leads to an address that PARALLAX_ALLOW_HOSTS opens to your own feeds alone ({address})"
    )
    PASSWORD_IN_ADDRESS = (
        "its address holds a password; put user:password into a variable and name that with `auth`"
    )
    NO_LINK = "its address is no http or https link"
    LEADS_TO_NO_LINK = "it leads to an address that is no http or https link"
    NO_TARGET = "it redirects without saying where to"
    TARGET_NO_ADDRESS = "it redirects to something that is no address"
    CIRCLE = "it redirects in a circle"
    MANY_REDIRECTS = "it redirects more than {times} times"
    PASSWORD_NOT_SET = "the variable {name}, which holds its user:password, is not set"
    NOT_A_PAIR = "the variable {name} holds no user:password; write both, with a colon between them"
    NOT_FOR_FEEDS = (
        "the variable {name} is the program's own, and is sent to no feed; name another with `auth`"
    )
    WAITS_FOR_LEAVE = (
        "it waits for your leave to send {host} the password in {name}: parallax feeds allow {feed}"
    )

    # ---- an answer that cannot be read ----
    TOO_LARGE = "the answer is larger than {size}"
    MUCH_BESIDE = "the answer has more than {size} beside its body"
    SMALL_PIECES = "the answer comes in too many small pieces"
    NOT_PACKED_SO = "the answer is not packed as it says"
    PACKED_OTHERWISE = "the answer is packed in a way that we did not ask for ({what})"
    MANY_PARTS = "the answer is packed in too many parts"
    EMPTY = "the answer was empty"
    OWN_ENTITIES = "it declares entities or attributes of its own, which feeds do not need and attacks do"
    MANY_ATTRIBUTES = "one of its elements has over {number} attributes"
    MANY_ENTRIES = "it has over {number} entries"
    UNREADABLE = "it cannot be read as a feed"
    WEB_PAGE = "it is a web page, not a feed; `parallax feeds add` finds the feed behind a page"
    FEED_LIST = "it is a list of feeds (OPML), not a feed; `parallax feeds import` takes it from a file"
    SITEMAP = "it is a sitemap, not a feed: it names a site's pages, without their titles"
    NO_FEED = "it is not a feed that we can read"
    NO_FEED_BEHIND = "no feed was found there or behind it; look for an RSS link on the site"
    BAD_JSON = "it is JSON that cannot be read"
    NO_MODELS = "it is no list of models"
    NO_JSON_FEED = "it is JSON, but no JSON Feed"

    # ---- our own doing ----
    TOOK_LONG = "it took longer than {seconds} s to read"
    STOPPED = "it was stopped before it was read"
    KILLED = "reading it took more memory than it may, or the child was killed"
    MUCH_MEMORY = "reading it took more memory than it may"
    CHILD_ENDS = "the child process cannot be kept alive"
    NO_CHILD = "the child process could not be started"
    BUG = "the program failed on this feed; the log has the details"

    # ---- a place that takes nothing ----
    PLATFORM_REFUSED = "{platform} refused it: {what}"
    REFUSES_TOKEN = "{platform} refuses the token"
    NOT_INSTALLED = "{platform}: not installed in {where}"

    def of(self, **values: object) -> str:
        """Return the cause with its values."""
        return self.format(**values)
