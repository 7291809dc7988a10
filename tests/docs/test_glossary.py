"""Words: the glossary knows every package, no class name has two meanings, and metaphors stay out."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "geo").rglob("*.py"))
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
BANNED = (
    r"\bstands? twice\b",
    r"\bof (a )?strangers?\b",
    r"\b(houses?|rooms?|doors?)\b",
    r"\bheed(s|ed)?\b",
    r"\bbreadths?\b",
    r"\bsplinters?\b",
    r"\bstands? in (a|an|the|its)\b",
    r"\bis no (number|page|list|file|folder|date|record|day|window|query)\b",
    r"\b(MOST|LONGEST)_[A-Z]",
)


def _prose(path: Path) -> Iterator[str]:
    """Yield the comments and docstrings of a module."""
    source = path.read_text(encoding="utf-8")
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value


@pytest.fixture(scope="module")
def prose() -> list[tuple[Path, str]]:
    """Return all comments and docstrings with their modules."""
    return [(path, text) for path in SOURCES for text in _prose(path)]


def test_every_package_and_module_of_the_top_level_is_in_the_glossary() -> None:
    names = {path.stem for path in (ROOT / "geo").glob("*.py")} | {
        p.parent.name for p in (ROOT / "geo").glob("*/__init__.py")
    }
    assert [name for name in sorted(names - {"__init__", "__main__"}) if f"`{name}`" not in GLOSSARY] == []


def test_no_word_is_in_the_glossary_twice() -> None:
    words = Counter(re.findall(r"^\| ([^|]+) \|", GLOSSARY, re.MULTILINE))
    assert [word for word, times in words.items() if times > 1 and word not in ("Word", "---")] == []


def test_no_public_class_name_is_defined_twice() -> None:
    names = Counter(
        node.name
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("pattern", BANNED)
def test_banned_words_are_in_no_comment_or_docstring(prose: list[tuple[Path, str]], pattern: str) -> None:
    banned = re.compile(pattern)
    found = [
        f"{path.relative_to(ROOT)}: {text[:80]}" for path in SOURCES for text in _prose(path) if banned.search(text)
    ]
    assert found == []
