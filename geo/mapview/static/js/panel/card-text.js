/* The words of the evidence card: plain sentences from the plain values of a feature. Needs no map. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  /** @type {any} */
  const Text = (Atlas.cardText = {});

  Text.ATTRIBUTION = {
    other: "Not reported as an Israeli action",
    disputed: "Attribution disputed",
    unknown: "Author not established",
  };
  Text.SEEN = {
    opened: "opened",
    partly: "seen in part",
    digest: "seen in a news digest only",
    mirror: "seen on a mirror or copy",
    not_opened: "not opened",
  };
  Text.MARKER = {
    site: "The marker is the site itself",
    settlement: "The marker is the centre of the named settlement",
    proxy: "The marker is a stand-in nearby",
    area: "The marker stands in for a wider area",
  };
  Text.STATUS = {
    held: "Reported as held",
    planned: "Planned",
    reported: "Reported",
    denied: "Denied",
    stalled: "Stalled",
  };
  Text.ROLE = { for: "supports", against: "contradicts", claim: "the claim", context: "context" };
  const SIDES = {
    west_of_a: "west of line A",
    inside: "inside the area of separation",
    east_of_b: "east of line B",
    outside_region: "outside the region of the 1974 agreement",
  };

  /* Each side as a reader asks for it; the page about a point says the same words. */
  const READER = {
    west_of_a: "outside the UN buffer zone, on the Israeli-held side (west of line A)",
    inside: "inside the UN buffer zone (inside the area of separation)",
    east_of_b: "outside the UN buffer zone, on the Syrian side (east of line B)",
    outside_region: "outside the UN buffer zone (outside the region of the 1974 agreement)",
  };

  Text.distance = function (metres) {
    const m = Math.abs(metres);
    if (m < 1000) return Math.round(m / 10) * 10 + " m";
    return (
      (m < 10000 ? (m / 1000).toFixed(1).replace(/\.0$/, "") : Atlas.grouped(Math.round(m / 1000))) + " km"
    );
  };

  Text.list = function (words, joiner) {
    if (words.length < 2) return words.join("");
    return words.slice(0, -1).join(", ") + " " + joiner + " " + words[words.length - 1];
  };

  function people(range, verb) {
    if (!Array.isArray(range)) return verb + " not reported";
    const [low, high] = range;
    const known = (value) => typeof value === "number";
    if (!known(low) && !known(high)) return verb + " not reported";
    if (low === 0 && high === 0) return "none " + verb;
    if (!known(high)) return "at least " + low + " " + verb;
    if (!known(low)) return "up to " + high + " " + verb;
    return (low === high ? String(low) : low + " to " + high) + " " + verb;
  }

  /* "1 to 2 killed; injured not reported", or an empty text where neither is reported. */
  Text.casualties = function (p) {
    if (!Array.isArray(p.killed) && !Array.isArray(p.injured)) return "";
    return people(p.killed, "killed") + "; " + people(p.injured, "injured");
  };

  const MONTHS = (Text.MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ]);
  const KNOWN_TO = {
    week: ", known to the week",
    month: ", known to the month",
    season: ", known to the season",
    inferred_day: ", day inferred",
    unknown: ", date not known exactly",
  };

  /* A plain ISO year, month or day in words. It stays text from end to end: no Date object, no time zone. */
  Text.day = function (iso) {
    const [year, month, day] = String(iso).split("-");
    const name = MONTHS[Number(month) - 1];
    if (!name) return String(iso);
    return (day ? Number(day) + " " : "") + Atlas.tr(name) + " " + year;
  };

  /* A run of days; month and year are said once where both days share them. */
  Text.days = function (start, end) {
    if (start.slice(0, 7) === end.slice(0, 7)) return Number(start.slice(8)) + " to " + Text.day(end);
    const first = start.slice(0, 4) === end.slice(0, 4) ? Text.day(start).slice(0, -5) : Text.day(start);
    return Atlas.tr("{first} to {last}", { first: first, last: Text.day(end) });
  };

  /* The date of a feature with its precision, worded as the pages word it. */
  Text.dates = function (p) {
    const [start, end] = [p.valid_from, p.valid_to].map((part) => (part ? String(part) : ""));
    const precision = p.date_precision;
    const known = (day) => Text.day(day.slice(0, Atlas.pick({ year: 4, month: 7 }, precision) || 10));
    if (!start) return end ? Atlas.tr("until {day}, start not known", { day: known(end) }) : Atlas.tr("date not known");
    if (!end) return Atlas.tr("since {day}", { day: known(start) });
    const note = Atlas.pick(KNOWN_TO, precision) || "";
    if (start === end) return Text.day(start) + note;
    if (precision === "month" && start.slice(0, 7) === end.slice(0, 7))
      return Text.day(start.slice(0, 7)) + note;
    if (["week", "month", "season", "range"].includes(precision)) {
      return Atlas.tr("between {first} and {last}", { first: Text.day(start), last: Text.day(end) }) + note;
    }
    return Text.days(start, end);
  };

  /* "last reported September 2025" for a post that is not attested in what is shown; empty for everything else. */
  Text.stale = function (p) {
    return p.atlasStale ? Atlas.tr("last reported {day}", { day: Text.day(p.last_reported) }) : "";
  };

  /* What the layer of a feature is: reports, talks, state or gazetteer; from the table that comes with the page. */
  Atlas.roleOf = function (p) {
    return Atlas.pick(Atlas.layerRoles || {}, p.layer) || "reports";
  };

  /* The kind in words: from the feature, else from the table that comes with the page. */
  Text.kind = function (p) {
    return (
      p.kind_label || Atlas.pick(Atlas.kindLabels || {}, p.kind) || String(p.kind || "").replace(/[_-]/g, " ")
    );
  };

  Text.sources = function (p) {
    return Array.isArray(p.sources) ? p.sources : [];
  };

  /* Why the confidence is what it is: pages, independent origins, and how the pages were seen. */
  Text.why = function (p) {
    if (p.confidence_why) return p.confidence_why;
    const sources = Text.sources(p);
    if (!sources.length) return "";
    const named = sources.map((s) => (s.origin === "own" ? s.publisher : s.origin)).filter(Boolean);
    const origins = Array.from(new Set(named)).sort();
    const open = named.length < sources.length && origins.length ? " and others not established" : "";
    const one = origins.length === 1 && !open;
    const origin = origins.length
      ? (one ? "origin " : "origins ") + origins.join(", ") + open
      : "origin not established";
    const seen = Array.from(new Set(sources.map((s) => Atlas.pick(Text.SEEN, s.seen) || s.seen)));
    return [sources.length === 1 ? "1 page" : sources.length + " pages", origin, seen.join(" and ")].join(
      ", ",
    );
  };

  Text.precision = function (p) {
    const kind = Atlas.pick(Text.MARKER, p.marker) || "";
    const radius = p.precision_m ? Atlas.tr("radius {length}", { length: Text.distance(p.precision_m) }) : kind ? Atlas.tr("radius not known") : "";
    return [kind, radius].filter(Boolean).join("; ");
  };

  function sided(metres, line) {
    const side = metres >= 0 ? "east" : "west";
    return Text.distance(metres) + " " + side + " of line " + line;
  }

  function answer(position) {
    if (position.side !== "cannot_tell") {
      const place = Atlas.pick(READER, position.side) || String(position.side);
      return place.charAt(0).toUpperCase() + place.slice(1) + ".";
    }
    const possible = [].concat(position.possible || []).map((side) => Atlas.pick(SIDES, side) || side);
    const radius = position.uncertainty_m
      ? " Within its radius of " + Text.distance(position.uncertainty_m) + " it"
      : " It";
    return "Cannot tell." + (possible.length ? radius + " may be " + Text.list(possible, "or") + "." : "");
  }

  /* The position test as sentences, the answer first. */
  Text.position = function (position) {
    if (!position || !position.side) return [];
    const out = [answer(position)];
    if (position.band)
      out.push(Atlas.tr("In the band {band} km of the areas of limitation.", { band: position.band.replace("-", " to ") }));
    const near = [];
    if (typeof position.distance_to_a_m === "number") near.push(sided(position.distance_to_a_m, "A"));
    if (typeof position.distance_to_b_m === "number") near.push(sided(position.distance_to_b_m, "B"));
    const far =
      Math.min(Math.abs(position.distance_to_a_m || 0), Math.abs(position.distance_to_b_m || 0)) > 300000;
    if (near.length && !far) {
      const accuracy = position.line_accuracy_m;
      out.push(
        "Marker: " +
          near.join(", ") +
          (accuracy ? "; the lines as drawn are good to about " + Text.distance(accuracy) : "") +
          ".",
      );
    }
    if (position.certainty === "line_doubt")
      out.push(
        "The line itself is known only to about " +
          Text.distance(position.line_accuracy_m) +
          (position.uncertainty_m ? " and the point only to " + Text.distance(position.uncertainty_m) : "") +
          ", so the side is not a firm fact.",
      );
    if (position.depends_on_geometry)
      out.push(Atlas.tr("Another published drawing of the zone would give a different answer."));
    const place = position.nearest_place;
    if (place && place.name) out.push(Atlas.tr("Nearest named place: {place}, {distance}.", { place: place.name, distance: nearby(place) }));
    return out;
  };

  function nearby(place) {
    if (typeof place.distance_m !== "number") return Atlas.tr("distance not known");
    if (place.distance_m < 50) return Atlas.tr("at the marker");
    return Text.distance(place.distance_m) + (place.compass ? " to the " + place.compass : "");
  }

  function host(address) {
    const href = Atlas.webAddress(address);
    return href ? new URL(href).hostname.replace(/^www\./, "") : "";
  }

  Text.source = function (source) {
    const parts = [
      source.title ? source.publisher : host(source.url),
      source.published && Text.day(source.published),
    ];
    parts.push(Atlas.pick(Text.SEEN, source.seen) || source.seen);
    if (source.origin && source.origin !== "own") parts.push("rests on " + source.origin);
    parts.push(Atlas.pick(Text.ROLE, source.role));
    return parts.filter(Boolean).join(" \u00b7 ");
  };
})();
