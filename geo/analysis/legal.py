"""Legal facts of the method page: the mandate of UNDOF, and what the texts of 1974 say, in our words with links."""

from __future__ import annotations

from geo.text.messages import mark, tr

MANDATES: tuple[tuple[str, str, str, str, str], ...] = (
    (
        "2766 (2024)",
        "20 December 2024",
        "30 June 2025",
        mark("no vote against; read in full on a news page"),
        "https://miragenews.com/unsc-extends-golan-observer-mandate-amid-israel-1383582",
    ),
    (
        "2782 (2025)",
        "30 June 2025",
        "31 December 2025",
        mark("no vote against; UN recording, read in full"),
        "https://media.un.org/avlibrary/en/asset/d341/d3419166",
    ),
    (
        "2811 (2025)",
        "29 December 2025",
        "30 June 2026",
        mark("15 votes for; UN press release, seen in part"),
        "https://press.un.org/en/2025/sc16269.doc.htm",
    ),
)
"""Number, adopted, runs to, how seen, link."""
UNKNOWN_AFTER = mark(
    "**After 30 June 2026 the atlas does not know.** No text, number, vote or date of a later renewal was found. "
    "Renewals had run for six months at a time; that is a habit and not a finding, so no end date is given. Of the "
    "Secretary-General's reports of 2026 none was found."
)
LINE_A1 = mark(
    "**Line A-1 and paragraph C.** The agreement has a third line, A-1, about Quneitra. Its paragraph C allows no "
    "military forces between line A and line A-1: a post between the two breaks it, whichever side of line A it is on. "
    "No open geometry of A-1 was found: it is not drawn, and the position test knows nothing of it."
)
PARAGRAPHS_B = mark(
    "**Paragraph B.5** sets two equal areas in which arms and forces are limited; the numbers are in a side document. "
    "**Paragraph B.6** lets the air force of each side act as far as its own line, without interference by the other."
)
PROTOCOL = mark(
    "**The protocol** gives the UN force about 1,250 people, none from a permanent member of the Security Council, "
    "with weapons for their own defence. It marks the lines on the ground, inspects at least each fifteen days and "
    "tells both sides what it found. Its time is six months, which the Council can renew."
)
_ZH = "https://zh.m.wikisource.org/zh-hant/"
_ZH_PAGE = (
    "%E4%BB%A5%E8%89%B2%E5%88%97%E5%92%8C%E5%8F%99%E5%88%A9%E4%BA%9A%E9%83%A8%E9%98%9F"
    "%E8%84%B1%E7%A6%BB%E6%8E%A5%E8%A7%A6%E5%8D%8F%E5%AE%9A"
)
TEXTS: tuple[tuple[str, str], ...] = (
    (mark("Agreement, UN text in Chinese, seen in part"), _ZH + _ZH_PAGE),
    (mark("Protocol, read in full"), "https://history.state.gov/historicaldocuments/frus1969-76v26/d89"),
    (mark("Resolution 350, read in full"), "https://avalon.law.yale.edu/20th_century/un350.asp"),
)
"""Title and link."""


def legal_text() -> str:
    """Return the legal facts as Markdown."""
    head = (tr("Resolution"), tr("Adopted"), tr("Mandate until"), tr("How seen"))
    rows = [f"| {number} | {on} | {until} | [{tr(seen)}]({url}) |" for number, on, until, seen, url in MANDATES]
    texts = ", ".join(f"[{tr(title)}]({url})" for title, url in TEXTS)
    paragraphs = [tr(text) for text in (UNKNOWN_AFTER, LINE_A1, PARAGRAPHS_B, PROTOCOL)]
    table = "\n".join([f"| {' | '.join(head)} |", "|---|---|---|---|", *rows])
    return "\n\n".join([table, *paragraphs, tr("Texts: {texts}.", texts=texts)])
