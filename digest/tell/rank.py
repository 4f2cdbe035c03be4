"""Which Stories come first, from what their rows say; and which are held back, with the reason."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

from digest.model import Mute, Story, Viewpoint, Window

# How much each part may add. Independent owners say most: what many tell has happened and matters.
_OWNERS, _SIDES, _FRESH, _THEME, _ACTORS = 3.0, 1.5, 1.0, 2.0, 0.6
# A single voice whose terms weigh less than this names the theme in passing.
_WEAKLY_ON_THEME = 8.0
# From so many on, more of it adds nothing.
_MANY_OWNERS, _STRONG_THEME, _MANY_ACTORS = 12, 14.0, 4

# Titles that promise no happening, by kind; the kind is the reason that `why` gives.
_NO_NEWS: Mapping[str, re.Pattern[str]] = {
    kind: re.compile(pattern, re.IGNORECASE)
    for kind, pattern in {
        "opinion": r"^(?:opinion|editorial|comment(?:ary|aire)?|op-ed|column|letters?|review|analyse|tribune|chronique|kommentar|gastbeitrag|"
        r"opinión|tribuna|columna|komentarz|社论|社評|评论|評論|社説|コラム|사설|칼럼)\s*[:|：–—]|\|\s*(?:opinion|editorial)\b|^why (?:i|we|you|it'?s time)\b"
        r"|^(?:here'?s )?what (?:i|we) learned|\bmy (?:year|life|take)\b",
        "listicle": r"^(?:the |our |top |best )?\d{1,3} (?:best|top|ways|things|tips|reasons|tricks|tools|apps|gadgets|must|biggest|most|predictions?|trends?|stories|books|"
        r"films|movies|shows|charts|moments|takeaways)\b|^(?:the )?best \w+ (?:of|for|to)\b|\b(?:gift guide|buying guide|ranked)\b"
        r"|^les \d+ (?:meilleur|chose|raison|astuce)|^die \d+ besten|^los \d+ mejores|^\d+ (?:najlepsz|rzeczy|sposob)|盘点|TOP\s?\d+|\d+選\b",
        "advert or deal": r"\b(?:sponsored|advertisement|partner content|promo code|coupon|discount code|black friday|cyber monday|prime day)\b"
        r"|\b(?:deal|deals|save \$?\d|% off|lowest price|on sale for|price drop)\b.*\b(?:amazon|laptop|phone|tv|headphones|monitor|gpu|ssd|console|today|now)?"
        r"\b(?:off|deal|deals)\b|\bbon plan\b|\bsoldes\b|\bschnäppchen\b|\brabatt\b|\boferta\b|\bpromocj[aei]\b|クーポン|セール",
        "job post": r"^(?:we'?re|we are|now) hiring\b|\b(?:job opening|vacancy|apply now|\(YC [SWF]\d\d\)|is hiring$|is hiring (?:an?|engineers|developers)\b|stellenangebot|offre d'emploi|recrutement :|oferta pracy)\b|招聘启事|求人情報",
        "how-to": r"^how to\b|^(?:a )?(?:beginner'?s )?guide to\b|\btutorial\b|^comment (?:faire|choisir|installer|utiliser)\b|^so (?:geht|funktioniert|richten)|^cómo (?:usar|hacer|instalar)|^jak (?:zrobić|ustawić)|手把手|教程|使い方|方法まとめ",
        "round-up": r"\b(?:newsletter|morning briefing|daily brief|weekly (?:round-?up|digest|recap|review)|this week in|week in review|year in review|links for|open thread|podcast|live blog|live updates?|"
        r"horoscope|quiz|crossword|wordle|obituar(?:y|ies))\b|\bpodsumowanie (?:tygodnia|roku)\b|早报|晚报|周报|日报[:：]|まとめ$|\brevue de presse\b|\brückblick\b",
        "anniversary": r"\b\d{1,3}(?:st|nd|rd|th) anniversary\b|\b(?:years? ago today|on this day|looking back|throwback)\b|\banniversaire\b|周年纪念|周年紀念",
        "market ticker": r"^(?:stocks?|shares|futures|wall street|dow|nasdaq|nikkei|hang seng|kospi|bourse|dax)\b.{0,60}\b(?:open|close|rise|fall|slip|gain|higher|lower|mixed|edge|end)s?\b"
        r"|\b(?:price target|buy rating|stocks? to (?:buy|watch)|is it (?:a buy|time to buy)|should you buy|better buy|dividend)\b",
    }.items()
}


@dataclass(frozen=True, slots=True)
class Ranked:
    """One story's place: the section it goes into, its score by parts, and what held it back."""

    story: Story
    theme: str
    score: float
    parts: Mapping[str, float]
    held_back_by: str | None = None


