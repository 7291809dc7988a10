/* The panel: layers with legend and counts in groups, the list, views, and the choice of base map. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const el = Atlas.el;

  function symbolFor(frame, key) {
    return frame.symbols[key] || frame.symbols["places:*"];
  }

  function legend(frame, spec) {
    if (spec.legend.length < 2) return null;
    return el(
      "ul",
      { class: "atlas-legend" },
      spec.legend.map((item) =>
        el("li", {}, [Atlas.swatch(symbolFor(frame, item.symbol)), el("span", { text: item.label })]),
      ),
    );
  }

  function layerRow(frame, layer) {
    const spec = layer.spec;
    const box = el("input", {
      type: "checkbox",
      id: "layer-" + spec.id,
      "aria-describedby": "note-" + spec.id,
    });
    box.addEventListener("change", function () {
      frame.setLayer(spec.id, box.checked);
      frame.changed();
    });
    const single = spec.legend.length === 1 ? Atlas.swatch(symbolFor(frame, spec.legend[0].symbol)) : null;
    const count = el("span", { class: "atlas-count" });
    const note = el("p", {
      class: "atlas-note atlas-faint",
      id: "note-" + spec.id,
      text: spec.note,
      hidden: true,
    });
    const info = Atlas.button(
      "i",
      function () {
        note.hidden = !note.hidden;
        info.setAttribute("aria-expanded", String(!note.hidden));
      },
      { class: "atlas-info", "aria-label": Atlas.tr("About {layer}", { layer: spec.title }), "aria-expanded": "false" },
    );
    const unlocated = el("small", {});
    const shapeless = el("small", {});
    const title = el("span", { class: "atlas-layer-title" }, [spec.title, unlocated, shapeless]);
    const label = el("label", { for: box.id }, [single, title, count]);
    const columns = Atlas.columnsRow(layer);
    const root = el("div", { class: "atlas-layer" }, [
      el("div", { class: "atlas-layer-row" }, [box, label, info]),
      note,
      legend(frame, spec),
      columns && columns.root,
    ]);
    return { layer: layer, box: box, count: count, unlocated: unlocated, shapeless: shapeless, columns: columns, root: root };
  }

  function countText(layer) {
    if (layer.missing) return ["not available", ""];
    const count = layer.count();
    if (count.all === undefined) return ["", ""];
    const shown = layer.wanted ? count.passing : 0;
    const text = shown === count.all ? Atlas.grouped(count.all) : Atlas.grouped(shown) + " / " + Atlas.grouped(count.all);
    const title =
      shown +
      " shown of " +
      count.all +
      (count.unlocated ? ", " + count.unlocated + " without location" : "");
    return [text, title, layer.wanted && count.unlocated ? count.unlocated + " without location" : ""];
  }

  function updateRow(row) {
    if (row.columns) row.columns.update();
    const [text, title, unlocated] = countText(row.layer);
    row.box.checked = row.layer.wanted;
    row.box.disabled = row.layer.missing && !row.layer.wanted;
    row.root.classList.toggle("atlas-off", !row.layer.wanted);
    row.count.textContent = text;
    row.unlocated.textContent = unlocated || "";
    row.count.title = title;
    const shapeless = Atlas.withoutShape(row.layer.frame, row.layer).length > 0;
    row.shapeless.textContent = shapeless ? "No open geometry for this time" : "";
  }

  function group(frame, title, rows) {
    const set = (on) => () => {
      rows.forEach((row) => frame.setLayer(row.layer.spec.id, on));
      frame.changed();
    };
    const buttons = el("span", { class: "atlas-all" }, [
      Atlas.button(Atlas.tr("All"), set(true), { "aria-label": Atlas.tr("All layers of {group}", { group: title }) }),
      Atlas.button(Atlas.tr("None"), set(false), { "aria-label": Atlas.tr("None of the layers of {group}", { group: title }) }),
    ]);
    const head = el("div", { class: "atlas-group-head" }, [
      el("h3", { text: title }),
      rows.length > 1 ? buttons : null,
    ]);
    return el(
      "section",
      { class: "atlas-group", "aria-label": title },
      [head].concat(rows.map((row) => row.root)),
    );
  }

  /* What fill, paleness, ring and number mean, the same for all points. */
  function readingKey(frame) {
    const sample = symbolFor(frame, "airstrike");
    const items = [
      [["israeli", false], "Reported as an Israeli action"],
      [["disputed", false], "Attribution disputed"],
      [["other", false], "Not reported as an Israeli action"],
      [["unknown", false], "Author not established"],
      [["israeli", true], "Low confidence (paler)"],
      [["stale", false], "Post: not reported since before this time (hollow)"],
    ].map(([[look, pale], label]) =>
      el("li", {}, [
        Atlas.swatch(look === "stale" ? symbolFor(frame, "israeli_post") : sample, look, pale),
        el("span", { text: label }),
      ]),
    );
    items.push(
      el("li", {}, [
        el("span", { class: "atlas-key-number", text: "6" }),
        el("span", { text: Atlas.tr("Reports that share a marker") }),
      ]),
    );
    items.push(
      el("li", {}, [
        el("span", { class: "atlas-key-ring" }),
        el("span", { text: Atlas.tr("Radius within which the place lies") }),
      ]),
    );
    return el("section", { class: "atlas-group" }, [
      el("div", { class: "atlas-group-head" }, el("h3", { text: Atlas.tr("How to read the points") })),
      el("ul", { class: "atlas-legend" }, items),
      el("p", { class: "atlas-faint", text: Atlas.tr("Size does not stand for casualties.") }),
    ]);
  }

  function baseChoice(frame) {
    const radios = frame.baseChoices.map(function (choice) {
      const input = el("input", { type: "radio", name: "base", id: "base-" + choice.id, value: choice.id });
      input.checked = frame.state.base === choice.id;
      input.addEventListener("change", function () {
        Atlas.chooseBase(frame, choice.id);
        frame.changed();
      });
      const warning = choice.host ? el("small", { text: Atlas.tr("loads tiles from {host}", { host: choice.host }) }) : null;
      return el("label", { class: "atlas-radio" }, [input, el("span", {}, [choice.title, warning])]);
    });
    return el("fieldset", { class: "atlas-group" }, [el("legend", { text: Atlas.tr("Base map") })].concat(radios));
  }

  function viewButtons(frame, views) {
    return el(
      "div",
      { class: "atlas-views", role: "group", "aria-label": Atlas.tr("Views") },
      views.map((view) => Atlas.button(view.title, () => frame.fit(view.bounds), { "data-view": view.id })),
    );
  }

  function tabs(names, panes, chosen) {
    const buttons = names.map((name, index) =>
      el("button", {
        type: "button",
        role: "tab",
        text: name,
        id: "tab-" + index,
        "aria-controls": "pane-" + index,
      }),
    );
    const choose = function (index, focus) {
      buttons.forEach(function (button, i) {
        button.setAttribute("aria-selected", String(i === index));
        button.tabIndex = i === index ? 0 : -1;
        panes[i].hidden = i !== index;
      });
      if (focus) buttons[index].focus();
      chosen(index);
    };
    buttons.forEach(function (button, index) {
      panes[index].id = "pane-" + index;
      panes[index].setAttribute("role", "tabpanel");
      panes[index].setAttribute("aria-labelledby", button.id);
      button.addEventListener("click", () => choose(index));
      button.addEventListener("keydown", function (event) {
        if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
        choose((index + 1) % buttons.length, true);
      });
    });
    choose(0);
    return el("div", { class: "atlas-tabs", role: "tablist", "aria-label": Atlas.tr("Panel") }, buttons);
  }

  function chipText(frame) {
    if (frame.state.pick) return ""; // a map that asks about a place has no records to count
    if (!frame.ready && frame.waiting.size) return Atlas.tr("Loading\u2026"); // never a number that is not true
    const counts = frame.reportCounts();
    const text = Atlas.plural(counts.shown, "record", "records") + " shown";
    const events = Atlas.columnsShown(frame);
    const parts = [counts.unlocated ? text + ", " + Atlas.grouped(counts.unlocated) + " without location" : text];
    if (events !== null) parts.push(Atlas.plural(events, "event of a file", "events of files"));
    const shapes = frame.layers.get("mine-shapes");
    const drawn = shapes ? shapes.visibleFeatures().length : 0;
    if (drawn) parts.push(Atlas.plural(drawn, "line or area of yours", "lines and areas of yours"));
    return parts.join("; ");
  }

  function closer(frame, root) {
    const toggle = Atlas.button(
      "",
      function () {
        set(root.classList.contains("atlas-closed"));
        if (frame.fitAgain) frame.fitAgain();
        frame.refresh();
      },
      { class: "atlas-toggle", "aria-controls": "atlas-panel-body" },
    );
    const set = function (open) {
      root.classList.toggle("atlas-closed", !open);
      toggle.setAttribute("aria-expanded", String(open));
      toggle.setAttribute("aria-label", open ? "Close the panel" : "Open layers and list");
      toggle.textContent = open ? "\u00d7" : "Layers";
    };
    const small = Atlas.isPhone() || window.innerHeight <= 260 || (frame.state.embed && window.innerWidth < 900);
    set(!small && frame.state.panel && !frame.state.pick && !frame.state.beside);
    root.hidden = !frame.state.panel;
    /* On a phone the panel is a sheet over the map: what is chosen in it comes into its place. */
    frame.closeSheet = function () {
      if (Atlas.isPhone()) set(false);
    };
    return toggle;
  }

  function fillLayers(frame, rows, options) {
    const byGroup = new Map();
    rows.forEach(function (row) {
      const name = row.layer.spec.group;
      byGroup.set(name, (byGroup.get(name) || []).concat(row));
    });
    const ordered = options.groups.filter((name) => byGroup.has(name));
    Array.from(byGroup.keys()).forEach((name) => ordered.includes(name) || ordered.push(name));
    return ordered
      .map((name) => group(frame, name, byGroup.get(name)))
      .concat([frame.marksBox || "", readingKey(frame), baseChoice(frame)]);
  }

  /* Called by the element of the panel. */
  Atlas.addPanel = function (map, options) {
    const frame = map.atlas;
    const chip = el("p", { class: "atlas-chip", role: "status", "aria-live": "polite" });
    const layersPane = el("div", { class: "atlas-pane" });
    const listPane = el("div", { class: "atlas-pane", tabindex: "-1" });
    const asOf = el("p", { class: "atlas-faint atlas-asof" });
    let rows = [];
    const fillWhenShown = function () {
      if (listPane.hidden || !frame.map._loaded) return;
      Atlas.fillList(frame, listPane);
      window.setTimeout(() => Atlas.listColumns(frame, listPane), 0); // once the canvas shows this view
    };
    const fillLater = Atlas.debounce(350, fillWhenShown);
    const bar = tabs(["Layers", "List"], [layersPane, listPane], fillWhenShown);
    const root = el("section", { class: "atlas-panel", "aria-label": Atlas.tr("Layers, legend and list") });
    const body = el("div", { class: "atlas-panel-body", id: "atlas-panel-body" }, [
      viewButtons(frame, options.views),
      bar,
      layersPane,
      listPane,
      asOf,
    ]);
    root.append(el("div", { class: "atlas-panel-head" }, [chip, closer(frame, root)]), body);
    document.body.insertBefore(root, document.body.firstChild);
    frame.rebuildPanel = function () {
      rows = Array.from(frame.layers.values()).map((layer) => layerRow(frame, layer));
      layersPane.replaceChildren(...fillLayers(frame, rows, options));
    };
    frame.rebuildPanel();
    frame.onRefresh(function () {
      rows.forEach(updateRow);
      const text = chipText(frame);
      if (chip.textContent !== text) chip.textContent = text;
      chip.setAttribute("aria-live", frame.time.playing ? "off" : "polite"); // a voice cannot keep up with play
      asOf.textContent = frame.dataAsOf ? "Data as of " + frame.dataAsOf : "";
      /* While the window of time moves, a long list would cost more than the step; it follows when the window rests. */
      if (performance.now() - frame.time.movedAt < 350) fillLater();
      else fillWhenShown();
    });
    map.on("moveend", () => fillWhenShown());
  };
})();
