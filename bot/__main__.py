"""`python -m bot`: what the console script `parallax` runs."""

import sys


def main() -> None:
    """Answer one call; an interrupt ends it with 130, from the first import on."""
    try:
        _look_for_locks()
        from bot.cli import main as answer

        answer()
    except KeyboardInterrupt:
        sys.exit(130)


def _look_for_locks() -> None:
    """End where the system has none of those that keep a second `run` from a database, as Windows has not."""
    try:
        import fcntl  # noqa: F401
    except ModuleNotFoundError:
        sys.exit("parallax: this system cannot run it; on Windows, install it within WSL")


if __name__ == "__main__":
    main()
