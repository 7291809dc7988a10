/* The words of the evidence card: plain sentences from the plain values of a feature. Needs no map. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const Text = (Atlas.cardText = {});

  Text.ATTRIBUTION = {
    other: "Not reported as an Israeli action",
    disputed: "Attribution disputed",
    unknown: "Author not established",
  };
  Text.SEEN = {
    opened: "opened and read",
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

  Text.distance = function (metres) {
    const m = Math.abs(metres);
    if (m < 1000) return Math.round(m / 10) * 10 + " m";
    return (m < 10000 ? (m / 1000).toFixed(1).replace(/\.0$/, "") : Math.round(m / 1000).toLocaleString("en")) + " km";
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

  Text.dates = function (p) {
    if (p.date_text) return p.date_text;
    if (!p.valid_from) return "Date not known";
    if (!p.valid_to) return "From " + p.valid_from;
    return p.valid_from === p.valid_to ? p.valid_from : p.valid_from + " to " + p.valid_to;
  };

  Text.precision = function (p) {
    const kind = Text.MARKER[p.marker] || "";
    const radius = p.precision_m ? "radius " + Text.distance(p.precision_m) : kind ? "radius not known" : "";
    return [kind, radius].filter(Boolean).join("; ");
  };

  function sided(metres, line) {
    const side = metres >= 0 ? "east" : "west";
    return Text.distance(metres) + " " + side + " of line " + line;
  }

  function answer(position) {
    if (position.side !== "cannot_tell") {
      const place = SIDES[position.side] || String(position.side);
      return place.charAt(0).toUpperCase() + place.slice(1) + ".";
    }
    const possible = (position.possible || []).map((side) => SIDES[side] || side);
    const radius = position.uncertainty_m ? " Within its radius of " + Text.distance(position.uncertainty_m) + " it" : " It";
    return "Cannot tell." + (possible.length ? radius + " may be " + Text.list(possible, "or") + "." : "");
  }

  /* The position test as sentences, the answer first. */
  Text.position = function (position) {
    if (!position || !position.side) return [];
    const out = [answer(position)];
    if (position.band) out.push("In the band " + position.band.replace("-", " to ") + " km of the areas of limitation.");
    const near = [];
    if (typeof position.distance_to_a_m === "number") near.push(sided(position.distance_to_a_m, "A"));
    if (typeof position.distance_to_b_m === "number") near.push(sided(position.distance_to_b_m, "B"));
    const far = Math.min(Math.abs(position.distance_to_a_m || 0), Math.abs(position.distance_to_b_m || 0)) > 300000;
    if (near.length && !far) {
      const accuracy = position.line_accuracy_m;
      out.push("Marker: " + near.join(", ") + (accuracy ? "; the lines as drawn are good to about " + Text.distance(accuracy) : "") + ".");
    }
    if (position.depends_on_geometry) out.push("Another published drawing of the zone would give a different answer.");
    const place = position.nearest_place;
    if (place && place.name) out.push("Nearest named place: " + place.name + ", " + nearby(place) + ".");
    return out;
  };

  function nearby(place) {
    if (typeof place.distance_m !== "number") return "distance not known";
    if (place.distance_m < 50) return "at the marker";
    return Text.distance(place.distance_m) + (place.compass ? " to the " + place.compass : "");
  }

  Text.source = function (source) {
    const parts = [source.publisher, source.published, Text.SEEN[source.seen] || source.seen];
    if (source.origin && source.origin !== "own") parts.push("rests on " + source.origin);
    if (Text.ROLE[source.role]) parts.push(Text.ROLE[source.role]);
    return parts.filter(Boolean).join(" \u00b7 ");
  };
})();
