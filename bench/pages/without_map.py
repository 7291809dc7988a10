"""Our map page without its map: the same shell, filters, counts and downloads."""

import streamlit as st

import geo.ui.map.map_component as component

component.show_map = lambda *_args, **_words: st.empty()  # the only difference from the real page

exec(  # the shell is a script, not a module
    compile(
        (component.Path(component.__file__).with_name("shell.py")).read_text(encoding="utf-8"),
        str(component.Path(component.__file__).with_name("shell.py")),
        "exec",
    ),
    {"__name__": "__main__", "__file__": str(component.Path(component.__file__).with_name("shell.py"))},
)
