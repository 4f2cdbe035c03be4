"""Numbers in, a PNG out. Runs in the child; matplotlib is imported only where something is drawn."""

from collections.abc import Sequence
from io import BytesIO

from digest.tell.trends import Trend

# Six themes are as many lines as can be told apart; the others are the quiet ones.
_MOST_LINES = 6


def draw_trends(rows: Sequence[Trend], *, dark: bool = False) -> bytes:
    """Return a chart of stories by week and theme, legible at a phone's width; labels are Latin."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    with pyplot.style.context("dark_background" if dark else "default"):
        figure, axes = pyplot.subplots(figsize=(6.4, 4.0), dpi=150, layout="constrained")
        weeks = sorted({row.week for row in rows})
        totals: dict[str, int] = {}
        for row in rows:
            totals[row.theme] = totals.get(row.theme, 0) + row.stories
        for theme in sorted(totals, key=lambda theme: (-totals[theme], theme))[:_MOST_LINES]:
            counts = {row.week: row.stories for row in rows if row.theme == theme}
            axes.plot(
                [week.strftime("%d %b") for week in weeks],
                [counts.get(week, 0) for week in weeks],
                marker="o",
                linewidth=2,
                label=theme.replace("_", " "),
            )
        axes.set_ylabel("stories a week")
        axes.set_ylim(bottom=0)
        axes.tick_params(axis="x", labelrotation=45)
        axes.grid(visible=True, alpha=0.3)
        if totals:
            axes.legend(fontsize=9, frameon=False)
        png = BytesIO()
        figure.savefig(png, format="png")
        pyplot.close(figure)
        return png.getvalue()
