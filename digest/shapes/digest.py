"""Digests as JSON, and a stored one back."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from digest.clock import read_time, write_time
from digest.model.change import Amendment, AmendmentKind, Change, ChangeKind
from digest.model.digest import Alerted, Coverage, Digest, OutletLink, Section, Sentence, Telling
from digest.model.outlet import Viewpoint
from digest.model.subscription import Edition
from digest.model.window import Window
from digest.shapes.item import figure_json, read_figure
from digest.shapes.values import Json, sentence_json, sides_json


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
        "coverage": asdict(digest.coverage),
        "missed": digest.missed,
        "alerted": [asdict(each) for each in digest.alerted],
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
        alerted=tuple(Alerted(**each) for each in json.get("alerted", ())),
    )


def telling_json(telling: Telling) -> Json:
    return {
        "story": telling.story,
        "title": telling.title,
        "status": telling.status,
        "change": "; ".join(change.what for change in telling.changes) or None,
        "summary": [sentence_json(sentence) for sentence in telling.summary],
        "figures": [figure_json(figure) for figure in telling.figures],
        "viewpoints": sides_json(telling.viewpoints),
        "owners": telling.owners,
        "single_source": telling.single_source,
        "links": [asdict(link) for link in telling.links],
        "language": telling.language,
        "outlets": telling.outlets,
        "themes": list(telling.themes),
        "changes": [
            {"kind": str(change.kind), "what": change.what, "item": change.item} for change in telling.changes
        ],
        "told_before": telling.told_before,
        "silent": [str(side) for side in telling.silent],
        "headline_only": telling.headline_only,
        "named": list(telling.named),
        "told_in": telling.told_in or None,
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
        links=tuple(OutletLink(**each) for each in json["links"]),
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
        # What an earlier version composed has none of these.
        named=tuple(json.get("named", ())),
        told_in=json.get("told_in") or "",
        amendments=tuple(
            Amendment(
                AmendmentKind(each["kind"]), read_time(each["at"]), each["what"], each["detail"], each["link"]
            )
            for each in json.get("amendments", ())
        ),
    )
