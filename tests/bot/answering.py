"""Somebody who answers every word with the same message, and keeps what was asked: for tests of adapters."""

from bot.chat import Answer
from digest.tell.present.house import help_message
from digest.tell.voice import speaker


class Answering:
    def __init__(self, answer=None, form=None, problems=None):
        self.asked = []
        self.left_teams = []
        self.came_teams = []
        self.greeted = set()
        self.moves = []
        self.let_in_at = []
        self.greeting = help_message(speaker("en"))
        self.reply = answer or Answer(help_message(speaker("en")))
        self.form = form
        self.problems = problems or {}
        self.error = None
        self.offered = []
        """What completes any option."""

    async def answer(self, request):
        self.asked.append(request)
        if self.error:
            raise self.error
        return self.reply

    def opens_form(self, word, text):
        return word == "subscribe" and not text

    def asks_who(self, word, text):
        return word in ("follow", "subscribe")

    def check(self, fields):
        return {name: said for name, said in self.problems.items() if name in fields}

    async def complete(self, option, typed, request):
        return self.offered

    async def hello(self, place):
        if place in self.greeted:
            return None
        self.greeted.add(place)
        return self.greeting

    async def let_in(self, place):
        self.let_in_at.append(place)

    async def moved(self, old, new):
        self.moves.append((old, new))

    async def came(self, platform, team, application):
        self.came_teams.append((platform, team))

    async def having(self, platform, application):
        return []

    async def left(self, platform, team):
        self.left_teams.append((platform, team))
