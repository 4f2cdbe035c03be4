"""The tables, as a list of steps that only ever grows. A step that was released is never edited.

Times are whole seconds since 1970. Lists and mappings that are only ever read whole are JSON.
"""

from typing import NamedTuple


class Step(NamedTuple):
    """A change to the tables; statements are parted by semicolons, and so hold none."""

    name: str
    sql: str


STEPS: tuple[Step, ...] = (
    Step(
        "first",
        """
-- An item's key `n` is its time of publication and a running number (`published << 20 | number`), so that
-- the order of keys, here and in the search index, is the order of publication. The row is kept lean:
-- filters read many.
CREATE TABLE items (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  feed TEXT NOT NULL,
  url TEXT,
  outlet TEXT NOT NULL,
  owner TEXT NOT NULL,
  viewpoint TEXT NOT NULL,
  language TEXT NOT NULL,
  title TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  on_topic INTEGER NOT NULL,
  is_read INTEGER NOT NULL DEFAULT 0,
  is_grouped INTEGER NOT NULL DEFAULT 0,
  themes TEXT NOT NULL DEFAULT '[]',
  actors TEXT NOT NULL DEFAULT '[]',
  figures INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX items_by_first_seen ON items(first_seen);
CREATE INDEX items_by_feed ON items(feed);
CREATE INDEX items_by_outlet ON items(outlet);
CREATE INDEX items_by_language ON items(language);
CREATE INDEX items_by_viewpoint ON items(viewpoint);
CREATE INDEX items_unread ON items(n) WHERE is_read = 0;

CREATE TABLE texts (
  n INTEGER PRIMARY KEY,
  summary TEXT NOT NULL,
  content TEXT NOT NULL
);

-- The index keeps no copy of the text: what was indexed is made again from the row when it has to go.
CREATE VIRTUAL TABLE search_index USING fts5(
  title, body, content = '', tokenize = "unicode61 remove_diacritics 2"
);

-- Other feeds that carried the item, after the first.
CREATE TABLE item_feeds (
  n INTEGER NOT NULL,
  feed TEXT NOT NULL,
  PRIMARY KEY (n, feed)
) WITHOUT ROWID;

-- What an item said before its outlet changed it.
CREATE TABLE item_changes (
  n INTEGER NOT NULL,
  at INTEGER NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  PRIMARY KEY (n, at)
) WITHOUT ROWID;

CREATE TABLE item_themes (
  theme TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (theme, n)
) WITHOUT ROWID;

CREATE TABLE item_actors (
  actor TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (actor, n)
) WITHOUT ROWID;

CREATE TABLE figures (
  n INTEGER NOT NULL,
  place INTEGER NOT NULL,
  amount REAL NOT NULL,
  unit TEXT NOT NULL,
  subject TEXT NOT NULL,
  sentence TEXT NOT NULL,
  as_of TEXT,
  PRIMARY KEY (n, place)
) WITHOUT ROWID;
CREATE INDEX figures_by_unit ON figures(unit);

CREATE TABLE vectors (
  n INTEGER PRIMARY KEY,
  model TEXT NOT NULL,
  vector BLOB NOT NULL
);

-- A story's row is kept up to date when it is written, so that a digest reads rows and no items.
-- `fresh` is the latest start of a window that still holds an item of the story.
CREATE TABLE stories (
  s INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  language TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  seen_from INTEGER NOT NULL,
  seen_to INTEGER NOT NULL,
  fresh INTEGER NOT NULL,
  outlets INTEGER NOT NULL,
  owners INTEGER NOT NULL,
  viewpoints TEXT NOT NULL,
  themes TEXT NOT NULL,
  actors TEXT NOT NULL
);
CREATE INDEX stories_by_fresh ON stories(fresh);
CREATE INDEX stories_by_first_seen ON stories(first_seen);

-- Holds what choosing the stories of a window needs, so that no other table is touched.
CREATE TABLE story_themes (
  theme TEXT NOT NULL,
  fresh INTEGER NOT NULL,
  s INTEGER NOT NULL,
  owners INTEGER NOT NULL,
  score REAL NOT NULL,
  seen_from INTEGER NOT NULL,
  seen_to INTEGER NOT NULL,
  PRIMARY KEY (theme, fresh, s)
) WITHOUT ROWID;
CREATE INDEX story_themes_by_story ON story_themes(s);

-- `m` counts placements, so that another process sees which ones are new to it.
CREATE TABLE members (
  m INTEGER PRIMARY KEY AUTOINCREMENT,
  n INTEGER NOT NULL UNIQUE,
  s INTEGER NOT NULL,
  nearest TEXT,
  score REAL,
  shared TEXT NOT NULL
);
CREATE INDEX members_by_story ON members(s);

-- Each link is written in both directions.
CREATE TABLE developments (
  story TEXT NOT NULL,
  other TEXT NOT NULL,
  PRIMARY KEY (story, other)
) WITHOUT ROWID;

-- Ids of stories that turned out to be another one.
CREATE TABLE merged (
  id TEXT PRIMARY KEY,
  story TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX merged_by_story ON merged(story);

CREATE TABLE digests (
  id TEXT PRIMARY KEY,
  subscription TEXT NOT NULL,
  date TEXT NOT NULL,
  edition TEXT NOT NULL,
  channel TEXT NOT NULL,
  window_start INTEGER NOT NULL,
  window_end INTEGER NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (subscription, date, edition)
);
CREATE INDEX digests_by_end ON digests(window_end);

CREATE TABLE verdicts (
  digest TEXT NOT NULL,
  story TEXT NOT NULL,
  shown INTEGER NOT NULL,
  held_back_by TEXT,
  score TEXT NOT NULL,
  PRIMARY KEY (digest, story)
) WITHOUT ROWID;
CREATE INDEX verdicts_by_story ON verdicts(story);

CREATE TABLE told (
  channel TEXT NOT NULL,
  story TEXT NOT NULL,
  digest TEXT NOT NULL,
  at INTEGER NOT NULL,
  title TEXT NOT NULL,
  items TEXT NOT NULL,
  figures TEXT NOT NULL,
  actors TEXT NOT NULL,
  viewpoints TEXT NOT NULL,
  owners INTEGER NOT NULL,
  link TEXT,
  PRIMARY KEY (channel, story)
) WITHOUT ROWID;
CREATE INDEX told_by_story ON told(story);

-- The outbox. `n` is the order in which deliveries were planned, which is the order in which they go.
CREATE TABLE deliveries (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  digest TEXT NOT NULL,
  subscription TEXT NOT NULL,
  platform TEXT NOT NULL,
  channel TEXT NOT NULL,
  part INTEGER NOT NULL,
  state TEXT NOT NULL,
  tries INTEGER NOT NULL,
  message_id TEXT,
  posted INTEGER,
  reason TEXT,
  due INTEGER,
  planned INTEGER NOT NULL,
  claimed INTEGER,
  body TEXT NOT NULL
);
CREATE INDEX deliveries_unsettled ON deliveries(state) WHERE state <> 'sent';
CREATE INDEX deliveries_by_digest ON deliveries(digest);

-- Feeds that were added by command or in chat.
CREATE TABLE feeds (
  id TEXT PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  outlet TEXT,
  kind TEXT NOT NULL,
  on_topic INTEGER NOT NULL,
  viewpoint TEXT,
  language TEXT,
  is_on INTEGER NOT NULL,
  auth TEXT
) WITHOUT ROWID;

CREATE TABLE feed_states (
  feed TEXT PRIMARY KEY,
  state TEXT,
  reason TEXT,
  etag TEXT,
  last_modified TEXT,
  body_hash TEXT,
  interval_s INTEGER NOT NULL,
  next_pull INTEGER,
  last_pull INTEGER,
  last_success INTEGER,
  first_seen INTEGER,
  newest_item INTEGER,
  rhythm_s INTEGER,
  failures INTEGER NOT NULL,
  failing_since INTEGER,
  announced TEXT,
  moved_to TEXT,
  moved_since INTEGER,
  moved_pulls INTEGER NOT NULL,
  site TEXT,
  title TEXT
) WITHOUT ROWID;

-- Apart from the state, since they are long and seldom change.
CREATE TABLE feed_chunks (
  feed TEXT PRIMARY KEY,
  chunks TEXT NOT NULL
);

CREATE TABLE pulls (
  at INTEGER NOT NULL,
  feed TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  new INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  PRIMARY KEY (at, feed)
) WITHOUT ROWID;

CREATE TABLE subscriptions (
  team TEXT NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (team, name)
) WITHOUT ROWID;

CREATE TABLE follows (
  channel TEXT NOT NULL,
  kind TEXT NOT NULL,
  target TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (channel, kind, target)
) WITHOUT ROWID;

CREATE TABLE mutes (
  channel TEXT NOT NULL,
  kind TEXT NOT NULL,
  target TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (channel, kind, target)
) WITHOUT ROWID;

-- Channels that are switched off because a platform refused them for good.
CREATE TABLE channels_off (
  channel TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE change_log (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  team TEXT NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL
);

-- `secret` is encrypted by the shell before it comes here.
CREATE TABLE teams (
  platform TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  secret BLOB,
  body TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (platform, id)
) WITHOUT ROWID;

-- Small facts of the program's own, by name.
CREATE TABLE notes (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID
""",
    ),
    Step(
        "teams",
        """
ALTER TABLE deliveries ADD COLUMN team TEXT NOT NULL DEFAULT ''
""",
    ),
    Step(
        "chat",
        """
-- When a workspace or server removed the bot; its rows are deleted a month later.
ALTER TABLE teams ADD COLUMN gone INTEGER;

-- Feeds that readers proposed: `state` is waiting, added or declined.
CREATE TABLE suggestions (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  platform TEXT NOT NULL,
  team TEXT NOT NULL,
  channel TEXT NOT NULL,
  who TEXT NOT NULL,
  url TEXT NOT NULL,
  state TEXT NOT NULL
) WITHOUT ROWID;

-- What a button means that is too long to stand in it, and forms that were filled in and not yet kept.
CREATE TABLE kept (
  id TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  at INTEGER NOT NULL
) WITHOUT ROWID
""",
    ),
    # Deliveries are all that we say unasked, each with its place: a thread, a forum's post, another's message.
    # What a channel was told before, so that a digest that never came can be taken back.
    Step(
        "outgoing",
        """
ALTER TABLE deliveries ADD COLUMN kind TEXT NOT NULL DEFAULT 'digest';
ALTER TABLE deliveries ADD COLUMN reply_to TEXT;
ALTER TABLE deliveries ADD COLUMN edits TEXT;
ALTER TABLE deliveries ADD COLUMN title TEXT;
ALTER TABLE deliveries ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE deliveries ADD COLUMN stories TEXT NOT NULL DEFAULT '[]';
ALTER TABLE deliveries ADD COLUMN link TEXT;
ALTER TABLE digests ADD COLUMN is_missed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE told ADD COLUMN former TEXT
""",
    ),
    # Where feeds have moved; a row holds while the feed's own address is the one that it moved from.
    Step(
        "watch",
        """
ALTER TABLE feed_states ADD COLUMN announced_at INTEGER;
ALTER TABLE feed_states ADD COLUMN ttl_s INTEGER;
ALTER TABLE feeds ADD COLUMN labels TEXT NOT NULL DEFAULT '[]';
CREATE TABLE feed_moves (
  feed TEXT PRIMARY KEY,
  from_url TEXT NOT NULL,
  to_url TEXT NOT NULL,
  at INTEGER NOT NULL
) WITHOUT ROWID
""",
    ),
    Step(
        "pages",
        """
-- Items whose pages were asked for, once, for their text.
CREATE TABLE item_pages (
  n INTEGER PRIMARY KEY,
  at INTEGER NOT NULL
)
""",
    ),
    # Whether the channels that were told of both stories have heard that they are one.
    Step(
        "joined",
        """
ALTER TABLE merged ADD COLUMN is_told INTEGER NOT NULL DEFAULT 0;
CREATE INDEX told_by_channel_and_time ON told(channel, at)
""",
    ),
    # Which other feeds carried an item was written with every pull, and nobody asked.
    Step(
        "carriers",
        """
DROP TABLE item_feeds
""",
    ),
    Step(
        "traits",
        """
-- What of an item is compared with others, as `version` of the program makes it of its text. Only of the last days.
CREATE TABLE traits (
  n INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  body TEXT NOT NULL
)
""",
    ),
    # The wait that a host asks for means all that we ask there, also after a restart.
    Step(
        "waits",
        """
CREATE TABLE host_waits (
  host TEXT PRIMARY KEY,
  until INTEGER NOT NULL
)
""",
    ),
    # Which fields an item has stands in the index of words from this key on; older items get there bit by bit.
    Step(
        "stamps",
        """
INSERT INTO notes (name, value) SELECT 'stamped_from', CAST(n + 1 AS TEXT) FROM items ORDER BY n DESC LIMIT 1
""",
    ),
    # Whether an item came from the feed of the outlet whose page it links. Of older ones that is not known.
    Step(
        "own items",
        """
ALTER TABLE items ADD COLUMN is_own INTEGER
""",
    ),
    # Every new item was filed by its feed, and nobody looked it up by it.
    Step(
        "items of feeds",
        """
DROP INDEX items_by_feed
""",
    ),
    # By when something of them was published stories are listed: what a new feed brings may be long over.
    Step(
        "last published",
        """
ALTER TABLE stories ADD COLUMN last_published INTEGER NOT NULL DEFAULT 0;
UPDATE stories SET last_published = coalesce(
  (SELECT max(n) >> 20 FROM members m WHERE m.s = stories.s), last_seen
);
CREATE INDEX stories_by_last_published ON stories(last_published);
ALTER TABLE story_themes ADD COLUMN last_published INTEGER NOT NULL DEFAULT 0;
UPDATE story_themes SET last_published = (
  SELECT last_published FROM stories WHERE stories.s = story_themes.s
);
CREATE INDEX story_themes_by_last_published ON story_themes(theme, last_published)
""",
    ),
    # When a digest's slot was due: the next one begins there where an earlier run had posted it.
    Step(
        "slots",
        """
ALTER TABLE digests ADD COLUMN due INTEGER
""",
    ),
    # When a feed was last asked was written with every pull, and nobody read it.
    Step(
        "last pulls",
        """
ALTER TABLE feed_states DROP COLUMN last_pull
""",
    ),
    # A list that somebody made names a feed's variable, and the team has not said that it may.
    Step(
        "wanted passwords",
        """
ALTER TABLE feeds ADD COLUMN wanted_auth TEXT
""",
    ),
    # When a feed last sent a body: that nothing has changed is not believed for ever.
    Step(
        "whole bodies",
        """
ALTER TABLE feed_states ADD COLUMN whole_at INTEGER;
UPDATE feed_states SET whole_at = last_success
""",
    ),
    # Of which address and which variable a feed's state tells: with another one it begins anew.
    Step(
        "states of addresses",
        """
ALTER TABLE feed_states ADD COLUMN asked_as TEXT
""",
    ),
    # What an item's first words mean, one by one, beside its traits and for as long.
    Step(
        "senses",
        """
ALTER TABLE traits ADD COLUMN senses BLOB
""",
    ),
    # What is settled is forgotten by its age. Before, no delivery was.
    Step(
        "ages of deliveries",
        """
CREATE INDEX deliveries_by_planned ON deliveries(planned)
""",
    ),
    # Old digests are packed, and how many stories they show stands beside them. Which are not, the index says.
    Step(
        "packed digests",
        """
ALTER TABLE digests ADD COLUMN shown INTEGER;
CREATE INDEX digests_unpacked ON digests(window_end) WHERE typeof(body) = 'text'
""",
    ),
    # What changed of late was looked for after each pull among all that ever changed.
    Step(
        "ages of changes",
        """
CREATE INDEX item_changes_by_time ON item_changes(at)
""",
    ),
    # A team's shelf, and what a subscription was told last, were looked for in the rows of all its digests.
    Step(
        "digests of years",
        """
DROP INDEX digests_by_end;
CREATE INDEX digests_by_end_and_channel ON digests(window_end, channel);
CREATE INDEX digests_by_subscription ON digests(subscription, window_end, date, edition, is_missed, window_start)
""",
    ),
    # What a channel refused is owed anew once it takes something; before, its slot was over.
    Step(
        "refused digests",
        """
ALTER TABLE digests ADD COLUMN is_refused INTEGER NOT NULL DEFAULT 0;
CREATE INDEX digests_refused ON digests(window_end) WHERE is_refused
""",
    ),
    # Of which site a feed says that it is was written with every pull, and nobody read it.
    Step(
        "sites",
        """
ALTER TABLE feed_states DROP COLUMN site
""",
    ),
)
