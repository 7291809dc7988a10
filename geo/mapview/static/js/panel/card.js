/* The evidence card: one feature as a document. All text of records goes in as text, all links are http(s).
   Atlas.renderCard needs core.js, card-text.js and card-more.js, and no map. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const el = Atlas.el;
  const TALK_FIELDS = [
    ["status", "Status"],
    ["host", "Host"],
    ["mediator", "Mediator"],
    ["venue", "Venue"],
    ["syrian_delegation", "Syrian side"],
    ["israeli_delegation", "Israeli side"],
    ["us_delegation", "US side"],
    ["others", "Others"],
  ];

  function data(text, attributes) {
    return el("span", Object.assign({ text: text, dir: "auto" }, attributes));
  }

  function row(label, content) {
    if (content === null || content === undefined || content === "") return null;
    return el("div", { class: "atlas-row" }, [
      el("dt", { text: label }),
      el("dd", {}, typeof content === "string" ? data(content) : content),
    ]);
  }

  function section(title, children) {
    const inside = children.filter(Boolean);
    if (!inside.length) return null;
    return el("section", { class: "atlas-part" }, [el("h3", { text: title })].concat(inside));
  }

  function rows(items) {
    const found = items.filter(Boolean);
    return found.length ? el("dl", {}, found) : null;
  }

  function paragraph(text, className) {
    return text ? el("p", { class: className, text: text, dir: "auto" }) : null;
  }

  function badges(p) {
    const list = [el("span", { class: "atlas-badge", text: Atlas.cardText.kind(p) })];
    const attribution = Atlas.pick(Atlas.cardText.ATTRIBUTION, p.attribution);
    if (attribution) list.push(el("span", { class: "atlas-badge atlas-badge-marked", text: attribution }));
    if (p.umbrella) list.push(el("span", { class: "atlas-badge", text: Atlas.tr("Tally or summary, not one site") }));
    if (p.status_code && p.status)
      list.push(el("span", { class: "atlas-badge", text: p.status, dir: "auto" }));
    return el("p", { class: "atlas-badges" }, list);
  }

  function contradiction(p) {
    const lines = [p.contradiction, ...(p.counted_otherwise || []), p.side_note].filter(Boolean);
    if (!lines.length) return null;
    const title = p.contradiction || p.counted_otherwise ? Atlas.tr("Sources contradict each other") : Atlas.tr("Mind the marker");
    return el(
      "section",
      { class: "atlas-contradiction" },
      [el("h3", { text: title })].concat(lines.map((t) => paragraph(t))),
    );
  }

  function places(p) {
    const names = [p.place ? data(p.place) : null];
    if (p.place_ar) names.push(data(p.place_ar, { lang: "ar", dir: "rtl" }));
    if (p.place_he) names.push(data(p.place_he, { lang: "he", dir: "rtl" }));
    const found = names.filter(Boolean);
    return found.length ? el("span", { class: "atlas-names" }, found) : null;
  }

  function whenAndWhere(p) {
    return rows([
      row(Atlas.tr("When"), Atlas.cardText.dates(p)),
      row(Atlas.tr("Last reported"), p.last_reported && Atlas.cardText.day(p.last_reported)),
      row(Atlas.tr("Where"), places(p)),
      row(Atlas.tr("Governorate"), p.governorate && Atlas.spoken(p.governorate)),
      row(Atlas.tr("OCHA subdistrict"), [].concat(p.subdistrict || []).join("; ")),
      row(Atlas.tr("Also called"), [].concat(p.aliases || [], p.variants || []).join("; ")),
    ]);
  }

  function report(p) {
    const casualties = Atlas.cardText.casualties(p);
    const details = rows([
      row(Atlas.tr("By"), p.actor),
      row(Atlas.tr("Target"), p.target),
      row(Atlas.tr("Casualties"), [casualties, p.casualty_note].filter(Boolean).join(". ")),
      row(Atlas.tr("Basis"), p.basis),
    ]);
    return section(Atlas.tr("What is reported"), [paragraph(p.summary), details]);
  }

  Atlas.spoken = function (slug) {
    const special = { multiple: "More than one", abroad: "Outside Syria" };
    if (Object.hasOwn(special, slug)) return special[slug];
    return String(slug)
      .split("-")
      .map((word) => (/^(ez)$/.test(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)))
      .join(" ");
  };

  function talk(p) {
    if (Atlas.roleOf(p) !== "talks") return null;
    const fields = TALK_FIELDS.map(function ([name, label]) {
      return row(
        label,
        name === "status" ? Atlas.pick(Atlas.cardText.STATUS, p.status) || p.status : p[name],
      );
    });
    const who = p.round_label_by ? " (so called by " + p.round_label_by + ")" : "";
    fields.push(row(Atlas.tr("Called"), p.round_label ? p.round_label + who : ""));
    fields.push(
      row(Atlas.tr("Both sides"), p.israel_syria ? Atlas.tr("Israeli and Syrian representatives reported to have met") : ""),
    );
    return section(Atlas.tr("Talks"), [rows(fields)]);
  }

  function whereabouts(feature) {
    const p = feature.properties;
    const lines = Atlas.cardText.position(p.position);
    const parts = lines.map((line, index) => paragraph(line, index ? null : "atlas-answer"));
    if (p.inside_claim) parts.push(paragraph("What sources say: " + p.inside_claim));
    return section(Atlas.tr("Position against the 1974 lines"), parts);
  }

  function precision(feature) {
    const p = feature.properties;
    if (!feature.geometry) {
      const text = Atlas.tr("No location: this record is listed and counted, and has no marker.");
      return section(Atlas.tr("Precision"), [paragraph(text), paragraph(p.marker_note)]);
    }
    const drawn = feature.geometry.type === "Point" ? null : p.accuracy_m || p.precision_m;
    const accuracy = drawn
      ? Atlas.tr("As drawn, good to about {distance}; not an official demarcation.", {
          distance: Atlas.cardText.distance(drawn),
        })
      : "";
    const text = drawn ? "" : Atlas.cardText.precision(p);
    const source = p.coord_source ? Atlas.tr("Coordinate from {source}.", { source: p.coord_source }) : "";
    return section(Atlas.tr("Precision"), [
      paragraph(text && text + "."),
      paragraph(p.marker_note),
      paragraph(accuracy),
      paragraph(source, "atlas-faint"),
    ]);
  }

  function confidence(p) {
    if (!p.confidence) return null;
    const why = Atlas.cardText.why(p);
    const level = el("span", { class: "atlas-level", text: Atlas.spoken(p.confidence) });
    return section(Atlas.tr("Confidence"), [el("p", {}, [level, why ? data(": " + why) : null])]);
  }

  function sources(p) {
    const list = Atlas.cardText.sources(p).map(function (source) {
      const title = source.title || source.publisher || source.url || "Source";
      const line = Atlas.cardText.source(source);
      return el("li", {}, [
        Atlas.link(title, source.url),
        el("span", { class: "atlas-faint", text: line, dir: "auto" }),
      ]);
    });
    if (!list.length) return null;
    return section(list.length === 1 ? "Source" : "Sources (" + list.length + ")", [
      el("ol", { class: "atlas-sources" }, list),
    ]);
  }

  function copier(label, text) {
    const button = Atlas.button(label, async function () {
      const found = text();
      const done = Boolean(found) && (await Atlas.copyText(found));
      button.textContent = done ? "Copied" : "Copy failed";
      window.setTimeout(() => (button.textContent = label), 1600);
    });
    return button;
  }

  function download(feature, options) {
    const text = "Download this feature";
    if (options.downloadUrl)
      return el("a", { href: options.downloadUrl, download: feature.id + ".geojson", text: text });
    const file = { type: "FeatureCollection", features: [feature] };
    return Atlas.button(text, () => Atlas.saveJson(feature.id + ".geojson", file));
  }

  function cited(feature, options) {
    const edition = options.edition();
    return edition && Atlas.citation(feature, edition, options.permalink && options.permalink(feature));
  }

  function actions(feature, options) {
    const items = [];
    if (options.permalink) items.push(copier(Atlas.tr("Copy link to this"), () => options.permalink(feature)));
    if (options.edition) items.push(copier(Atlas.tr("Copy citation"), () => cited(feature, options)));
    items.push(download(feature, options));
    const point = feature.geometry && feature.geometry.type === "Point" ? feature.geometry.coordinates : null;
    if (point) {
      const lat = point[1].toFixed(5);
      const lon = point[0].toFixed(5);
      items.push(copier(Atlas.tr("Copy {spot}", { spot: lat + ", " + lon }), () => lat + ", " + lon));
      const address =
        "https://www.openstreetmap.org/?mlat=" + lat + "&mlon=" + lon + "#map=14/" + lat + "/" + lon;
      items.push(Atlas.link("Open in OpenStreetMap", address));
    }
    return el("div", { class: "atlas-actions" }, items);
  }

  Atlas.cardParts = { data: data, row: row, rows: rows, section: section, paragraph: paragraph };

  /* Writes the card of a GeoJSON feature into a container and returns its heading.
     options: permalink(feature) -> address, downloadUrl, edition() -> title, version and as_of of the data. */
  Atlas.renderCard = function (feature, container, options) {
    const p = feature.properties;
    const heading = el("h2", { text: p.title || feature.id, tabindex: "-1", dir: "auto" });
    const parts = [
      heading,
      badges(p),
      contradiction(p),
      whenAndWhere(p),
      report(p),
      talk(p),
      Atlas.cardMore.said(p),
      Atlas.cardMore.coded(p),
      whereabouts(feature),
      precision(feature),
      confidence(p),
      Atlas.cardMore.known(p),
      section(Atlas.tr("From the file"), [rows((p.more || []).map(([label, text]) => row(String(label), String(text))))]),
      section(Atlas.tr("Mind"), [
        paragraph(p.caveat),
        p.possible_duplicate_of ? paragraph("May be the same as " + p.possible_duplicate_of) : null,
      ]),
      sources(p),
      actions(feature, options || {}),
      el("p", { class: "atlas-faint atlas-id", text: feature.id }),
    ];
    container.replaceChildren(...parts.filter(Boolean));
    return heading;
  };
})();
