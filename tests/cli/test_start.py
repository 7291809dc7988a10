"""How the command line starts: soon, without the packages that only some commands need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_pandas_is_left_to_the_commands_that_read_events(root: Path) -> None:
    loaded = "import sys, geo.cli; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], cwd=root, check=False).returncode == 0
