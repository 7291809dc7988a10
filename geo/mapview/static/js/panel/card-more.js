/* Parts of the evidence card: when a record became known, who says what of control, how UCDP codes it. They are made of
   Atlas.cardParts, which card.js sets. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const el = Atlas.el;

  /* Somebody's statement on control, and what others said of the same place next to it. */
  function said(p) {
    if (!p.asserted_by) return null;
    const others = (p.also_said || []).map((text) => el("li", {}, Atlas.cardParts.data(text)));
    return Atlas.cardParts.section(Atlas.tr("Who says so"), [
      Atlas.cardParts.rows([
        Atlas.cardParts.row(Atlas.tr("Said by"), p.asserted_by),
        Atlas.cardParts.row(Atlas.tr("Said on"), p.stated_on ? Atlas.cardText.day(p.stated_on) : Atlas.tr("day not known")),
        Atlas.cardParts.row(Atlas.tr("Of whom"), p.holder),
      ]),
      others.length ? el("h4", { text: Atlas.tr("Others on the same place") }) : null,
      others.length ? el("ul", { class: "atlas-sources" }, others) : null,
    ]);
  }

  /* What UCDP says of its own row. */
  function coded(p) {
    if (!p.ucdp_version) return null;
    return Atlas.cardParts.section(Atlas.tr("As UCDP codes it"), [
      Atlas.cardParts.rows([
        Atlas.cardParts.row(Atlas.tr("Version"), p.ucdp_version),
        Atlas.cardParts.row(Atlas.tr("Precision of the place"), p.where_prec ? String(p.where_prec) : Atlas.tr("not known")),
        Atlas.cardParts.row(Atlas.tr("State of the coding"), p.code_status || Atlas.tr("not known")),
        Atlas.cardParts.row(Atlas.tr("Our record"), p.same_as),
      ]),
    ]);
  }

  /* The last day that a year, a month or a day may be: ISO text, which compares as the days do. */
  function end(part) {
    const text = String(part || "");
    return text.length === 4 ? text + "-12-31" : text.length === 7 ? text + "-31" : text;
  }

  /* The day that the page asks to know of, empty if it does not. */
  function askedDay() {
    return end(Atlas.frame ? new URLSearchParams(Atlas.frame.state.filters).get("as_of") : "");
  }

  function figuresThen(p) {
    const asked = askedDay();
    return (p.figures_then || [])
      .filter((f) => !asked || f.known_on <= asked)
      .map(function (f) {
        const told = Atlas.cardText.casualties({ killed: f.killed, injured: f.injured });
        return Atlas.cardParts.paragraph(Atlas.tr("From {day}: {figures} ({basis}).", { day: Atlas.cardText.day(f.known_on), figures: told, basis: f.basis }));
      });
  }

  /* When the record became known, and what its sources added later. */
  function known(p) {
    const listed = ["reports", "talks"].includes(Atlas.roleOf(p)) || Boolean(p.status_code);
    if (!p.known_on && !listed) return null;
    if (!p.known_on) {
      return Atlas.cardParts.section(Atlas.tr("When it became known"), [
        Atlas.cardParts.paragraph(Atlas.tr("No source of this record has a date, so it is in no view as known on a day.")),
      ]);
    }
    const asked = askedDay();
    const since = asked || p.known_on;
    const later = Atlas.cardText.sources(p).filter((s) => s.published && end(s.published) > since);
    const names = later.map((s) => s.publisher + ", " + Atlas.cardText.day(s.published)).join("; ");
    return Atlas.cardParts.section(Atlas.tr("When it became known"), [
      Atlas.cardParts.paragraph(Atlas.tr("First reported by a source dated {day}.", { day: Atlas.cardText.day(p.known_on) })),
      Atlas.cardParts.paragraph(later.length ? Atlas.tr("Added later: {sources}.", { sources: names }) : ""),
      Atlas.cardParts.paragraph(
        asked && later.length && !(p.figures_then || []).length && (p.killed || p.injured)
          ? Atlas.tr("The figures are those of all sources; how they stood on that day is not recorded.")
          : "",
      ),
      ...figuresThen(p),
    ]);
  }

  Atlas.cardMore = { known: known, said: said, coded: coded };
})();
