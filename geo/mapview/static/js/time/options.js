/* The options of the time bar: exact days, how play goes, and the key to the picture. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const Time = Atlas.time;
  const el = Atlas.el;

  function choice(bar, name, label, values) {
    const list = el(
      "select",
      { id: "atlas-time-" + name },
      values.map(([value, text]) => el("option", { value: value, text: text })),
    );
    list.addEventListener("change", function () {
      bar.choice[name] = typeof bar.choice[name] === "number" ? Number(list.value) : list.value;
    });
    const row = el("label", { class: "atlas-time-row", for: list.id }, [el("span", { text: label }), list]);
    return { name: name, list: list, row: row };
  }

  /* A day as ISO text, or a whole month or year; the browser's own field would show it in the order of the country. */
  function dayField(bar, label, index) {
    const field = el("input", {
      type: "text",
      id: "atlas-time-day-" + index,
      placeholder: Atlas.tr("YYYY-MM-DD"),
      inputmode: "numeric",
      autocomplete: "off",
      maxlength: "10",
    });
    field.addEventListener("change", function () {
      const { t0, t1 } = bar.frame.time;
      const day = (index ? Time.last : Time.first)(field.value);
      const faulty = Boolean(field.value.trim()) && day === null;
      field.setAttribute("aria-invalid", String(faulty));
      if (!faulty) bar.set(index ? t0 : day, index ? day : t1);
    });
    const row = el("label", { class: "atlas-time-row", for: field.id }, [el("span", { text: label }), field]);
    return { field: field, row: row };
  }

  function mark(kind, colour) {
    const swatch = el("span", { class: "atlas-time-mark atlas-time-mark-" + kind });
    if (colour) swatch.style.background = colour;
    return swatch;
  }

  /* What the picture shows, in words. */
  function key(bar) {
    const items = bar.families.map((family) => [mark("bar", family.colour()), family.label]);
    const files = new Map(Atlas.fileFamilies(bar.frame).map((family) => [family.file.spec.title, family.colour()]));
    files.forEach((colour, title) => items.push([mark("bar", colour), title]));
    items.push([mark("span"), "Not known to the day: a line over its days, in no bar"]);
    const apart = Atlas.filesApart(bar.frame);
    if (apart) items.push([mark("span"), "Of the event files " + Atlas.grouped(apart) + " are not known to the day: in no bar"]);
    items.push([mark("gap"), "Gap: nothing collected, which is not calm"]);
    return items.map(([swatch, text]) => el("li", {}, [swatch, el("span", { text: text })]));
  }

  Atlas.timeOptions = function (bar) {
    const days = [dayField(bar, "First day", 0), dayField(bar, "Last day", 1)];
    const choices = [
      choice(bar, "step", "Step", [
        ["day", "1 day"],
        ["week", "1 week"],
        ["month", "1 month"],
      ]),
      choice(bar, "mode", "Show", [
        ["cumulative", "All up to the day"],
        ["window", "Window only"],
      ]),
      choice(bar, "speed", "Speed", [
        ["1", "1 step a second"],
        ["2", "2 steps a second"],
        ["4", "4 steps a second"],
        ["8", "8 steps a second"],
      ]),
    ];
    const legend = el("ul", { class: "atlas-time-key" });
    const gaps = el("p", { class: "atlas-faint" });
    const root = el("div", { class: "atlas-time-more", id: "atlas-time-more", hidden: true }, [
      el("div", { class: "atlas-time-part" }, [el("h3", { text: Atlas.tr("Window") })].concat(days.map((d) => d.row))),
      el("div", { class: "atlas-time-part" }, [el("h3", { text: Atlas.tr("Play") })].concat(choices.map((c) => c.row))),
      el("div", { class: "atlas-time-part" }, [el("h3", { text: Atlas.tr("How to read the bars") }), legend, gaps]),
      Atlas.button(Atlas.tr("Reset the time bar"), () => bar.reset(), { class: "atlas-time-reset" }),
    ]);
    const button = Atlas.button(Atlas.tr("Options"), () => show(root.hidden), {
      class: "atlas-time-button",
      "aria-controls": root.id,
      "aria-expanded": "false",
    });
    const fill = () => choices.forEach((c) => (c.list.value = String(bar.choice[c.name])));

    function show(open) {
      root.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
      bar.root.classList.toggle("atlas-time-raised", open);
      if (!open) return;
      fill();
      update();
      legend.replaceChildren(...key(bar));
      gaps.textContent = (bar.frame.gaps || [])
        .map((gap) => Time.spanWords(gap.first, gap.last) + ": " + gap.reason + ".")
        .join(" ");
    }
    function update() {
      if (root.hidden) return;
      [bar.frame.time.t0, bar.frame.time.t1].forEach(function (day, index) {
        const value = day === null ? "" : Time.iso(day);
        const field = days[index].field;
        if (field.value === value || document.activeElement === field) return;
        field.value = value;
        field.setAttribute("aria-invalid", "false");
      });
    }
    root.addEventListener("keydown", function (event) {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      show(false);
      button.focus();
    });
    document.addEventListener("pointerdown", function (event) {
      if (!root.hidden && !root.contains(event.target) && !button.contains(event.target)) show(false);
    });
    return { root: root, button: button, fill: fill, update: update, close: () => show(false) };
  };
})();
