"""`python -m bot`: what the console script `parallax` runs."""

import sys


def main() -> None:
    """Answer one call; an interrupt ends it with 130, from the first import on."""
    try:
        from bot.cli import main as answer

        answer()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
