"""A resolver of names that gives the addresses it was told to."""

from aiohttp.abc import AbstractResolver


class FakeResolver(AbstractResolver):
    """Gives the answers it was told to, another list at each call."""

    def __init__(self, *answers):
        self.answers = list(answers)

    async def resolve(self, host, port=0, family=0):
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [
            {"hostname": host, "host": a, "port": port, "family": 2, "proto": 0, "flags": 0} for a in answer
        ]

    async def close(self):
        pass
