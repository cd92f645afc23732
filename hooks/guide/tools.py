"""The tools that there are. Each is a page, `docs/tools/<id>.md`, with its rules and texts as data
beside it, `docs/tools/<id>.yml`, in a form of its own."""

from guide import (
    tool_agreement,
    tool_budget,
    tool_calculators,
    tool_producer,
    tool_royalties,
    tool_splits,
    tool_vetting,
)
from guide.fields import Strict

MODELS: dict[str, type[Strict]] = {
    "agreement": tool_agreement.Agreement,
    "budget": tool_budget.Budget,
    "calculators": tool_calculators.Calculators,
    "do-you-need-a-producer": tool_producer.Rules,
    "royalties": tool_royalties.Royalties,
    "split-sheet": tool_splits.SplitSheet,
    "vetting-sheet": tool_vetting.Sheet,
}
"""The model of each tool's data, by the tool's id."""
