"""A text in, out the same as the encoder reads it: names and the field's words in one spelling.

The encoder knows few names and few words of trade law, chipmaking or finance, and hardly one in all its scripts. So
what stands in the lists of actors and in the glossary is written alike in every language before it reads. Names alone
raised the best F1 of telling pairs of one happening in two languages by vectors alone from 0.83 to 0.87 over six
sets; with the glossary its mean over seven, the hardest among them, rose from 0.82 to 0.84, and pair F1 of stories on
that hardest set, as grouped, from 0.82 to 0.88.
"""

from digest.model import Knowledge
from digest.understand.actors import Names
from digest.understand.lexicon import Hit, Lexicon, glued, normal, spans


class Spelling:
    """The names of the actors and the words of the glossary, compiled once."""

    def __init__(self, knowledge: Knowledge, names: Names | None = None) -> None:
        """`names` are those of the same knowledge, where they have been compiled already."""
        self._names = names or Names(knowledge)
        self._written = {actor.id: actor.name for actor in knowledge.actors}
        self._words: Lexicon[str] = Lexicon()
        for word, forms in knowledge.glossary.items():
            for form in (word, *forms):
                self._words.add(form, word)

    def spelled(self, text: str) -> str:
        """Return the text with every name as the project writes it, Huawei for 华为, and every word of the glossary
        in English, licence for 许可 and Lizenz.

        The longest phrase wins, and a name before a word.
        """
        plain = normal(text)
        at = spans(plain)
        found = [plain[start:end] for start, end in at]
        named = self._names.find(found, lambda: glued(at)).sure
        hits = [(hit, self._written[hit.value]) for hit in named]
        hits += [(hit, hit.value) for hit in sorted(self._words.scan(found), key=_longest_first)]
        taken = [False] * len(at)
        written: list[tuple[int, int, str]] = []
        for hit, word in hits:
            if not any(taken[hit.start : hit.end]):
                taken[hit.start : hit.end] = [True] * (hit.end - hit.start)
                written.append((at[hit.start][0], at[hit.end - 1][1], word))
        pieces, told = [], 0
        for start, end, word in sorted(written):
            pieces += [plain[told:start], f" {word} "]
            told = end
        return "".join([*pieces, plain[told:]])


def _longest_first(hit: Hit[str]) -> tuple[int, int]:
    return hit.start - hit.end, hit.start
