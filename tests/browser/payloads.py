"""Texts that try to run: in a browser, in a template, in Markdown. All are data here, never instructions."""

from __future__ import annotations

import json
import re
from pathlib import Path

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
_FILES = ("xss-patt/payloads.json", "xss-payloadbox/payloads.json", "naughty-strings/blns.json")
_REFUSED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""Characters that the data itself refuses."""

PRODUCT = "{{1337*1337}}"
COMPUTED = "1787569"
"""What ``PRODUCT`` becomes where a template runs it."""

OWN: tuple[str, ...] = (
    "<script>__pwned('script')</script>",
    "<img src=x onerror=__pwned('img')>",
    "<svg onload=__pwned('svg')>",
    '"><iframe srcdoc="<script>parent.__pwned(\'frame\')</script>">',
    "</script><script>__pwned('end')</script>",
    "</title></style></textarea><b>bold</b>",
    "<a href=javascript:__pwned('a')>click</a>",
    "javascript:__pwned('link')",
    "[link](javascript:__pwned('markdown'))",
    "![image](https://evil.example/x.png)",
    "<https://evil.example/auto>",
    "${__pwned('literal')}",
    "`${__pwned('tick')}`",
    "`code`",
    PRODUCT,
    "{{7*7}}",
    "{{ cycler.__init__.__globals__.os.getpid() }}",
    "{% raw %}",
    "{% for x in range(9) %}",
    "{# comment",
    "{{",
    "**bold** _italic_ ~~gone~~",
    "# heading",
    "> quoted",
    "1. listed",
    "| a | b |",
    "$x^2$ and $$y$$",
    ":red[danger] :material/bolt: :smile:",
    ":streamlit: a -> b <- c -- d >= e <= f ~= g",
    "&lt;b&gt; &#60;i&#62; &amp;",
    "<!-- hidden",
    "a\\b\\*c",
    "__proto__",
    "constructor",
    "=1+1",
    "%s %n {0}",
    "'; DROP TABLE events",
    "../../etc/passwd",
)
"""Our own list, which is always there; short enough for every field."""


def payloads() -> tuple[str, ...]:
    """Return our own list and the public ones where they are beside the checkout, as the data takes them."""
    found = [*OWN]
    for name in _FILES:
        path = CORPORA / name
        if path.is_file():
            found += json.loads(path.read_text(encoding="utf-8"))
    cleaned = (_REFUSED.sub("", text).strip() for text in found)
    return tuple(dict.fromkeys(text for text in cleaned if text))
