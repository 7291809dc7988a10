"""The scripts as they are joined: nothing is used at load time before it is defined, and no layer is named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo.atlas import SPECS
from geo.mapview import bundle

_NAME = re.compile(r"\bAtlas\.(\w+)")
_DEFINED = re.compile(r"\bAtlas\.(\w+) = |window\.(Atlas) =")
_AT_LOAD = re.compile(r"^ {0,2}(?! )(?!\*|/\*|//)")


def _source(name: str) -> str:
    return bundle.script((name,)).decode()


def _load_time_uses(text: str) -> Iterator[str]:
    """Yield the names that run when the file is loaded: those in statements of its one function, not inside others.

    Our files are formatted, so a statement of the file is indented by two spaces and what is inside a function by more.
    """
    for line in text.splitlines():
        if _AT_LOAD.match(line):
            code = re.sub(r"=>.*|function .*", "", line)
            code = re.sub(r"^\s*Atlas\.(\w+)(\.\w+)* = ", "", code)
            yield from _NAME.findall(code)


def test_each_name_is_defined_in_a_file_before_its_first_use_at_load_time() -> None:
    defined: set[str] = set()
    early = []
    for name in bundle.SCRIPTS:
        text = _source(name)
        own = {first or second for first, second in _DEFINED.findall(text)}
        early += [f"{name}: Atlas.{used}" for used in _load_time_uses(text) if used not in defined | own]
        defined |= own
    assert early == []


def test_a_use_before_the_definition_would_be_found() -> None:
    assert list(_load_time_uses("  const X = Atlas.BaseLayer.extend({\n    a: () => Atlas.later(),\n  });")) == [
        "BaseLayer"
    ]


def test_every_script_is_in_the_bundle_once() -> None:
    folder = bundle.STATIC_FOLDER / "js"
    assert sorted(bundle.SCRIPTS) == sorted(str(path.relative_to(folder)) for path in folder.rglob("*.js"))


def test_every_name_that_a_script_uses_is_defined_somewhere() -> None:
    texts = [_source(name) for name in bundle.SCRIPTS]
    defined = {first or second for text in texts for first, second in _DEFINED.findall(text)}
    used = {name for text in texts for name in re.findall(r"\bAtlas\.(\w+)\(", text)}
    assert used - defined == set()


def test_no_script_names_a_layer() -> None:
    """What a layer is comes with its role: a new layer is in every list without a change of a script."""
    ids = "|".join(spec.id for spec in SPECS)
    compared = re.compile(rf'(?:spec\.id|\.layer) [!=]==? "(?:{ids})"')
    assert [name for name in bundle.SCRIPTS if compared.search(_source(name))] == []


SHOWN = re.compile(
    r"""(?<![\w.])(?:text|title|placeholder|"aria-label"): "[^"]*[A-Za-z]{2}[^"]*"|"""
    r"""(?:Atlas\.button|(?<![\w.])(?:row|section|copier)|toast)\("[^"]*[A-Za-z]{2}"""
)
"""Places of a script in which a sentence would be shown without the catalogue."""


def test_what_scripts_show_comes_from_the_catalogue() -> None:
    found = [f"{name}: {text}" for name in bundle.SCRIPTS for text in SHOWN.findall(_source(name))]
    assert found == []


def test_a_sentence_outside_the_catalogue_would_be_found() -> None:
    assert SHOWN.findall('el("p", { text: "Size" })') == ['text: "Size"']
