/* Features as a list of buttons: the equal of the map for the keyboard. Arrow keys, Home and End move in it. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const el = Atlas.el;

  Atlas.byDate = function (a, b) {
    const [x, y] = [a.properties.valid_from || "", b.properties.valid_from || ""];
    if (x !== y) return x < y ? 1 : -1;
    return String(a.properties.title).localeCompare(String(b.properties.title), "en");
  };

  /* Pictures of symbols for long lists, one per look. */
  function picture(frame, properties) {
    frame.pictures = frame.pictures || new Map();
    const low = properties.confidence === "low";
    const key = [properties.layer, properties.kind, Atlas.lookOf(properties), low, Atlas.isDark()].join("|");
    if (!frame.pictures.has(key)) {
      const symbol = Atlas.symbolOf(frame, properties);
      frame.pictures.set(key, Atlas.swatch(symbol, Atlas.lookOf(properties), low).toDataURL());
    }
    const wide = /line|area/.test(Atlas.symbolOf(frame, properties).shape);
    return el("img", { src: frame.pictures.get(key), alt: "", width: wide ? 24 : 18, height: 16 });
  }

  Atlas.listButton = function (frame, feature, open) {
    const p = feature.properties;
    const note = [
      Atlas.cardText.dates(p),
      Atlas.cardText.kind(p),
      Atlas.pick(Atlas.cardText.ATTRIBUTION, p.attribution),
      Atlas.cardText.stale(p),
    ];
    const button = el("button", { type: "button", tabindex: "-1", "data-id": feature.id }, [
      picture(frame, p),
      el("span", { class: "atlas-item-title", text: p.title || feature.id, dir: "auto" }),
      el("span", { class: "atlas-faint", text: note.filter(Boolean).join(" \u00b7 ") }),
    ]);
    button.addEventListener("click", () => open(feature, button));
    return button;
  };

  /* One stop for the Tab key in a list; arrows, Home and End go through it. */
  Atlas.rove = function (list) {
    const buttons = () => Array.from(list.querySelectorAll("button"));
    const first = buttons()[0];
    if (first && !list.querySelector('button[tabindex="0"]')) first.tabIndex = 0;
    if (list.dataset.roving) return;
    list.dataset.roving = "true";
    list.addEventListener("focusin", function (event) {
      buttons().forEach((button) => (button.tabIndex = button === event.target ? 0 : -1));
    });
    list.addEventListener("keydown", function (event) {
      const all = buttons();
      const here = all.indexOf(document.activeElement);
      const steps = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 };
      if (!(event.key in steps) || here < 0) return;
      event.preventDefault();
      const next = all[Math.max(0, Math.min(all.length - 1, steps[event.key]))];
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    });
  };

  function part(frame, title, features) {
    const list = el("ul", { class: "atlas-list" });
    features.sort(Atlas.byDate).forEach(function (feature) {
      const open = (found, button) => frame.select(found, { focus: true, opener: button });
      list.append(el("li", {}, Atlas.listButton(frame, feature, open)));
    });
    Atlas.rove(list);
    return [el("h3", { text: title + " (" + Atlas.grouped(features.length) + ")" }), list];
  }

  /* Reports that pass the filters, wherever they lie; null where no filter is set. */
  Atlas.matches = function (frame) {
    return frame.state.filters ? frame.reportLayers().flatMap((layer) => layer.visibleFeatures()) : null;
  };

  /* West, south, east, north of features; null if none has a location. */
  function extentOf(features) {
    const boxes = features.filter((f) => f.geometry).map((f) => Atlas.boundsOf(f));
    if (!boxes.length) return null;
    const all = boxes.reduce((sum, box) => sum.extend(box), L.latLngBounds([]));
    return [all.getWest(), all.getSouth(), all.getEast(), all.getNorth()];
  }

  Atlas.fitMatches = function (frame) {
    const extent = extentOf(Atlas.matches(frame) || []);
    if (extent) frame.fit(extent, { maxZoom: 12, animate: false });
    return Boolean(extent);
  };

  /* After a search of which nothing lies in view the map goes to what it found, unless the address names a view. */
  Atlas.goToMatches = async function (frame) {
    if (!frame.state.filters || (!frame.ready && (frame.state.view || frame.state.id))) return;
    const turn = frame.filterTurn;
    await Promise.all(frame.reportLayers().map((layer) => layer.wanted && layer.loading));
    if (turn !== frame.filterTurn || frame.state.pick || frame.state.beside) return;
    const located = (Atlas.matches(frame) || []).filter((feature) => feature.geometry);
    const view = frame.map.getBounds();
    if (!located.length || located.some((feature) => view.intersects(Atlas.boundsOf(feature)))) return;
    frame.matched = true;
    frame.apply(() => Atlas.fitMatches(frame));
  };

  function matchPart(frame, matches, here) {
    const located = matches.filter((feature) => feature.geometry);
    const outside = located.length - located.filter((feature) => here.has(feature)).length;
    const note = outside ? Atlas.trn("{count} lies outside this view", "{count} lie outside this view", outside) : "";
    const fit = located.length
      ? Atlas.button(Atlas.tr("Fit the map to them"), () => Atlas.fitMatches(frame), { class: "atlas-more" })
      : null;
    const [heading, list] = part(frame, Atlas.tr("Matches"), matches);
    return [heading, el("p", { class: "atlas-matches atlas-faint" }, [note, fit]), list];
  }

  /* Fills the container with what is visible: the matches of a filter first, wherever they lie; then what lies within
     the present view, and what has no location. */
  Atlas.fillList = function (frame, container) {
    const view = frame.map.getBounds();
    const all = frame.visibleFeatures();
    const here = all.filter((feature) => feature.geometry && view.intersects(Atlas.boundsOf(feature)));
    const nowhere = all.filter((feature) => !feature.geometry);
    const signature =
      here
        .concat(nowhere)
        .map((feature) => feature.id)
        .join("\n") +
      Atlas.isDark() +
      (Atlas.matches(frame) || []).map((feature) => feature.id);
    if (container.dataset.filled === String(signature.length) && frame.listSignature === signature) return;
    frame.listSignature = signature;
    container.dataset.filled = String(signature.length);
    const focused = container.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    const matches = Atlas.matches(frame);
    const found = new Set(matches || []);
    const rest = (features) => features.filter((feature) => !found.has(feature));
    const context = [
      [matches ? Atlas.tr("Also in this view") : Atlas.tr("In this view"), rest(here)],
      [Atlas.tr("No location"), rest(nowhere)],
    ].filter(([, features]) => !matches || features.length);
    const content = (matches ? matchPart(frame, matches, new Set(here)) : []).concat(
      context.flatMap(([title, features]) => part(frame, title, features)),
    );
    container.replaceChildren(...content);
    const again =
      focused && Array.from(container.querySelectorAll("button")).find((b) => b.dataset.id === focused);
    if (again) again.focus({ preventScroll: true });
    else if (focused) container.focus({ preventScroll: true });
  };
})();
