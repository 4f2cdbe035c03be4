"""Three reports of one happening, in two languages, a team that follows what they are about, and a list of a feed."""

import json

ITEMS = "\n".join(
    json.dumps(row)
    for row in [
        {
            "url": "https://a.example/1",
            "title": "US tightens export controls on AI chips for China",
            "summary": "The Commerce Department added 12 firms to the Entity List, it said on Tuesday.",
            "published": "2026-03-03T10:00:00Z",
        },
        {
            "url": "https://b.example/2",
            "title": "Washington tightens export controls on AI chips for China",
            "summary": "Twelve companies were added to the Entity List by the Commerce Department on Tuesday.",
            "published": "2026-03-03T11:00:00Z",
        },
        {
            "url": "https://c.example/3",
            "title": "美国收紧对华AI芯片出口管制",
            "summary": "美国商务部周二将12家企业列入实体清单。",
            "published": "2026-03-03T12:00:00Z",
        },
    ]
)
AT = "2026-03-04T08:00:00Z"
TEAM = '[[subscription]]\nname = "morning"\nat = "08:00"\nthemes = ["export_controls"]\n'
ONE_FEED = '<opml version="2.0"><body><outline xmlUrl="http://127.0.0.1:9/feed"/></body></opml>'
