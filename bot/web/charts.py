"""The pages' pictures, drawn in the child, each once for all who ask for it; the last ones are kept."""

from collections import OrderedDict
from functools import partial

from bot.web.fresh import Fresh
from digest.ids import derive_id
from digest.line.run import Run
from digest.tell.drawings import Drawing

# The child has to start and to load its library first.
DRAW_S = 30.0
# A picture is some 40 kB.
_MOST_KEPT = 50


class Charts:
    def __init__(self, run: Run) -> None:
        self._run = run
        self._fresh = Fresh[bytes]()
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    async def picture(self, drawing: Drawing) -> bytes:
        """Return the picture of a drawing, which is drawn unless the same was of late."""
        key = derive_id(drawing.func.__name__, repr(drawing.args), repr(drawing.keywords))
        if key in self._kept:
            return self._kept[key]
        picture = await self._fresh.get(key, partial(self._run, drawing, timeout=DRAW_S))
        self._kept[key] = picture
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        return picture
