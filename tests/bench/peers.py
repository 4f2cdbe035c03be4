"""What a user could pick instead, each run as a process of its own.

python -m tests.bench.peers reader PORT FEEDS FILE
python -m tests.bench.peers bare PORT FEEDS FILE
"""

import asyncio
import json
import sys
from pathlib import Path


def reader(port: str, feeds: int, file: str) -> None:
    """lemon24's reader as a Python user would run it; prints how many entries it has."""
    from reader import make_reader

    with make_reader(file) as opened:
        for number in range(feeds):
            opened.add_feed(f"http://127.0.0.1:{port}/feed/{number}", exist_ok=True)
        # Asked for at once, as our `--force` is; by default it keeps to its own schedule.
        opened.update_feeds(scheduled=False, workers=16)
        print(opened.get_entry_counts().total)


async def bare(port: str, feeds: int, file: str) -> None:
    """Conditional requests and nothing else: what asking costs; the validators are kept in a file."""
    import aiohttp

    kept = Path(file)
    validators: dict[str, str] = json.loads(kept.read_text()) if kept.exists() else {}
    room = asyncio.Semaphore(32)

    async def one(session: aiohttp.ClientSession, number: str) -> None:
        known = {"If-None-Match": validators[number]} if number in validators else {}
        async with room, session.get(f"http://127.0.0.1:{port}/feed/{number}", headers=known) as answer:
            await answer.read()
            if "ETag" in answer.headers:
                validators[number] = answer.headers["ETag"]

    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*(one(session, str(number)) for number in range(feeds)))
    kept.write_text(json.dumps(validators))


if __name__ == "__main__":
    who, port, feeds, file = sys.argv[1:]
    if who == "reader":
        reader(port, int(feeds), file)
    else:
        asyncio.run(bare(port, int(feeds), file))
