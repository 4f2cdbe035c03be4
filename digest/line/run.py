"""How work that burns CPU leaves the event loop: the shell gives us a `run`, since we do not know its worker."""

from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Run(Protocol):
    """Runs a module-level function of ours where it holds up nobody."""

    async def __call__(
        self, function: Callable[..., T], *args: object, timeout: float = ..., more_mb: int | None = ...
    ) -> T:
        """Return what the function returns; raise ParseError when it overran its limits.

        `timeout` is in seconds; `more_mb` the memory that it may take beside what was taken before.
        """
        ...
