"""Addresses in one form, so that one link is one item however a feed writes it."""

import re
from functools import lru_cache
from urllib.parse import quote, unquote, urljoin, urlsplit

from digest.domains import ascii_host
from digest.links import LONGEST_LINK

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
_SMALL_SCREEN = re.compile(r"(?:^|(?<=\.))(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.)")
_AMP_END = re.compile(r"(?<=[\w)%])(?:/amp(?:\.html?)?|\.amp(?:\.html?)?|/amp/index\.html?)$", re.IGNORECASE)
_AMP_START = re.compile(r"^(?:/amp)+(?=/.)", re.IGNORECASE)
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
        host = ascii_host(parts.hostname or "")
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
