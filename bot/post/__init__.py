"""What the bot says unasked: what is owed and what is new, noted in the ledger, and posted from there."""
