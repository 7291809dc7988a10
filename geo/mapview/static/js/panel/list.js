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

  /* Fills the container with what is visible: within the present view, and without location. */
  Atlas.fillList = function (frame, container) {
    const view = frame.map.getBounds();
    const all = frame.visibleFeatures();
    const here = all.filter((feature) => feature.geometry && view.intersects(Atlas.boundsOf(feature)));
    const nowhere = all.filter((feature) => !feature.geometry);
    const signature =
      here
        .concat(nowhere)
        .map((feature) => feature.id)
        .join("\n") + Atlas.isDark();
    if (container.dataset.filled === String(signature.length) && frame.listSignature === signature) return;
    frame.listSignature = signature;
    container.dataset.filled = String(signature.length);
    const focused = container.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    const content = part(frame, "In this view", here).concat(part(frame, "No location", nowhere));
    container.replaceChildren(...content);
    const again =
      focused && Array.from(container.querySelectorAll("button")).find((b) => b.dataset.id === focused);
    if (again) again.focus({ preventScroll: true });
    else if (focused) container.focus({ preventScroll: true });
  };
})();
