"""Sentences outside the message catalogue: there are none in what a reader sees."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("pages", "geo/ui", "geo/analysis")
LATER = ("pages/your_data.py", "geo/ui/your_data/")
"""What has sentences of its own still."""
CATALOGUE = {"tr", "trn", "mark", "key"}
TECHNICAL = {"getLogger", "with_name", "compile", "read_text", "component", "Markup", "split", "loads", "sub", "match"}
NAMES = {"Buffer Zone Atlas contributors"}
"""Proper names, which stay as they are in every language."""
FONTS = "Helvetica,"
WORDS = re.compile(r"[A-Za-z]{2,},? [A-Za-z]{2,}")
LABEL = re.compile(r"^[A-Z][a-z]+$")
MARKUP = re.compile(r"[<{}]|^:material/|^[a-z-]+: [^ ]+;")
DRAWERS = re.compile(r"^(st|text|button|first|last|column|radius|fields|files|pages|origins|tab|more|box|body)\.")


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)


def _texts(node: ast.AST) -> Iterator[ast.Constant]:
    """Yield each text that is not a key of the catalogue, not documentation and not a message of an error."""
    if isinstance(node, ast.Call) and _name(node) in CATALOGUE | TECHNICAL:
        for child in node.keywords if _name(node) in CATALOGUE else ():
            yield from _texts(child.value)
        return
    if isinstance(node, ast.Raise | ast.Assert):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)):
            yield from _texts(child)


def _labels(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield each label of one word that is given to a widget."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and DRAWERS.match(ast.unparse(node.func)):
            given = [*node.args, *(word.value for word in node.keywords if word.arg in ("help", "placeholder", "alt"))]
            yield from (text for text in given if isinstance(text, ast.Constant) and isinstance(text.value, str))


def _literals(source: str) -> list[tuple[int, str]]:
    """Return line and text of each sentence or label in a module that is not taken from the catalogue."""
    tree = ast.parse(source)
    sentences = [text for text in _texts(tree) if WORDS.search(text.value) and not MARKUP.search(text.value)]
    labels = [text for text in _labels(tree) if LABEL.match(text.value)]
    return sorted({(text.lineno, text.value) for text in [*sentences, *labels]})


def _modules() -> list[Path]:
    paths = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in paths if not str(path.relative_to(ROOT)).startswith(LATER)]


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_sentence_is_in_the_catalogue(path: Path) -> None:
    found = _literals(path.read_text(encoding="utf-8"))
    assert [text for _, text in found if text not in NAMES and not text.startswith(FONTS)] == []


@pytest.mark.parametrize(
    "source",
    ['st.write("Two words")', 'st.button("Swap")', 'x = f"{n} rows left"', 'st.text_input("a", help="More here")'],
)
def test_a_sentence_outside_is_found(source: str) -> None:
    assert _literals(source)


@pytest.mark.parametrize(
    "source",
    [
        '"""Two words."""',
        'st.write(tr("Two words"))',
        'raise ValueError("two words")',
        'X = mark("two words")',
        'f("t0")',
    ],
)
def test_what_is_in_the_catalogue_or_not_shown_is_left(source: str) -> None:
    assert _literals(source) == []
