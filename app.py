"""Launcher: pages and HTTP routes in one process under ``streamlit run app.py``."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

from geo import ui, web
from geo.errors import UsageError
from geo.readers.intake.walls import available_walls, walls_sentence
from geo.settings import settings_at_start, unknown_settings
from geo.ui.streamlit_runtime import StreamlitFiles

SHELL = Path(ui.__file__).resolve().parent / "shell.py"

try:
    SETTINGS = settings_at_start()
except UsageError as error:
    sys.exit(f"A setting cannot be used. {error}")

for slip in unknown_settings():
    print(f"Warning: {slip}", file=sys.stderr)

print(walls_sentence(available_walls()), file=sys.stderr)

FILES = StreamlitFiles()
BASE_PATH = str(st.get_option("server.baseUrlPath") or "")

app = st.App(
    SHELL,
    lifespan=lambda _app: web.warm(SETTINGS, files=FILES),
    routes=web.routes(SETTINGS, base_path=BASE_PATH),
    middleware=web.middleware(SETTINGS, base_path=BASE_PATH, files=FILES),
    exception_handlers=web.exception_handlers(),
)
