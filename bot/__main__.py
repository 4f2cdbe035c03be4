"""`python -m bot`: what the console script `parallax` runs."""

from bot.cli import main

if __name__ == "__main__":
    main()
