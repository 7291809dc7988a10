/* A citation of a feature as one line of text, worded as geo.analysis.cite words it. Needs card-text.js, and no map. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const CREDIT = "Lines \u00a9 OpenStreetMap contributors, approximate, not an official demarcation.";
  const CONTRADICTED = "Sources contradict one another; see the record.";

  function oneLine(text) {
    return String(text)
      .replace(/[\s\p{Cc}]+/gu, " ")
      .trim();
  }

  /* edition: title, version, as_of, as the registry of the layers has them. */
  Atlas.citation = function (feature, edition, address) {
    const p = feature.properties;
    const role = Atlas.roleOf(p);
    const drawn = role === "state" && feature.geometry && feature.geometry.type !== "Point";
    const reported = !drawn && role !== "gazetteer";
    const parts = ["\u201c" + oneLine(p.title || feature.id) + "\u201d"];
    if (p.valid_from || p.valid_to) parts.push(Atlas.cardText.dates(p));
    if (reported) parts.push("as reported", "confidence " + p.confidence);
    const sentences = [
      oneLine(edition.title || "Buffer Zone Atlas") + ": " + parts.join(", ") + ".",
      "Record " + feature.id + ", data version " + edition.version + ", as of " + Atlas.cardText.day(edition.as_of) + ".",
    ];
    if (drawn) sentences.push(CREDIT);
    else if (reported && p.contradiction) sentences.push(CONTRADICTED);
    if (address) sentences.push(address);
    return sentences.join(" ");
  };
})();
