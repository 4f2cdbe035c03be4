"""Values to the JSON that others may rely on, and a stored Digest back.

Every key is always there: what does not apply is null or an empty list.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from digest.clock import read_time, write_time
from digest.model.change import Amendment, AmendmentKind, Change, ChangeKind
from digest.model.comparison import Comparison
from digest.model.delivery import Delivery
from digest.model.digest import Alerted, Coverage, Digest, OutletLink, Section, Sentence, Telling, Verdict
from digest.model.feed import Feed, FeedState, Outcome, PullState
from digest.model.figure import Figure
from digest.model.item import Item
from digest.model.outlet import Viewpoint
from digest.model.query import Hit
from digest.model.story import Because, Story
from digest.model.subscription import Edition
from digest.model.theme import Filing
from digest.model.window import Window
from digest.urls import masked

Json = dict[str, Any]


# ---- items ----------------------------------------------------------------------------------------


def item_json(item: Item) -> Json:
    return {
        "id": item.id,
        "feed": item.feed,
        "outlet": item.outlet,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content": item.content,
        "published": write_time(item.published),
        "first_seen": write_time(item.first_seen),
        "language": item.language,
        "themes": [filing.theme for filing in item.themes],
        "story": item.story,
        "actors": list(item.actors),
        "figures": [figure_json(figure) for figure in item.figures],
        "viewpoint": str(item.viewpoint),
    }


def figure_json(figure: Figure) -> Json:
    return {
        "amount": figure.amount,
        "unit": figure.unit,
        "subject": figure.subject,
        "as_of": figure.as_of,
        "sentence": figure.sentence,
        "item": figure.item,
    }


def read_figure(json: Mapping[str, Any]) -> Figure:
    return Figure(
        json["amount"], json["unit"], json["subject"], json["sentence"], json["item"], json.get("as_of")
    )


# ---- stories --------------------------------------------------------------------------------------


def story_json(story: Story, summary: Iterable[Sentence] = ()) -> Json:
    return {
        "id": story.id,
        "title": story.title,
        "language": story.language,
        "first_seen": write_time(story.first_seen),
        "last_seen": write_time(story.last_seen),
        "themes": [filing.theme for filing in story.themes],
        "items": list(story.items),
        "outlets": story.outlets,
        "owners": story.owners,
        "viewpoints": _sides_json(story.viewpoints),
        "summary": [sentence_json(sentence) for sentence in summary],
        "developments": list(story.developments),
        "because": {item: because_json(because) for item, because in story.because.items()},
    }


def because_json(because: Because) -> Json:
    return {"nearest": because.nearest, "score": because.score, "shared": list(because.shared)}


def sentence_json(sentence: Sentence) -> Json:
    return {"text": sentence.text, "items": list(sentence.items)}


def compare_json(comparison: Comparison) -> Json:
    return {
        "story": comparison.story,
        "sides": [
            {
                "viewpoint": str(side.viewpoint),
                "outlet": side.outlet,
                "sentence": side.sentence,
                "url": side.url,
                "language": side.language,
            }
            for side in comparison.sides
        ],
        "silent": [str(side) for side in comparison.silent],
    }


def why_json(story: str, verdict: Verdict | None, themes: Sequence[Filing]) -> Json:
    """Write how a story was filed and fared; one that no digest has judged yet was not shown."""
    return {
        "story": story,
        "shown": verdict is not None and verdict.shown,
        "held_back_by": verdict.held_back_by if verdict else None,
        "themes": [filing_json(filing) for filing in themes],
        "score": dict(verdict.score) if verdict else {},
    }


def filing_json(filing: Filing) -> Json:
    return {"theme": filing.theme, "score": filing.score, "terms": list(filing.terms)}


def theme_test_json(filings: Iterable[Filing]) -> Json:
    return {"themes": [filing_json(filing) for filing in filings]}


def trend_json(week: str, theme: str, stories: int, owners: int, viewpoints: Mapping[Viewpoint, int]) -> Json:
    return {
        "week": week,
        "theme": theme,
        "stories": stories,
        "owners": owners,
        "viewpoints": _sides_json(viewpoints),
    }


# ---- digests --------------------------------------------------------------------------------------


def digest_json(digest: Digest) -> Json:
    return {
        "id": digest.id,
        "subscription": digest.subscription,
        "edition": str(digest.edition),
        "date": digest.date.isoformat(),
        "late": digest.late,
        "window": {"start": write_time(digest.window.start), "end": write_time(digest.window.end)},
        "sections": [
            {"theme": section.theme, "stories": [telling_json(telling) for telling in section.stories]}
            for section in digest.sections
        ],
        "coverage": coverage_json(digest.coverage),
        "missed": digest.missed,
        "alerted": [{"story": each.story, "title": each.title, "link": each.link} for each in digest.alerted],
    }


def read_digest(json: Mapping[str, Any]) -> Digest:
    """Read a digest back as it was: `read_digest(digest_json(digest)) == digest`."""
    window = json["window"]
    return Digest(
        id=json["id"],
        subscription=json["subscription"],
        edition=Edition(json["edition"]),
        date=date.fromisoformat(json["date"]),
        window=Window(read_time(window["start"]), read_time(window["end"])),
        sections=tuple(
            Section(section["theme"], tuple(read_telling(each) for each in section["stories"]))
            for section in json["sections"]
        ),
        coverage=Coverage(**json["coverage"]),
        late=json["late"],
        missed=json["missed"],
        alerted=tuple(
            Alerted(each["story"], each["title"], each["link"]) for each in json.get("alerted", ())
        ),
    )


def telling_json(telling: Telling) -> Json:
    return {
        "story": telling.story,
        "title": telling.title,
        "status": telling.status,
        "change": "; ".join(change.what for change in telling.changes) or None,
        "summary": [sentence_json(sentence) for sentence in telling.summary],
        "figures": [figure_json(figure) for figure in telling.figures],
        "viewpoints": _sides_json(telling.viewpoints),
        "owners": telling.owners,
        "single_source": telling.single_source,
        "links": [
            {"outlet": link.outlet, "url": link.url, "language": link.language} for link in telling.links
        ],
        "language": telling.language,
        "outlets": telling.outlets,
        "themes": list(telling.themes),
        "changes": [
            {"kind": str(change.kind), "what": change.what, "item": change.item} for change in telling.changes
        ],
        "told_before": telling.told_before,
        "silent": [str(side) for side in telling.silent],
        "headline_only": telling.headline_only,
        "amendments": [
            {
                "kind": str(each.kind),
                "at": write_time(each.at),
                "what": each.what,
                "detail": each.detail,
                "link": each.link,
            }
            for each in telling.amendments
        ],
    }


def read_telling(json: Mapping[str, Any]) -> Telling:
    return Telling(
        story=json["story"],
        title=json["title"],
        language=json["language"],
        summary=tuple(Sentence(each["text"], tuple(each["items"])) for each in json["summary"]),
        links=tuple(OutletLink(each["outlet"], each["url"], each["language"]) for each in json["links"]),
        viewpoints={Viewpoint(side): number for side, number in json["viewpoints"].items()},
        outlets=json["outlets"],
        owners=json["owners"],
        themes=tuple(json["themes"]),
        figures=tuple(read_figure(each) for each in json["figures"]),
        changes=tuple(
            Change(ChangeKind(each["kind"]), each["what"], each["item"]) for each in json["changes"]
        ),
        told_before=json["told_before"],
        silent=tuple(Viewpoint(side) for side in json["silent"]),
        headline_only=json["headline_only"],
        # What an earlier version composed has none.
        amendments=tuple(
            Amendment(
                AmendmentKind(each["kind"]), read_time(each["at"]), each["what"], each["detail"], each["link"]
            )
            for each in json.get("amendments", ())
        ),
    )


def coverage_json(coverage: Coverage) -> Json:
    return {
        "feeds": coverage.feeds,
        "read": coverage.read,
        "failed": coverage.failed,
        "quiet": coverage.quiet,
        "items": coverage.items,
        "stories": coverage.stories,
        "shown": coverage.shown,
        "held_back": coverage.held_back,
    }


# ---- feeds and deliveries -------------------------------------------------------------------------


def outcome_json(outcome: Outcome) -> Json:
    """Write how a pull went; a feed that was skipped is well, so it gives no reason."""
    return {
        "feed": outcome.feed,
        "url": masked(outcome.url),
        "state": str(outcome.state),
        "reason": None if outcome.state is PullState.SKIPPED else outcome.reason,
        "new": outcome.new,
        "changed": outcome.changed,
        "next_pull": _time_json(outcome.next_pull),
    }


def feed_json(feed: Feed, state: FeedState | None = None) -> Json:
    """Write a feed and how it is, the secret parts of its address hidden."""
    state = state or FeedState(feed.id)
    return {
        "id": feed.id,
        "url": masked(feed.url),
        "title": feed.title or state.title or "",
        "outlet": feed.outlet,
        "kind": str(feed.kind),
        "on": feed.on,
        "state": None if state.state is None else str(state.state),
        "reason": state.reason,
        "last_success": _time_json(state.last_success),
        "newest_item": _time_json(state.newest_item),
        "interval_s": state.interval_s,
        "next_pull": _time_json(state.next_pull),
        "failures": state.failures,
    }


def delivery_json(delivery: Delivery) -> Json:
    return {
        "id": delivery.id,
        "digest": delivery.digest or None,
        "subscription": delivery.subscription or None,
        "platform": str(delivery.platform),
        "channel": delivery.channel,
        "part": delivery.part,
        "state": str(delivery.state),
        "tries": delivery.tries,
        "message_id": delivery.message_id,
        "posted": _time_json(delivery.posted),
        "reason": delivery.reason,
        "kind": str(delivery.kind),
        "team": delivery.team or None,
        "link": delivery.link,
        "due": _time_json(delivery.due),
        "stories": list(delivery.stories),
    }


# ---- search ---------------------------------------------------------------------------------------


def hit_json(hit: Hit | None, *, ms: float, query: str | None = None) -> Json:
    """Write a hit, or that a query has none; with the query itself where many are answered in one run."""
    item = hit.item if hit else None
    shape: Json = {
        "story": hit.story if hit else None,
        "item": item.id if item else None,
        "title": item.title if item else None,
        "url": item.url if item else None,
        "outlet": item.outlet if item else None,
        "published": write_time(item.published) if item else None,
        "language": item.language if item else None,
        "themes": [filing.theme for filing in item.themes] if item else [],
        "score": hit.score if hit else None,
        "ms": round(ms, 3),
    }
    return shape if query is None else {"query": query, **shape}


def _sides_json(viewpoints: Mapping[Viewpoint, int]) -> dict[str, int]:
    return {str(side): number for side, number in viewpoints.items()}


def _time_json(moment: datetime | None) -> str | None:
    return None if moment is None else write_time(moment)
