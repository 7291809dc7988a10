"""An untrusted database: opened to be read, checked for what could act, and bounded in time.

GeoPackage is a whole SQLite database (OGC 12-128r18). Views, triggers and virtual tables carry SQL of whoever wrote
the file (https://www.sqlite.org/security.html); those of the standard are known by name and are never used.
"""

from __future__ import annotations

import re
import sqlite3
import time
from pathlib import Path
from urllib.parse import quote

from geo.readers.model.messages import as_name

_SPEC_TRIGGER = re.compile(
    r"^(?:rtree_.+_(?:insert|update[1-9]?|delete)|gpkg_.+|trigger_(?:insert|delete|update)_feature_count_.+"
    r"|.+_(?:zoom|tile_column|tile_row)_(?:insert|update))$"
)
_SPEC_VIEWS = frozenset({"st_spatial_ref_sys", "spatial_ref_sys", "st_geometry_columns", "geometry_columns"})
_RTREE = re.compile(r"^\s*CREATE\s+VIRTUAL\s+TABLE\s+\S+\s+USING\s+rtree\s*\(", re.IGNORECASE)
_PRAGMAS = frozenset({"application_id", "user_version", "table_xinfo"})
_FUNCTIONS = frozenset({"count"})
_STEPS = 20_000
_MAX_VALUE_BYTES = 64_000_000


def open_database(path: Path, *, seconds: float) -> sqlite3.Connection:
    """Return a connection that can only read, and only plain tables.

    Parameters
    ----------
    path : Path
        The database.
    seconds : float
        After this time a query is broken off.

    Raises
    ------
    ValueError
        If it holds something that could act.
    sqlite3.Error
        If it is damaged.
    """
    connection = sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1", uri=True)
    try:
        for pragma in ("trusted_schema=OFF", "query_only=ON", "cell_size_check=ON", "mmap_size=0", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        connection.text_factory = _text
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_VALUE_BYTES)
        until = time.monotonic() + seconds
        connection.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
        connection.set_authorizer(_authorise)
        _check_schema(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def quoted(name: str) -> str:
    """Return a name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def plain_tables(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the names of the tables that are nothing else."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND rootpage > 0")
    return frozenset(name for name, sql in rows if not _is_virtual(sql))


def stored_columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return the names of the columns that are stored; computed ones would run SQL of the file."""
    rows = connection.execute(f"PRAGMA table_xinfo({quoted(table)})")
    return [str(row[1]) for row in rows if row[6] == 0]


def _check_schema(connection: sqlite3.Connection) -> None:
    for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_master"):
        called = str(name)
        if kind == "view" and called not in _SPEC_VIEWS:
            raise ValueError(f"it holds the view {as_name(called)}, which could run commands; save the table itself")
        if kind == "trigger" and not _SPEC_TRIGGER.match(called):
            raise ValueError(f"it holds the trigger {as_name(called)}, which could run commands; export it without")
        if kind == "table" and _is_virtual(sql) and not (called.startswith("rtree_") and _RTREE.match(str(sql))):
            raise ValueError(
                f"it holds the virtual table {as_name(called)}, which could run commands; export it without"
            )


def _is_virtual(sql: object) -> bool:
    return re.match(r"\s*CREATE\s+VIRTUAL\b", str(sql), re.IGNORECASE) is not None


def _authorise(action: int, first: str | None, second: str | None, _database: str | None, _inner: str | None) -> int:
    allowed = (
        action == sqlite3.SQLITE_SELECT
        # A read on behalf of a view or trigger names it last.
        or (action == sqlite3.SQLITE_READ and _inner is None)
        or (action == sqlite3.SQLITE_PRAGMA and first in _PRAGMAS)
        or (action == sqlite3.SQLITE_FUNCTION and second in _FUNCTIONS)
    )
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")
