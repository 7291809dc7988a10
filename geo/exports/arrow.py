"""Tables in the form in which Streamlit sends them; what arrives in another form is converted at every run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa


def arrow_table(frame: pd.DataFrame) -> pa.Table:
    """Return a frame as an Arrow table, without its index."""
    return pa.Table.from_pandas(frame, preserve_index=False)


def arrow_rows(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Return rows of a chart as an Arrow stream, which a chart may hold in place of them."""
    table = arrow_table(pd.DataFrame(list(rows)))
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    stream: bytes = sink.getvalue().to_pybytes()
    return stream
