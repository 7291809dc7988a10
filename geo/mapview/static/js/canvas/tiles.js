/* Choice of base map. Tiles are asked for only after somebody chose them; if their host cannot be reached the vector
   map, which stays underneath, goes on showing and a quiet line says so. */
(function () {
  "use strict";
  const Atlas = window.Atlas;

  function credits(frame, choice) {
    const vector = frame.baseCredit || [];
    const parts = choice.credit.concat(choice.labels && choice.tiles ? vector : choice.tiles ? [] : vector);
    const nodes = parts.map((part) => Atlas.link(part.text, part.url));
    nodes.push(Atlas.link("Leaflet", "https://leafletjs.com/"));
    const line = frame.creditLine;
    line.replaceChildren();
    nodes.forEach(function (node, index) {
      if (index) line.append(" \u00b7 ");
      line.append(node);
    });
  }

  function watch(frame, tiles, choice) {
    let loaded = 0;
    tiles.on("tileload", function () {
      loaded += 1;
      if (loaded === 1) frame.quiet("tiles", "");
    });
    tiles.on("tileerror", function () {
      if (loaded) return;
      frame.quiet("tiles", "Tiles from " + choice.host + " cannot be reached; the offline map stays.");
    });
  }

  Atlas.chooseBase = function (frame, id) {
    const choice = frame.baseChoices.find((item) => item.id === id) || frame.baseChoices[0];
    if (frame.tiles) frame.tiles.remove();
    frame.tiles = null;
    frame.quiet("tiles", "");
    frame.state.base = choice.id;
    frame.map.options.zoomSnap = choice.tiles ? 1 : 0.25;
    if (choice.tiles) {
      const options = { pane: "atlas-tiles", maxNativeZoom: choice.max_zoom, maxZoom: 19, keepBuffer: 1 };
      frame.tiles = L.tileLayer(choice.tiles, options);
      watch(frame, frame.tiles, choice);
      frame.tiles.on(
        "tileload",
        Atlas.debounce(200, () => frame.labels.redraw()),
      );
      frame.tiles.addTo(frame.map);
    }
    credits(frame, choice);
    if (frame.labels.scene) frame.labels.redraw();
  };

  /* Our own place names stay unless the chosen tiles carry names themselves and have arrived. */
  Atlas.ownLabels = function (frame) {
    const choice = frame.baseChoices.find((item) => item.id === frame.state.base);
    if (!choice || choice.labels || !frame.tiles) return true;
    return !frame.tiles.getContainer() || !frame.tiles.getContainer().querySelector(".leaflet-tile-loaded");
  };

  /* The element of the base map: canvas for land and water, canvas for names, and the choice of tiles. */
  Atlas.addBaseMap = function (map, options) {
    const frame = map.atlas;
    frame.baseChoices = options.choices;
    frame.creditLine = Atlas.el("p", { class: "atlas-credit", role: "contentinfo" });
    document.body.append(frame.creditLine);
    frame.base = new Atlas.BaseCanvas(frame).addTo(map);
    frame.labels = new Atlas.LabelCanvas(frame).addTo(map);
    Atlas.chooseBase(frame, frame.state.base);
    frame.pending("base");
    Atlas.fetchJson(options.url)
      .then(function (data) {
        frame.baseCredit = data.credit;
        frame.base.setData(data);
        frame.labels.setData(data);
        credits(frame, options.choices.find((item) => item.id === frame.state.base) || options.choices[0]);
      })
      .catch(function (error) {
        Atlas.noteError("base map", error);
        frame.quiet("base", Atlas.tr("The base map could not be loaded."));
      })
      .finally(() => frame.settled("base"));
  };
})();
