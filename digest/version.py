"""Which version of the program this is."""

from importlib import metadata


def version() -> str:
    """Return the installed version; `0` for a checkout that is not installed."""
    try:
        return metadata.version("parallax-digest")
    except metadata.PackageNotFoundError:
        return "0"
