"""Stories, how they were filed, fared and told, as JSON."""

from collections.abc import Iterable
from dataclasses import asdict

from digest.clock import write_time
from digest.model.comparison import Comparison
from digest.model.digest import Sentence, Verdict
from digest.model.story import Because, Story
from digest.model.theme import Filing
from digest.model.trend import Trend
from digest.shapes.values import Json, sentence_json, sides_json


def story_json(story: Story, summary: Iterable[Sentence]) -> Json:
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
        "viewpoints": sides_json(story.viewpoints),
        "summary": [sentence_json(sentence) for sentence in summary],
        "developments": list(story.developments),
        "because": {item: _because_json(because) for item, because in story.because.items()},
    }


def _because_json(because: Because) -> Json:
    return {"nearest": because.nearest, "score": because.score, "shared": list(because.shared)}


def compare_json(comparison: Comparison) -> Json:
    return {
        "story": comparison.story,
        "sides": [asdict(side) for side in comparison.sides],
        "silent": [str(side) for side in comparison.silent],
    }


def why_json(story: Story, verdict: Verdict | None) -> Json:
    """Write how a story was filed and fared; one that no digest of the last month has judged was not shown."""
    return {
        "story": story.id,
        "shown": verdict is not None and verdict.shown,
        "held_back_by": verdict.held_back_by if verdict else None,
        "themes": [_filing_json(filing) for filing in story.themes],
        "score": dict(verdict.score) if verdict else {},
    }


def _filing_json(filing: Filing) -> Json:
    return {"theme": filing.theme, "score": filing.score, "terms": list(filing.terms)}


def theme_test_json(filings: Iterable[Filing]) -> Json:
    return {"themes": [_filing_json(filing) for filing in filings]}


def trend_json(trend: Trend) -> Json:
    return {
        "week": trend.week.isoformat(),
        "theme": trend.theme,
        "stories": trend.stories,
        "owners": trend.owners,
        "viewpoints": sides_json(trend.viewpoints),
    }
