"""What the words before a number say that it is said of, in Chinese, Japanese and Korean."""

from digest.understand.figures.east import words

_LONGEST_CLAUSE, _LONGEST_SUBJECT = 40, 18
_MOST_CLAUSES = 3
_MOST_TAILS = 6
MARKS = ',。;:、()「」『』“”" '


def said_before(sentence: str, start: int) -> str:
    """Return the words of the clause before a number, without the verb that leads up to it.

    Where nothing else is left of the clause, the one before it is looked at.
    """
    end = start
    for _ in range(_MOST_CLAUSES):
        clause = sentence[max(0, end - _LONGEST_CLAUSE) : end]
        cuts = [cut for cut in words.CLAUSE.finditer(clause) if cut.end() < len(clause.rstrip())]
        begin = cuts[-1].end() if cuts else 0
        if said := _without_verb(clause[begin:].strip()):
            return _short(said)
        if not cuts:
            break
        end -= len(clause) - cuts[-1].start()
    return ""


def _without_verb(clause: str) -> str:
    if earlier := words.EARLIER_FIGURE.search(clause):
        clause = clause[: earlier.start()].strip() or clause[earlier.end() :].strip()
    clause = clause.strip(MARKS)
    if words.KOREAN.search(clause):
        return words.PARTICLES_KO.sub("", words.TAILS_KO.sub("", f" {clause}").strip())
    for _ in range(_MOST_TAILS):
        shorter = words.TAILS.sub("", words.LAST_YEAR.sub("", words.LAST_FIGURE.sub("", clause))).strip(MARKS)
        if shorter == clause:
            break
        clause = shorter
    return clause.strip(MARKS)


def _short(said: str) -> str:
    if len(said) <= _LONGEST_SUBJECT:
        return said
    said = said[-_LONGEST_SUBJECT:]
    return said[said.index(" ") + 1 :] if " " in said else said
