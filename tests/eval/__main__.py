"""`make eval`: how well it understands, on our own sets and, where they lie beside the checkout, on the development sets."""

from tests.beside import LABELLED
from tests.eval import figures, program, repeats, search, stories, themes


def main() -> None:
    themes.main()
    print()
    stories.main([])
    print()
    program.main([])
    print()
    figures.main([])
    print()
    search.main([])
    if (LABELLED / "stream.jsonl.gz").exists():
        print("\nrepeats over five days of digests")
        repeats.main(LABELLED / "stream.jsonl.gz")


if __name__ == "__main__":
    main()
