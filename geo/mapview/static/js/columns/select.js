/* Events of files under the pointer, chosen, and found again by an address; their details as features for the card. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const REACH_PX = 9;
  const MOST = 100;
  const ID = /^(events-[a-z0-9-]+):(\d{1,9})(?:\.([0-9a-f]{6}))?$/;

  function text(value) {
    return value === undefined || value === null ? "" : String(value);
  }
  function number(value) {
    return typeof value === "number" && Number.isFinite(value) ? value : null;
  }

  /* A kind in words: ours has its own, another stays as its file has it. */
  Atlas.columnKind = function (label) {
    return Atlas.pick(Atlas.kindLabels || {}, label) || label || "Kind not given";
  };

  /* What a row says, as the card reads it. */
  Atlas.rowProperties = function (layerId, row, kind) {
    const known = number(row.killed_min) !== null || number(row.killed_max) !== null;
    return {
      layer: layerId,
      kind: kind,
      kind_label: Atlas.columnKind(text(row.kind) || kind),
      title: text(row.title) || text(row.kind) || "Event",
      valid_from: text(row.date_from),
      valid_to: text(row.date_to),
      date_precision: text(row.date_precision),
      place: text(row.place),
      actor: text(row.actor),
      summary: text(row.summary),
      caveat: text(row.reasons),
      precision_m: number(row.uncertainty_m),
      marker_note: text(row.uncertainty_basis),
      killed: known ? [number(row.killed_min), number(row.killed_max)] : null,
      position: row.position || null,
      more: Array.isArray(row.more) ? row.more.slice(0, 200) : [],
      sources: row.source || row.url ? [{ title: text(row.source), url: text(row.url) }] : [],
    };
  };

  /* Ids of rows hold for one version of a file, which the id of a feature names: else an old link would open another
     event after the file was prepared anew. */
  function edition(layer) {
    return layer.spec.version ? layer.spec.version.slice(0, 6) : "";
  }

  /* A row of details as a feature of the card. Its position comes from the columns, so that card and map agree. */
  Atlas.columnFeature = function (layer, row) {
    const kind = layer.data.kinds[layer.data.kind[row.id] >> 2];
    const feature = {
      type: "Feature",
      id: layer.spec.id + ":" + row.id + (layer.spec.version ? "." + edition(layer) : ""),
      geometry: { type: "Point", coordinates: Atlas.columnPlace(layer.data, row.id) },
      properties: Atlas.rowProperties(layer.spec.id, row, kind),
    };
    return Object.defineProperty(feature, "from", { value: layer, enumerable: false });
  };

  function shown(frame) {
    return frame.columns && frame.columns._map ? frame.columns.layers : [];
  }

  /* What lies under a position: the layer on top that has something within reach, and its rows. */
  function under(frame, latlng) {
    const scene = frame.columns && frame.columns.scene;
    if (!scene) return null;
    const [x, y] = Atlas.toScene(scene, latlng.lng, latlng.lat);
    const layers = shown(frame).slice().reverse();
    for (const layer of layers) {
      const marker = nearestMarker(layer.markers, x, y);
      const rows = marker ? marker.features : Atlas.nearestRows(layer.data, layer.filter, scene, x, y, REACH_PX);
      if (rows.length) return { layer: layer, rows: rows };
    }
    return null;
  }

  function nearestMarker(markers, x, y) {
    let [best, far] = [null, REACH_PX];
    (markers || []).forEach(function (marker) {
      const distance = Math.hypot(marker.x - x, marker.y - y);
      if (distance <= far) [best, far] = [marker, distance];
    });
    return best;
  }

  /* What the server says where it can tell: that the file was prepared anew, for one. */
  Atlas.detailsFault = function (error) {
    return (error.status === 404 && error.detail) || "The details could not be loaded";
  };

  /* A click: one event opens its card, several at one marker a list of the first hundred. Whether there was any. */
  Atlas.clickColumns = function (frame, latlng) {
    const found = under(frame, latlng);
    if (!found) return false;
    const { layer, rows } = found;
    const turn = (frame.columnsTurn = (frame.columnsTurn || 0) + 1);
    layer
      .details(rows.slice(0, MOST))
      .then(function (features) {
        if (turn !== frame.columnsTurn) return;
        if (features.length > 1) frame.choose(features, { total: rows.length });
        else frame.select(features[0] || null);
      })
      .catch(function (error) {
        Atlas.noteError("details", error);
        frame.toast(Atlas.detailsFault(error));
      });
    return true;
  };

  function days(data, row) {
    const first = data.start[row];
    if (first === 65535) return "date not known";
    const from = data.epoch + first;
    const length = data.spanDays[data.span[row]];
    return length > 70000 ? "since " + Atlas.time.words(from) : Atlas.time.spanWords(from, from + length);
  }

  /* The words beside the pointer, from the columns alone. */
  Atlas.columnsTip = function (frame, latlng) {
    const found = under(frame, latlng);
    if (!found) return null;
    const { layer, rows } = found;
    if (rows.length > 1) return [Atlas.plural(rows.length, "event", "events") + " at this point", layer.spec.title];
    return [Atlas.columnKind(layer.data.kinds[layer.data.kind[rows[0]] >> 2]), days(layer.data, rows[0]) + " \u00b7 " + layer.spec.title];
  };

  /* The event that an address names; undefined where the id is none of a file of events. */
  Atlas.findColumns = async function (frame, id) {
    const match = ID.exec(id);
    const layer = match && frame.layers.get(match[1]);
    if (!layer || layer.spec.geometry !== "columns") return undefined;
    frame.setLayer(layer.spec.id, true);
    if (match[3] && match[3] !== edition(layer)) return null;
    await layer.loading;
    const [feature] = layer.data ? await layer.details([Number(match[2])]) : [];
    return feature || null;
  };

  function named(frame, name) {
    return Atlas.columnLayers(frame).find((layer) => layer.spec.name === name || layer.spec.id === name);
  }

  /* Ids of the rows nearest to a position of the map's container, in pixels. */
  Atlas.columnsAt = function (name, x, y) {
    const layer = named(Atlas.frame, name);
    const canvas = Atlas.frame.columns;
    if (!layer || !layer.data || !canvas._map) return [];
    const view = canvas.view();
    return Atlas.nearestRows(layer.data, layer.filter, canvas.scene, view.left + x, view.top + y, REACH_PX);
  };

  /* Ids of the rows that are drawn within the view. */
  Atlas.columnsIn = function (name) {
    const layer = named(Atlas.frame, name);
    const canvas = Atlas.frame.columns;
    return layer && layer.data && canvas._map ? Atlas.rowsInView(layer.data, layer.filter, canvas.scene, canvas.view()) : [];
  };

  /* The squares of the density picture: side in pixels, first square from the corner of the world, counts by row. */
  Atlas.columnsGrid = function (name) {
    const { job } = named(Atlas.frame, name);
    return { cell: job.cell, gx: job.gx, gy: job.gy, cols: job.cols, rows: job.rows, n: job.n, counts: Array.from(job.grid) };
  };

  /* Events of files that pass the filter, in all files that are shown; null where none is. */
  Atlas.columnsShown = function (frame) {
    const layers = shown(frame);
    return layers.length ? layers.reduce((sum, layer) => sum + layer.inFilter(), 0) : null;
  };

  Atlas.columnsProbe = function (frame) {
    const found = {};
    Atlas.columnLayers(frame).forEach(function (layer) {
      if (!layer.data) return;
      found[layer.spec.name] = {
        count: layer.data.count,
        inFilter: layer.inFilter(),
        inView: layer.job ? layer.job.inView : 0,
        picture: layer.wanted ? layer.picture : null,
        drawMs: layer.drawMs,
      };
    });
    return found;
  };
})();
