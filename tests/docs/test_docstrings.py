"""Every public function says what its parameters are: the sections of numpydoc, each parameter named."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _public_functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield the functions that ``__all__`` of a package names, where they are defined."""
    for init in sorted((ROOT / "geo").rglob("__init__.py")):
        tree = ast.parse(init.read_text(encoding="utf-8"))
        names = {
            str(ast.literal_eval(item))
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.List)
            if any(isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets)
            for item in node.value.elts
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                yield from _defined(node.module, names & {alias.name for alias in node.names})


def _defined(module: str, names: set[str]) -> Iterator[tuple[str, ast.FunctionDef]]:
    path = ROOT.joinpath(*module.split(".")).with_suffix(".py")
    if not path.exists():
        return  # a package, whose own index is looked at
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name in names:
            yield f"{module}.{node.name}", node


FUNCTIONS = dict(_public_functions())


@pytest.mark.parametrize("name", FUNCTIONS)
def test_parameters_are_documented(name: str) -> None:
    function = FUNCTIONS[name]
    text = ast.get_docstring(function) or ""
    assert text
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    if len(arguments) < 2:
        return  # its one parameter is what the summary speaks of
    section = re.search(r"^Parameters\n-+\n(.*?)(?:\n\n[A-Z][A-Za-z ]+\n-+\n|\Z)", text, re.MULTILINE | re.DOTALL)
    assert section is not None
    documented = set(
        re.findall(r"\*{0,2}(\w+)", " ".join(re.findall(r"^([\w*, ]+?)(?: :.*)?$", section[1], re.MULTILINE)))
    )
    assert [argument.arg for argument in arguments if argument.arg not in documented] == []
