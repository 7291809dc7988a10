"""``cite``: how to cite a record, a claim or the whole atlas."""

from __future__ import annotations

import argparse

from geo.analysis.cite import Form, citation_text, cite_record
from geo.atlas.shared import open_atlas
from geo.settings import read_settings


def add_cite_command(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = verbs.add_parser("cite", help="print how to cite a record, a claim or the whole atlas")
    command.add_argument("id", metavar="ID|all", help="id of a record or a claim, or all")
    command.add_argument("--format", choices=[str(form) for form in Form], default=str(Form.TEXT), help="default: text")
    command.add_argument("--url", default=None, metavar="ADDRESS", help="permalink to put into the citation")
    command.set_defaults(run=cite)


def cite(options: argparse.Namespace) -> int:
    """Print the citation on standard output."""
    atlas = open_atlas(options.data or read_settings().data_folder)
    print(citation_text(cite_record(atlas, options.id, url=options.url), Form(options.format)))
    return 0