def rank(
    stories: Sequence[Story],
    *,
    window: Window,
    themes: Sequence[str],
    mute: Mute = Mute(),  # noqa: B008 - frozen
) -> list[Ranked]:
    """Return the stories, best first, those held back last; each in its strongest of these themes."""
    ranked = [_ranked(story, window, themes, mute) for story in stories]
    ranked.sort(key=lambda one: (one.held_back_by is not None, -one.score, one.story.id))
    return ranked


def no_news(title: str) -> str | None:
    """Return what kind of piece a title promises where it promises no happening."""
    return next((kind for kind, pattern in _NO_NEWS.items() if pattern.search(title)), None)


def _ranked(story: Story, window: Window, themes: Sequence[str], mute: Mute) -> Ranked:
    filings = {filing.theme: filing.score for filing in story.themes if filing.theme in themes}
    theme = max(filings, key=lambda id_: (filings[id_], -themes.index(id_)), default=themes[0])
    named_sides = sum(side is not Viewpoint.OTHER for side in story.viewpoints)
    span = max((window.end - window.start).total_seconds(), 1.0)
    age = min(max((window.end - story.last_seen).total_seconds(), 0.0) / span, 1.0)
    parts = {
        "owners": _OWNERS * log2(1 + min(story.owners, _MANY_OWNERS)) / log2(1 + _MANY_OWNERS),
        "sides": _SIDES * max(named_sides - 1, 0) / 4,
        "freshness": _FRESH * (1 - age),
        "theme": _THEME * min(filings.get(theme, 0.0), _STRONG_THEME) / _STRONG_THEME,
        "actors": _ACTORS * min(len(story.actors), _MANY_ACTORS) / _MANY_ACTORS,
    }
    parts = {name: round(value, 3) for name, value in parts.items()}
    return Ranked(story, theme, round(sum(parts.values()), 3), parts, _held_back(story, mute, themes))


def _held_back(story: Story, mute: Mute, themes: Sequence[str]) -> str | None:
    if muted := set(story.actors) & mute.actors:
        return f"muted actor: {min(muted)}"
    title = story.title.casefold()
    if said := next((term for term in sorted(mute.terms) if term.casefold() in title), None):
        return f"muted term: {said}"
    best = max((filing.score for filing in story.themes if filing.theme in themes), default=0.0)
    if story.owners < 2 and best < _WEAKLY_ON_THEME:
        return "weakly on theme, and a single source"
    # What several voices tell has happened, whatever one of them called it.
    if story.owners < 3 and (kind := no_news(story.title)):
        return kind
    return None


def balanced(ranked: Sequence[Ranked], most: int) -> list[Ranked]:
    """Return up to `most` of a section, no side telling more than half of it while others have comparable ones."""
    chosen: list[Ranked] = []
    waiting = list(ranked)
    told: Counter[Viewpoint] = Counter()
    while waiting and len(chosen) < most:
        best = waiting[0]
        side = _only_side(best.story)
        if side and told[side] >= max(1, (most + 1) // 2):
            best = next(
                (one for one in waiting if _only_side(one.story) != side and one.score >= best.score * 0.8),
                best,
            )
        waiting.remove(best)
        chosen.append(best)
        if own := _only_side(best.story):
            told[own] += 1
    return sorted(chosen, key=lambda one: (-one.score, one.story.id))


def _only_side(story: Story) -> Viewpoint | None:
    sides = [side for side in story.viewpoints if side is not Viewpoint.OTHER]
    return sides[0] if len(sides) == 1 else None
