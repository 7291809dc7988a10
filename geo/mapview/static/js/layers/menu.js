/* What one can do at a spot of the map: copy its coordinates, measure from it, draw a circle, set a mark. The menu opens
   with the right button, a long press, the menu key, or the button with the ruler. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const el = Atlas.el;

  function field(label, attributes) {
    const input = el("input", Object.assign({ "aria-label": label, placeholder: label }, attributes));
    return input;
  }

  /* A row of the menu that asks for one value before it does something. */
  function asking(text, input, done) {
    const form = el("form", { class: "atlas-menu-form" }, [input, Atlas.button(text, null, { type: "submit" })]);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      done(input.value.trim());
    });
    return form;
  }

  function Menu(frame) {
    this.frame = frame;
    this.root = el("div", { class: "atlas-menu", role: "dialog", "aria-label": Atlas.tr("At this spot"), hidden: true });
    this.root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.close(true);
    });
    document.body.append(this.root);
  }

  Menu.prototype.close = function (back) {
    if (this.root.hidden) return;
    this.root.hidden = true;
    if (back) (this.opener || this.frame.map.getContainer()).focus({ preventScroll: true });
  };

  Menu.prototype.items = function (spot) {
    const { frame } = this;
    const words = spot.map((value) => value.toFixed(5)).join(", ");
    const then = (action) => () => {
      this.close(true);
      action();
    };
    const copy = then(async function () {
      const done = await Atlas.copyText(words);
      frame.toast(done ? Atlas.tr("Coordinates copied") : Atlas.tr("Copying is not allowed here"));
    });
    const radius = field(Atlas.tr("Radius in km"), { type: "number", min: "0.01", max: "1000", step: "any", required: true });
    const note = field(Atlas.tr("Note"), { type: "text", maxlength: "120" });
    const mark = (kind, more) => then(() => frame.addMark(Object.assign({ kind: kind, points: [spot], radius_m: 0, note: "" }, more)))();
    return [
      Atlas.button(Atlas.tr("Copy {spot}", { spot: words }), copy),
      Atlas.button(Atlas.tr("Measure a distance from here"), then(() => Atlas.measure(frame, "l", spot))),
      Atlas.button(Atlas.tr("Measure an area from here"), then(() => Atlas.measure(frame, "a", spot))),
      asking(Atlas.tr("Draw circle"), radius, (value) => mark("c", { radius_m: Number(value) * 1000 })),
      asking(Atlas.tr("Set mark"), note, (value) => mark("p", { note: value })),
    ];
  };

  Menu.prototype.open = function (latlng, at, opener) {
    const spot = latlng.wrap();
    this.opener = opener || null;
    this.root.replaceChildren(...this.items([spot.lat, spot.lng]));
    this.root.hidden = false;
    const x = Math.max(8, Math.min(at.x, window.innerWidth - this.root.offsetWidth - 8));
    const y = Math.max(8, Math.min(at.y, window.innerHeight - this.root.offsetHeight - 8));
    this.root.style.transform = "translate(" + Math.round(x) + "px," + Math.round(y) + "px)";
    this.root.querySelector("button").focus({ preventScroll: true });
  };

  /* Collects points by click, or by Enter for the middle of the map, until it is ended. */
  Atlas.measure = function (frame, kind, first) {
    if (frame.measuring) frame.measuring.end(false);
    const { map } = frame;
    const line = L.polyline([first], { color: Atlas.isDark() ? "#ffd166" : "#7b1fa2", weight: 2.5, dashArray: "5 5" }).addTo(map);
    const mark = { kind: kind, points: [first], radius_m: 0, note: "" };
    const text = el("span", { role: "status" });
    const need = kind === "a" ? 3 : 2;
    const say = function () {
      text.textContent = mark.points.length < need ? Atlas.tr("Click the next point") : Atlas.measured(mark);
      done.disabled = mark.points.length < need;
      line.setLatLngs(kind === "a" && mark.points.length > 2 ? mark.points.concat([mark.points[0]]) : mark.points);
    };
    const add = function (latlng) {
      if (mark.points.length >= 60) return;
      mark.points.push([latlng.lat, latlng.lng]);
      say();
    };
    const click = (event) => add(event.latlng);
    const end = function (keep) {
      map.off("click", click);
      line.remove();
      bar.remove();
      document.removeEventListener("keydown", key, true);
      window.setTimeout(() => (frame.measuring = null), 0);
      if (keep && mark.points.length >= need) frame.addMark(mark);
      map.getContainer().focus({ preventScroll: true });
    };
    const key = function (event) {
      if (event.key === "Escape") end(false);
      else if (event.key === "Enter" && event.target === map.getContainer()) add(map.getCenter());
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    const done = Atlas.button(Atlas.tr("Done"), () => end(true));
    const cancel = Atlas.button(Atlas.tr("Cancel"), () => end(false));
    const bar = el("div", { class: "atlas-measure", role: "group", "aria-label": Atlas.tr("Measuring") }, [text, done, cancel]);
    frame.measuring = { end: end };
    document.body.append(bar);
    document.addEventListener("keydown", key, true);
    map.on("click", click);
    say();
    map.getContainer().focus({ preventScroll: true });
  };

  /* The button with the ruler, and the menu of the map. */
  Atlas.addMenu = function (frame) {
    const menu = new Menu(frame);
    const { map } = frame;
    map.on("contextmenu", function (event) {
      L.DomEvent.preventDefault(event.originalEvent);
      if (!frame.state.pick) menu.open(event.latlng, event.containerPoint);
    });
    map.on("click movestart", () => menu.close());
    const ruler = Atlas.button(
      "",
      function () {
        const size = map.getSize();
        menu.open(map.getCenter(), { x: size.x / 2, y: size.y / 3 }, ruler);
      },
      { class: "atlas-ruler", "aria-label": Atlas.tr("Measure and mark"), title: Atlas.tr("Measure and mark, at the middle of the map") },
    );
    return ruler;
  };
})();
