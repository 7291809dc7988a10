"""Two windows of time beside each other: what is reported in each, what holds in each, what differs. Pure."""

from geo.analysis.comparison.compare import compare
from geo.analysis.comparison.files import COMPARISON_COLUMNS, comparison_csv, comparison_json
from geo.analysis.comparison.model import COMPARED_LAYERS, Comparison, KindCount, Order, WindowSide
from geo.analysis.comparison.wording import count_words, holding_words, order_words, side_words

__all__ = [
    "COMPARED_LAYERS",
    "COMPARISON_COLUMNS",
    "Comparison",
    "KindCount",
    "Order",
    "WindowSide",
    "compare",
    "comparison_csv",
    "comparison_json",
    "count_words",
    "holding_words",
    "order_words",
    "side_words",
]
