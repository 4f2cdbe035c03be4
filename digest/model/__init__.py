"""The words of the project, as frozen values: one module for each, or for a few that go together. Read this first.

What a team chooses: it pulls a `feed`; follows a `theme` and an `actor`; knows the `outlet` behind a feed and the side
that it reports from (Viewpoint); all of that is its `knowledge`. A `subscription` says what is posted, when, to which
`place`.

What comes of it: a Feed is pulled and gives Items (`item`), which state Figures (`figure`); Items that tell one
happening make a `story`, filed under Themes. What the Stories of one `window` have to tell a Subscription is its
`digest`, which tells a Story again only with its `change`. That a part of it went to a channel is a `delivery`.

What a reader asks is a `query`, or the `comparison` of a Story's sides.
"""
