/* Zoom, full screen, scale, coordinates, hover text, and manners towards the page around the map. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const el = Atlas.el;

  function zoomButtons(map) {
    const step = (delta) => () => map.setZoom(map.getZoom() + delta, { animate: !Atlas.calm() });
    const plus = Atlas.button("+", step(1), { "aria-label": Atlas.tr("Zoom in"), title: Atlas.tr("Zoom in") });
    const minus = Atlas.button("\u2212", step(-1), { "aria-label": Atlas.tr("Zoom out"), title: Atlas.tr("Zoom out") });
    const update = function () {
      plus.disabled = map.getZoom() >= map.getMaxZoom();
      minus.disabled = map.getZoom() <= map.getMinZoom();
    };
    map.on("zoomend", update);
    return [plus, minus];
  }

  function fullScreenButton() {
    if (!document.fullscreenEnabled) return null;
    const button = Atlas.button(
      "",
      function () {
        if (document.fullscreenElement) document.exitFullscreen();
        else
          document.documentElement
            .requestFullscreen()
            .catch((error) => Atlas.noteError("full screen", error));
      },
      { class: "atlas-fullscreen", "aria-label": Atlas.tr("Full screen"), title: Atlas.tr("Full screen") },
    );
    document.addEventListener("fullscreenchange", function () {
      const on = Boolean(document.fullscreenElement);
      button.setAttribute("aria-label", on ? "Leave full screen" : "Full screen");
      button.classList.toggle("atlas-on", on);
    });
    return button;
  }

  /* Called by the element of the buttons at the right edge. */
  Atlas.addTools = function (map) {
    const frame = map.atlas;
    Atlas.addMarks(frame);
    const ruler = frame.state.pick || frame.state.beside ? null : Atlas.addMenu(frame);
    const tools = zoomButtons(map).concat(fullScreenButton(), ruler).filter(Boolean);
    document.body.append(el("div", { class: "atlas-tools", role: "group", "aria-label": Atlas.tr("Zoom and measure") }, tools));
    frame.rebuildPanel();
  };

  /* Called by the element of scale and coordinates. */
  Atlas.addReadout = function (map) {
    const frame = map.atlas;
    L.control.scale({ imperial: false, maxWidth: 110, position: "bottomright" }).addTo(map);
    const readout = Atlas.button(
      "",
      async function () {
        const done = await Atlas.copyText(readout.textContent);
        frame.toast(done ? Atlas.tr("Coordinates copied") : Atlas.tr("Copying is not allowed here"));
      },
      { class: "atlas-coordinates", title: Atlas.tr("Copy latitude, longitude") },
    );
    const write = function (latlng) {
      const spot = latlng.wrap();
      readout.textContent = spot.lat.toFixed(5) + ", " + spot.lng.toFixed(5);
      readout.setAttribute("aria-label", "Copy coordinates " + readout.textContent);
    };
    document.body.append(el("section", { "aria-label": Atlas.tr("Coordinates") }, readout));
    map.on("mousemove", (event) => write(event.latlng));
    map.on("moveend", () => write(map.getCenter()));
    addHover(frame);
    addCaption(frame);
  };

  /* In another page: what this is, and the way to it. */
  function addCaption(frame) {
    if (!frame.state.embed) return;
    const link = Atlas.link(Atlas.tr("Open in the atlas"), window.location.href);
    link.addEventListener("click", () => (link.href = Atlas.homeAddress(frame)));
    const name = el("strong", { text: Atlas.tr("Buffer Zone Atlas") });
    const text = el("p", { class: "atlas-caption" }, [name, " \u00b7 ", link]);
    document.body.append(el("section", { "aria-label": Atlas.tr("Where this map comes from") }, text));
  }

  function hoverWords(found) {
    const first = found[0].properties;
    if (found.length > 1) return [Atlas.trn("{count} record at this marker", "{count} records at this marker", found.length), Atlas.tr("Click to see them all")];
    const notes = [Atlas.cardText.stale(first) || Atlas.cardText.dates(first), Atlas.cardText.kind(first)];
    return [first.title, notes.join(" \u00b7 ")];
  }

  /* A short text beside the pointer: the title of what is there, or how many. */
  function addHover(frame) {
    const map = frame.map;
    const tip = el("div", { class: "atlas-tip", hidden: true, "aria-hidden": "true" });
    document.body.append(tip);
    const hide = function () {
      tip.hidden = true;
      map.getContainer().classList.remove("atlas-hit");
    };
    map.on("mousemove", function (event) {
      const found = frame.points.hitTest(event.latlng, 8);
      const words = found.length ? hoverWords(found) : Atlas.columnsTip(frame, event.latlng);
      const shapes = words ? [] : frame.shapes.hitTest(event.latlng, 5);
      map.getContainer().classList.toggle("atlas-hit", Boolean(words || shapes.length));
      if (!words) {
        tip.hidden = true;
        return;
      }
      const [title, note] = words;
      tip.replaceChildren(el("strong", { text: title, dir: "auto" }), el("span", { text: note }));
      tip.hidden = false;
      const x = Math.min(event.containerPoint.x + 14, window.innerWidth - tip.offsetWidth - 8);
      const y = Math.min(event.containerPoint.y + 14, window.innerHeight - tip.offsetHeight - 8);
      tip.style.transform = "translate(" + Math.round(x) + "px," + Math.round(y) + "px)";
    });
    map.on("mouseout movestart zoomstart click", hide);
  }

  /* Inside another page the wheel zooms only once the map has the focus, so that it does not trap the page's scroll;
     embedded on a touch screen one finger scrolls the page and two move the map. */
  Atlas.addManners = function (map) {
    const frame = map.atlas;
    if (window.parent === window) return;
    const wheel = map.scrollWheelZoom;
    const container = map.getContainer();
    wheel.disable();
    map.on("click focus", () => wheel.enable());
    container.addEventListener("blur", () => wheel.disable());
    container.addEventListener(
      "wheel",
      function () {
        if (!wheel.enabled()) frame.toast(Atlas.tr("Click the map to zoom with the wheel"));
      },
      { passive: true },
    );
    if (!frame.state.embed || !window.matchMedia("(pointer: coarse)").matches) return;
    map.dragging.disable();
    container.classList.add("atlas-two-fingers");
    container.addEventListener(
      "touchmove",
      function (event) {
        if (event.touches.length === 1) frame.toast(Atlas.tr("Use two fingers to move the map"));
      },
      { passive: true },
    );
  };
})();
