"""An evaluation: how satisfied the people of an event were, tallied from papers without names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from silkfield.formkit.answers import Count, Ref, Text
from silkfield.formkit.form import Audience, Field, Form, Section
from silkfield.formkit.grids import Rows
from silkfield.formkit.problems import Around, Problem, Values, error
from silkfield.language import N_, _

MARKS = (1, 2, 3, 4, 5)
"""From not at all to very much."""

ITEMS = Rows(
    (
        Field("item", N_("What was asked"), Text(160, 2), required=True),
        *(Field(f"marks_{mark}", str(mark), Count(0, 10_000)) for mark in MARKS),
    ),
    most=40,
)


def papers_of(item: Values) -> int:
    """Return how many papers answered an item."""
    return sum(item.get(f"marks_{mark}") or 0 for mark in MARKS)


def mean_mark(item: Values) -> float | None:
    """Return the mean mark of an item, None when nobody answered it."""
    papers = papers_of(item)
    return sum(mark * (item.get(f"marks_{mark}") or 0) for mark in MARKS) / papers if papers else None


def satisfied(item: Values) -> float | None:
    """Return the share of papers that gave an item 4 or 5, None when nobody answered it."""
    papers = papers_of(item)
    return sum(item.get(f"marks_{mark}") or 0 for mark in (4, 5)) / papers if papers else None


def satisfaction(evaluations: Iterable[Values]) -> float | None:
    """Return the mean mark over all questions of some evaluations, None when nothing was answered."""
    means = [mean_mark(item) for one in evaluations for item in one.get("items") or ()]
    given = [mean for mean in means if mean is not None]
    return sum(given) / len(given) if given else None


def items_fit_the_papers(values: Values, around: Around) -> Iterator[Problem]:
    """No item was answered by more people than gave a paper back."""
    papers = values.get("papers")
    over = [row.get("item", "") for row in values.get("items") or () if papers is not None and papers_of(row) > papers]
    if over:
        sentence = _("“{item}” has more answers than papers came back. Correct one of them.").format(item=over[0])
        yield error("items", "items_over_papers", sentence)


FORM = Form(
    key="evaluation",
    title=N_("Evaluation"),
    plural=N_("Evaluations"),
    audience=Audience.HQ,
    icon="chart-bar",
    heading=("event", "papers"),
    rules=(items_fit_the_papers,),
    sections=(
        Section(
            N_("The papers"),
            (
                Field("event", N_("Event"), Ref("event"), required=True, listed=True),
                Field("papers", N_("Papers that came back"), Count(0, 10_000), required=True, listed=True),
                Field(
                    "items",
                    N_("Tally"),
                    ITEMS,
                    help=N_("For each question count the papers with 1, 2, 3, 4 and 5. Nobody's paper is kept."),
                ),
                Field("comments", N_("Comments"), Text(4000, lines=True), searched=True),
            ),
        ),
    ),
)
