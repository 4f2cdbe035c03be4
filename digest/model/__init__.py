"""The words of the project, as frozen values: one module for each word, or for a few that go together. Read this first.

What a team chooses: it pulls each `feed`, follows each `theme` and `actor`, and knows the `outlet` behind a feed with
the side that it reports from (Viewpoint); all of that is its `knowledge`. A `subscription` says what is posted, when,
and to which `place`.

What comes of it: a Feed is pulled and gives Items (`item`), which state Figures (`figure`). Items that tell one
happening make a `story`, filed under Themes. What the Stories of a `window` have to tell one Subscription is its
`digest`, which tells a Story again only with a `change`. Each part of it that goes to a channel is a `delivery`.

What a reader asks is a `query`, a `comparison` of a Story's sides, or the `trend` of Themes by week. How the bot itself
is doing is its `status`.
"""
