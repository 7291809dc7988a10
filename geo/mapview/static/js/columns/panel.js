/* What the panel says of a file of events: its kinds to choose from, what the picture shows, search, further columns. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const el = Atlas.el;
  const MOST_KINDS = 12;

  function kindRow(layer, kind, code) {
    const box = el("input", { type: "checkbox", "data-kind": code });
    box.checked = !layer.hidden.has(code);
    box.addEventListener("change", () => layer.setKind(code, box.checked));
    const symbol = layer.frame.symbols[kind.symbol];
    return el("li", {}, [
      el("label", {}, [
        box,
        Atlas.swatch(symbol),
        el("span", { text: Atlas.columnKind(kind.label), dir: "auto" }),
        kind.count === undefined ? null : el("span", { class: "atlas-count", text: Atlas.grouped(kind.count) }),
      ]),
    ]);
  }

  function kindList(layer) {
    const list = el("ul", { class: "atlas-legend atlas-kinds", "aria-label": Atlas.tr("Kinds") });
    const rows = layer.kinds.map((kind, code) => kindRow(layer, kind, code));
    list.append(...rows);
    if (rows.length <= MOST_KINDS) return list;
    rows.slice(MOST_KINDS).forEach((row) => (row.hidden = true));
    const more = Atlas.button(rows.length - MOST_KINDS + " more kinds", function () {
      rows.forEach((row) => (row.hidden = false));
      more.remove();
    });
    more.className = "atlas-more";
    return [list, more];
  }

  function searchBox(layer) {
    if (!layer.spec.match) return null;
    const field = el("input", { type: "search", placeholder: Atlas.tr("Find in this file"), "aria-label": Atlas.tr("Find in {file}", { file: layer.spec.title }) });
    const why = el("p", { class: "atlas-faint", role: "status" });
    field.addEventListener(
      "input",
      Atlas.debounce(350, () => layer.find("own", field.value.trim()).then((text) => (why.textContent = text || ""))),
    );
    return el("div", { class: "atlas-find" }, [field, why]);
  }

  async function fillChoices(layer, extra, select) {
    if (select.options.length > 1) return;
    const buffer = Atlas.fetchColumns(extra.url);
    layer.extras.set(extra.name, buffer);
    const { labels } = Atlas.readExtra(await buffer, layer.data.count);
    labels.forEach((label) => label && select.append(el("option", { value: label, text: label })));
  }

  /* The values of a further column are fetched when somebody turns to the choice. */
  function chooser(layer, extra) {
    const select = el("select", { "aria-label": Atlas.tr("Only {name}", { name: extra.name }) }, el("option", { value: "", text: Atlas.tr("Any {name}", { name: extra.name }) }));
    const fill = () => fillChoices(layer, extra, select).catch((error) => Atlas.noteError("columns", error));
    select.addEventListener("focus", fill);
    select.addEventListener("pointerenter", fill);
    select.addEventListener("change", () => layer.choose(extra.name, select.value));
    return el("div", { class: "atlas-find" }, select);
  }

  function density(classes) {
    const items = classes.map(function (item) {
      const patch = el("span", { class: "atlas-patch" });
      patch.style.background = item.colour;
      const range = item.high === null ? " or more" : item.high > item.low ? " to " + Atlas.grouped(item.high) : "";
      return el("li", {}, [patch, el("span", { text: Atlas.grouped(item.low) + range })]);
    });
    return el("ul", { class: "atlas-legend atlas-density", "aria-label": Atlas.tr("Events in a square") }, items);
  }

  function pictureText(layer) {
    const { job, picture } = layer;
    if (!job) return "";
    const seen = Atlas.plural(job.inView, "event", "events") + " in view";
    const together = layer.together > 1 ? " of " + layer.together + " files together" : "";
    if (picture === "density") return seen + ". Colour: how many" + together + " lie in a square.";
    if (picture === "dots") return seen + ", one dot each.";
    return seen + "; a number where several share a marker. Their fill does not tell who acted.";
  }

  /* The part of a row of the panel that belongs to a file of events, kept current by update(). */
  Atlas.columnsRow = function (layer) {
    if (layer.spec.geometry !== "columns") return null;
    const text = el("p", { class: "atlas-faint atlas-picture" });
    const scale = el("div", {});
    const tools = el("div", { class: "atlas-column-tools" });
    const zoom = layer.spec.extent
      ? Atlas.button(Atlas.tr("Zoom to these events"), () => layer.frame.fit(layer.spec.extent), { class: "atlas-more" })
      : null;
    const root = el("div", { class: "atlas-columns", hidden: true }, [text, scale, tools, zoom]);
    let filled = false;
    let drawn = "";
    const update = function () {
      root.hidden = !layer.wanted || !layer.data;
      if (root.hidden) return;
      if (!filled) {
        filled = true;
        const extras = (layer.spec.extras || []).map((extra) => chooser(layer, extra));
        tools.append(...[kindList(layer), searchBox(layer), ...extras].flat().filter(Boolean));
      }
      text.textContent = pictureText(layer);
      const now = JSON.stringify([layer.classes, Atlas.isDark()]);
      if (now === drawn) return;
      drawn = now;
      scale.replaceChildren(...(layer.classes ? [density(layer.classes)] : []));
    };
    layer.panel = { root: root, update: update };
    return layer.panel;
  };
})();
