"""Addresses in one form, so that one link is one item however a feed writes it."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from digest.cache import cached

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

# What is longer no platform takes as a link, and no publisher means as one.
LONGEST_LINK = 2000

_DEFAULT_PORTS = {"http": 80, "https": 443}

# Parameters that say where a reader came from, never which page it is.
_TRACKING = re.compile(
    # campaigns: Google's, the BBC's and France's, Matomo's, Adobe's, HubSpot's, Marketo's, Mailchimp's and others
    r"utm_.*|at_(?:medium|campaign|custom\d*|link.*|bbc_team|ptr_name|format|creation|variant|emailtype)"
    r"|(?:mtm|pk|piwik|matomo)_(?:campaign|kwd|keyword|source|medium|content|cid|group|placement)|s_(?:cid|kwcid)"
    r"|_?hs(?:enc|mi|ctatracking|_email)|mkt_tok|mc_[cet]id|vero_(?:id|conv)|oly_(?:enc|anon)_id|ck_subscriber_id"
    r"|wt_mc|wt\.(?:mc.*|srch|tsrc)|xtor|ns_(?:mchannel|source|campaign|linkname|fee)|itm_.*"
    r"|int_(?:source|medium|campaign)"
    # one click: its number at an advertiser or a network
    r"|(?:fb|g|dc|ms|y|tw|tt|irc|rb_|s_)?cl(?:ic)?k?id|gbraid|wbraid|gclsrc|_gl|_ga|igsh(?:id)?|li_fat_id"
    r"|__twitter_impression|yptr|rdt_cid|sscid|zanpid|sc_cid|cid_rss|mkcid"
    # where a link stood
    r"|ref|ref_?(?:src|url)|referr?er|cmp(?:id)?|ocid|sref|smid|smtyp|ito|traffic_source|syndication|spm|scm|ncid"
    r"|source_?feed|feed_?(?:id|type|name)|rss(?:id)?|share_?(?:token|id|type)|guccounter|guce_.*|nr_email_referer"
    r"|mbid|taid|ftag|soc_(?:src|trk)|dicbo|xg_source|trk(?:campaign|info)?|dlbk|emci|emdi",
    re.IGNORECASE,
)
# These say which page it is as often as not, so their value decides.
_PERHAPS_TRACKING = re.compile(
    r"(?:source|src|from|via|medium|mod|partner|feature|channel)="
    r"(?:(?:rss|feed|newsletter|email)(?:[\W_].*)?|feeds|atom|twitter|x|tw|facebook|fb|linkedin|reddit|telegram|weibo"
    r"|wechat|mail|social|share|homepage|hackernews|hn|)"
    r"|(?:amp|outputtype|output)=(?:amp|1|true|)",
    re.IGNORECASE,
)
# One page for a small screen: hosts and paths that show what another shows, too.
_SMALL_SCREEN = re.compile(r"(?:^|(?<=\.))(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_AMP_END = re.compile(r"(?<=[\w)%])(?:/amp(?:\.html?)?|\.amp(?:\.html?)?|/amp/index\.html?)$", re.IGNORECASE)
_AMP_START = re.compile(r"^/amp(?=/.)", re.IGNORECASE)
# What tells an article's path from a shelf's: a number in it, or words joined by hyphens.
_ARTICLE = re.compile(r"\d|-[^/]*-")
# Addresses that hold another: Google's AMP cache, and its redirects in alerts.
_CACHED = re.compile(
    r"https?://(?:(?:www\.)?google\.[a-z.]+/amp|[a-z0-9-]+\.cdn\.ampproject\.org/[cv])/(s/)?(?=[^/]+\.)",
    re.IGNORECASE,
)
_REDIRECT = re.compile(
    r"https?://(?:www\.)?google\.[a-z.]+/url\?(?:[^#]*&)?(?:url|q)=(https?(?:%3a|:)[^&]+)", re.IGNORECASE
)
_SESSION = re.compile(r";jsessionid=[^/;?]*", re.IGNORECASE)

_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
# No nesting of repeats here: a publisher chooses what this is tried on.
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?", re.IGNORECASE)
_LITERAL = re.compile(r"[0-9a-f:.]+", re.IGNORECASE)
# An address that is fit to be followed as it stands, as most are; what is not of this form may be fit nevertheless.
_FIT = re.compile(
    r"https?://(?=[^/]{1,254}(?:/|$))[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
    r"(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*(?:/[A-Za-z0-9/._~+=@-]*)?"
)
_NO_LINK = re.compile(r"[\s<>\"\\^`{|}\x00-\x20\x7f]")
# What is not to be shown of an address: parameters that are named for it, in words or run together, and parts of
# a path that nobody would choose: long, with letters after digits more than once.
_SECRET_NAME = re.compile(
    r"(?:^|[_.-])(?:key|auth|pass|pwd|pw|sig|session|sid|code|hash|h|jwt|bearer|otp|pin)s?(?:$|[_.-])"
    r"|token|secret|passw|signature|credential|(?:api|access|rss|feed|user|auth|private|pass)[_-]?key",
    re.IGNORECASE,
)
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?:\.\w{1,5})?", re.IGNORECASE)
_SECRET_SEGMENT = re.compile(
    rf"{_UUID.pattern}|(?=(?:[a-z_]*\d+[a-z]){{2}})[a-z0-9_]{{20,}}(?:\.\w{{1,5}})?", re.IGNORECASE
)
_MASK = "HIDDEN"
_SAFE_IN_LINK = "%/:=&?~#+!$,;'@()*[]-._"


@lru_cache(maxsize=4096)
def canonical(url: str) -> str:
    """Return the form of an address under which two spellings of it are the same.

    The scheme, `www.`, the edition for small screens, tracking parameters, the order of the others, a last
    slash and the fragment tell no page from another. It is for comparing, not for fetching. What is no
    address, or too long for one, comes back as it is.
    """
    # Taking off one wrapping may bare another: http://amp.m.example, a cache of a cache.
    while len(url) <= LONGEST_LINK and (simpler := _simplified(url)) != url:
        url = simpler
    return url


def _simplified(url: str) -> str:
    url = _unwrapped(url.strip())
    try:
        parts = urlsplit(url)
        port = parts.port
        host = _ascii_host(parts.hostname or "")
    except (ValueError, UnicodeError):
        return url
    if parts.scheme not in _DEFAULT_PORTS or not host:
        return url
    if ":" in host:
        host = f"[{host}]"
    elif not host.replace(".", "").isdigit():
        host = _SMALL_SCREEN.sub("", host)
    if port is not None and port not in _DEFAULT_PORTS.values():
        host = f"{host}:{port}"
    path = re.sub(r"/{2,}", "/", _SESSION.sub("", parts.path))
    if "/." in path:
        path = urlsplit(urljoin("http://host/", path)).path
    return f"https://{host}{_whole_edition(_spelt(path).rstrip('/'))}{_telling(parts.query)}"


def _unwrapped(url: str) -> str:
    """Return the address that another one holds, if it holds one."""
    if "google." in url or "ampproject" in url:
        if cached := _CACHED.match(url):
            return f"http{'s' if cached[1] else ''}://{url[cached.end() :]}"
        if redirect := _REDIRECT.match(url):
            return unquote(redirect[1])
    return url


def _whole_edition(path: str) -> str:
    """Return the path of the page that an AMP page is a small edition of."""
    for pattern in (_AMP_END, _AMP_START):
        whole = pattern.sub("", path)
        if whole != path and _ARTICLE.search(whole.rsplit("/", 1)[-1]):
            return whole
    return path


def _telling(query: str) -> str:
    """Return the parameters that tell which page it is, ordered by their names."""
    if not query:
        return ""
    pairs = []
    for part in query.split("&"):
        name, _, value = part.partition("=")
        name, value = _spelt(name.replace("+", "%20")), _spelt(value.replace("+", "%20"))
        pair = f"{name}={value}"
        if name and not _TRACKING.fullmatch(name) and not _PERHAPS_TRACKING.fullmatch(pair):
            pairs.append(pair)
    return "?" + "&".join(sorted(pairs, key=lambda pair: pair.partition("=")[0])) if pairs else ""


def _spelt(text: str) -> str:
    """Return the text with each character escaped only where it must be, and always alike."""
    text = quote(text, safe="%/:@!$&'()*+,;=~-._", errors="replace")
    return _LONE_PERCENT.sub("%25", _ESCAPE.sub(_unescaped, text)) if "%" in text else text


def _unescaped(escape: re.Match[str]) -> str:
    char = chr(int(escape[0][1:], 16))
    return char if char in _UNRESERVED else escape[0].upper()


def with_scheme(typed: str) -> str:
    """Return an address as a person means it who leaves out the scheme; what is no address stays as it is."""
    url = f"https://{typed}"
    return url if "://" not in typed and "." in typed and is_link(url) else typed


def typed_domain(typed: str) -> str:
    """Return the domain that a person means who typed it, or an address there."""
    bare = typed.strip().strip('"').lower()
    return re.sub(r"^(?:https?://)?(?:www\.)?|/.*$", "", bare)


def is_link(url: str) -> bool:
    """Say whether it may be followed and shown: http or https, an ASCII host, no user, not too long."""
    if len(url) > LONGEST_LINK or not url.isascii() or _NO_LINK.search(url):
        return False
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    if parts.scheme not in _DEFAULT_PORTS or "@" in parts.netloc or not parts.hostname:
        return False
    if parts.netloc.startswith("["):
        return bool(_LITERAL.fullmatch(parts.hostname))
    labels = parts.hostname.removesuffix(".").split(".")
    return len(parts.hostname) <= 254 and all(map(_LABEL.fullmatch, labels))


def masked(url: str) -> str:
    """Return an address as it may be shown: user and password, tokens and keys in it hidden."""
    try:
        parts = urlsplit(url)
        path = "/".join(map(_without_secret, parts.path.split("/")))
        query = "&".join(map(_without_value, parts.query.split("&")))
    except ValueError:
        # What is no address is no secret either, but for what stands before an @.
        return re.sub(r"[^/@\s]*@", f"{_MASK}@", url)
    _, at, place = parts.netloc.rpartition("@")
    netloc = f"{_MASK}@{place}" if at else place
    return urlunsplit(parts._replace(netloc=netloc, path=path, query=query))


def is_masked(url: str) -> bool:
    """Say whether something of an address was hidden, and it so leads nowhere."""
    return _MASK in url


def secrets_in(url: str) -> set[str]:
    """Return the parts of an address that `masked` hides, as they stand there."""
    parts, shown = urlsplit(url), urlsplit(masked(url))
    pairs = [*zip(parts.path.split("/"), shown.path.split("/"), strict=True)]
    pairs += zip(parts.query.split("&"), shown.query.split("&"), strict=True)
    return {hidden.partition("=")[2] or hidden for hidden, seen in pairs if hidden != seen}


def _without_secret(segment: str) -> str:
    return _MASK if _SECRET_SEGMENT.fullmatch(segment) else segment


def _without_value(pair: str) -> str:
    name, equals, value = pair.partition("=")
    is_secret = value and (_SECRET_NAME.search(name) or _UUID.fullmatch(value))
    return f"{name}={_MASK}" if equals and is_secret else pair


def link_of(url: str, base: str = "") -> str | None:
    """Return the whole address of a link as a page wrote it, fit to be followed; None when it is not."""
    url = url.strip()
    # Nothing is shortened by escaping: what is too long now is so afterwards. And no link is not the page's own.
    if not url or len(url) > 2 * LONGEST_LINK:
        return None
    if len(url) <= LONGEST_LINK and _FIT.fullmatch(url):
        return url
    try:
        parts = urlsplit(urljoin(base, url) if base else url)
        if not parts.netloc.isascii():
            user, at, place = parts.netloc.rpartition("@")
            host, colon, port = place.partition(":")
            parts = parts._replace(netloc=f"{user}{at}{_ascii_host(host)}{colon}{port}")
        whole = quote(urlunsplit(parts), safe=_SAFE_IN_LINK)
    except (ValueError, UnicodeError):
        return None
    return whole if is_link(whole) else None


def _ascii_host(host: str) -> str:
    """Return a host in lower case, as it is looked up; raise UnicodeError for what can be none."""
    host = host.lower().rstrip(".")
    return host if host.isascii() else host.encode("idna").decode("ascii")


@lru_cache(maxsize=4096)
def host_of(url: str) -> str:
    """Return the host of an address in lower case; empty when it has none."""
    try:
        return (urlsplit(url).hostname or "").lower().rstrip(".")
    except ValueError:
        return ""


@lru_cache(maxsize=4096)
def registrable_domain(url_or_host: str) -> str:
    """Return the domain that a publisher owns: `bbc.co.uk` of `https://feeds.bbc.co.uk/news`.

    A host without one, as a number of a machine is, comes back whole.
    """
    host = host_of(url_or_host) if "/" in url_or_host else url_or_host.lower().rstrip(".")
    if ":" in host or host.replace(".", "").isdigit():
        return host
    return _suffixes().privatesuffix(host) or host


@lru_cache(maxsize=1)
def _suffixes() -> "PublicSuffixList":
    from publicsuffixlist import PublicSuffixList

    return cached("suffixes", "publicsuffixlist", PublicSuffixList)
