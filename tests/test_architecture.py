"""The shape of the house: rooms know only the rooms before them, and nothing grows out of hand."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAX_TOP_LEVEL = 20
MAX_FILES = 14
MAX_LINES = 300
MAX_TEST_LINES = 500
DRAWERS = {"utils", "util", "common", "helpers", "helper", "misc"}
CLOCKS = re.compile(
    r"process_time|thread_time|perf_counter|time\.time\b|timeit|os\.times|getrusage|ru_\w+time|maxrss|psutil|tracemalloc|"
    r"memory_info|Vm(RSS|HWM|Peak|Size)|smaps|performance\.(now|measure|memory)|Date\.now|timeStamp|JSHeap|self_size"
)
"""Clocks, processor seconds and memory of a whole process, in Python and in the browser."""
DEADLINES = re.compile(r"\bmonotonic")
WAITERS = {"waiting.py", "browser/atlas_page.py", "browser/servers.py", "hosting/processes.py"}
"""They wait for something, and give up after far more than it takes."""
TESTS = sorted((ROOT / "tests").rglob("*.py"))
LINTER = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"


def _sources(*endings: str) -> list[Path]:
    return [path for path in sorted((ROOT / "geo").rglob("*")) if path.suffix in endings]


def _too_long(paths: list[Path], limit: int) -> list[str]:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    return [f"{path.relative_to(ROOT)}: {count}" for path, count in lines.items() if count > limit]


def test_import_contracts_hold() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LINTER], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout


def test_few_packages_stand_side_by_side() -> None:
    tops = {path.stem for path in (ROOT / "geo").iterdir() if path.suffix == ".py" or path.is_dir()}
    assert len(tops - {"__init__", "__main__", "__pycache__"}) <= MAX_TOP_LEVEL


def test_no_folder_has_more_files_than_one_can_survey() -> None:
    folders = [path for path in (ROOT / "geo").rglob("*") if path.is_dir() and path.name != "__pycache__"]
    counts = {str(folder.relative_to(ROOT)): sum(path.is_file() for path in folder.iterdir()) for folder in folders}
    assert {folder: count for folder, count in counts.items() if count > MAX_FILES} == {}


def test_modules_fit_in_300_lines() -> None:
    assert _too_long(_sources(".py"), MAX_LINES) == []


def test_scripts_and_styles_fit_in_300_lines() -> None:
    assert _too_long(_sources(".js", ".css"), MAX_LINES) == []


def test_pages_fit_in_80_lines() -> None:
    assert _too_long(sorted((ROOT / "pages").glob("*.py")), 80) == []


def test_test_files_fit_in_500_lines() -> None:
    assert _too_long(TESTS, MAX_TEST_LINES) == []


def test_no_file_is_a_drawer() -> None:
    paths = [path for top in ("geo", "pages", "tests", "bench") for path in (ROOT / top).rglob("*")]
    assert [str(path) for path in paths if path.stem.lower() in DRAWERS] == []


def _is_fixture(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any("fixture" in ast.unparse(decorator) for decorator in function.decorator_list)


def test_every_function_of_a_test_file_is_run_or_private() -> None:
    idle = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in TESTS
        if path.name.startswith("test_") or path.name == "conftest.py"
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and not node.name.startswith(("test_", "_"))
        and not _is_fixture(node)
    ]
    assert idle == []


def test_no_test_stands_in_a_file_that_is_not_collected() -> None:
    lost = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in TESTS
        if not path.name.startswith("test_")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    assert lost == []


def test_no_test_sleeps() -> None:
    calls = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in TESTS
        if path.name.startswith("test_")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"time.sleep", "sleep"}
    ]
    assert calls == []


def test_no_test_asserts_a_time_or_a_total_of_the_process() -> None:
    """They say more of the machine than of the atlas: bounds are shown by limits and counts, and measured in bench."""
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in TESTS
        if path != Path(__file__).resolve()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if CLOCKS.search(line)
        or (DEADLINES.search(line) and path.relative_to(ROOT / "tests").as_posix() not in WAITERS)
    ]
    assert found == []


def test_a_test_that_asserts_a_time_is_found() -> None:
    lines = [
        "time.process_time()",
        "performance.now()",
        "resource.getrusage(x)",
        'metrics["JSHeapUsedSize"]',
        "x.VmHWM",
    ]
    assert [line for line in lines if not CLOCKS.search(line)] == []
    assert DEADLINES.search("started = time.monotonic()")


def test_no_two_tests_of_a_file_have_one_name() -> None:
    doubled = []
    for path in TESTS:
        body = ast.parse(path.read_text(encoding="utf-8")).body
        names = [node.name for node in body if isinstance(node, ast.FunctionDef)]
        doubled += [f"{path.relative_to(ROOT)}:{name}" for name in set(names) if names.count(name) > 1]
    assert doubled == []
