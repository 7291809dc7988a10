/* A reader's own marks on the map: a point with a note, a circle, a measured distance or area. They are kept in the
   address only, so that a link carries them; their text goes in as text. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const MAX_MARKS = 30;
  const MAX_POINTS = 60;
  const MAX_NOTE = 120;
  const MAX_RADIUS_M = 1000000;
  const KINDS = { p: "point", c: "circle", l: "distance", a: "area" };

  /* "c,33.1,35.8,5000,a%20note": kind, then latitude and longitude of each point, a radius for circles, and the note. */
  function written(mark) {
    const numbers = mark.points.flat().map((value) => value.toFixed(5));
    if (mark.kind === "c") numbers.push(String(Math.round(mark.radius_m)));
    return [mark.kind, ...numbers, encodeURIComponent(mark.note)].join(",");
  }

  function note(text) {
    try {
      return decodeURIComponent(text).slice(0, MAX_NOTE);
    } catch {
      return "";
    }
  }

  function readOne(text) {
    const parts = text.split(",");
    const [kind, last] = [parts[0], parts[parts.length - 1]];
    const numbers = parts.slice(1, -1).map(Number);
    if (!Object.hasOwn(KINDS, kind) || !numbers.every(Number.isFinite)) return null;
    const radius_m = kind === "c" ? numbers.pop() : 0;
    if (numbers.length % 2 || !numbers.length || numbers.length > 2 * MAX_POINTS) return null;
    const points = [];
    for (let i = 0; i < numbers.length; i += 2) points.push([numbers[i], numbers[i + 1]]);
    const known = points.every(([lat, lon]) => Math.abs(lat) <= 85 && Math.abs(lon) <= 360);
    const enough = points.length >= (kind === "l" ? 2 : kind === "a" ? 3 : 1);
    if (!known || !enough || (kind === "c" && !(radius_m > 0 && radius_m <= MAX_RADIUS_M))) return null;
    return { kind: kind, points: points, radius_m: radius_m, note: note(last) };
  }

  Atlas.readMarks = function (text) {
    return String(text || "").split(";").slice(0, MAX_MARKS).map(readOne).filter(Boolean);
  };
  Atlas.writeMarks = function (marks) {
    return marks.map(written).join(";");
  };

  Atlas.areaText = function (m2) {
    if (m2 < 1e5) return Atlas.grouped(Math.round(m2)) + " m\u00b2";
    const km2 = m2 / 1e6;
    return (km2 < 100 ? km2.toFixed(2) : Atlas.grouped(Math.round(km2))) + " km\u00b2";
  };
  Atlas.lengthText = function (metres) {
    if (metres < 1000) return Math.round(metres) + " m";
    return (metres < 100000 ? (metres / 1000).toFixed(2) : Atlas.grouped(Math.round(metres / 1000))) + " km";
  };

  /* What a mark measures, in words. */
  Atlas.measured = function (mark) {
    if (mark.kind === "l") return Atlas.lengthText(Atlas.pathM(mark.points));
    if (mark.kind === "a")
      return Atlas.areaText(Atlas.areaM2(mark.points)) + ", " + Atlas.tr("edge {length}", {
        length: Atlas.lengthText(Atlas.pathM(mark.points.concat([mark.points[0]]))),
      });
    if (mark.kind === "c") return Atlas.tr("radius {length}", { length: Atlas.lengthText(mark.radius_m) });
    return mark.points[0].map((value) => value.toFixed(5)).join(", ");
  };

  function label(at, text) {
    const name = Atlas.el("span", { class: "atlas-pin-label", text: text, dir: "auto" });
    const icon = L.divIcon({ className: "atlas-pin-anchor", html: name, iconSize: [0, 0] });
    return L.marker(at, { icon: icon, interactive: false, keyboard: false });
  }

  function drawn(mark) {
    const style = { color: Atlas.isDark() ? "#ffd166" : "#7b1fa2", weight: 2.5, fillOpacity: 0.1, interactive: false };
    const [first] = mark.points;
    const parts = [L.circleMarker(first, Object.assign({}, style, { radius: 5, fillOpacity: 0.9 }))];
    if (mark.kind === "c") parts.push(L.polygon(Atlas.ringAround(first, mark.radius_m), style));
    if (mark.kind === "l") parts.push(L.polyline(mark.points, style));
    if (mark.kind === "a") parts.push(L.polygon(mark.points, style));
    const text = [mark.note, mark.kind === "p" ? "" : Atlas.measured(mark)].filter(Boolean).join(": ");
    const at = mark.kind === "l" ? mark.points[mark.points.length - 1] : first;
    if (text) parts.push(label(at, text));
    return L.layerGroup(parts);
  }

  function asGeoJson(mark) {
    const turned = (points) => points.map(([lat, lon]) => [Number(lon.toFixed(6)), Number(lat.toFixed(6))]);
    const closed = (points) => [turned(points.concat([points[0]]))];
    const geometry = {
      p: () => ({ type: "Point", coordinates: turned(mark.points)[0] }),
      c: () => ({ type: "Polygon", coordinates: [turned(Atlas.ringAround(mark.points[0], mark.radius_m)).reverse()] }),
      l: () => ({ type: "LineString", coordinates: turned(mark.points) }),
      a: () => ({ type: "Polygon", coordinates: closed(mark.points) }),
    }[mark.kind]();
    const properties = { kind: KINDS[mark.kind], note: mark.note, measured: Atlas.measured(mark) };
    if (mark.kind === "c") Object.assign(properties, { radius_m: mark.radius_m, centre: turned(mark.points)[0] });
    if (mark.kind === "l") properties.length_m = Math.round(Atlas.pathM(mark.points));
    if (mark.kind === "a") properties.area_m2 = Math.round(Atlas.areaM2(mark.points));
    return { type: "Feature", geometry: geometry, properties: properties };
  }

  Atlas.marksGeoJson = function (marks) {
    return { type: "FeatureCollection", features: marks.map(asGeoJson) };
  };

  function row(frame, mark, index) {
    const text = [mark.note, Atlas.measured(mark)].filter(Boolean).join(": ");
    const remove = Atlas.button("\u00d7", () => frame.setMarks(frame.marks.filter((_, i) => i !== index)), {
      class: "atlas-info",
      "aria-label": Atlas.tr("Remove {mark}", { mark: text }),
    });
    return Atlas.el("li", { class: "atlas-mark" }, [Atlas.el("span", { text: text, dir: "auto" }), remove]);
  }

  /* The list of marks in the panel. */
  function fill(frame) {
    const { marks, marksBox } = frame;
    marksBox.hidden = !marks.length;
    const save = Atlas.button(Atlas.tr("Download as GeoJSON"), function () {
      Atlas.saveJson("marks.geojson", Atlas.marksGeoJson(frame.marks));
    });
    const clear = Atlas.button(Atlas.tr("Remove all"), () => frame.setMarks([]));
    const rows = marks.map((mark, index) => row(frame, mark, index));
    marksBox.replaceChildren(
      Atlas.el("div", { class: "atlas-group-head" }, Atlas.el("h3", { text: Atlas.tr("Your marks") })),
      Atlas.el("ul", { class: "atlas-legend" }, rows),
      Atlas.el("p", { class: "atlas-matches" }, [save, clear]),
      Atlas.el("p", { class: "atlas-faint", text: Atlas.tr("They are in the link to this view and nowhere else.") }),
    );
  }

  /* Called when the tools are added: marks of the address are drawn, and later ones are written into it. */
  Atlas.addMarks = function (frame) {
    frame.marks = [];
    frame.marksBox = Atlas.el("section", { class: "atlas-group", "aria-label": Atlas.tr("Your marks") });
    frame.marksLayer = L.layerGroup().addTo(frame.map);
    const show = function (marks) {
      frame.marks = marks.slice(0, MAX_MARKS);
      frame.marksLayer.clearLayers();
      frame.marks.forEach((mark) => frame.marksLayer.addLayer(drawn(mark)));
      fill(frame);
    };
    frame.setMarks = function (marks) {
      show(marks);
      frame.changed();
    };
    frame.addMark = (mark) => frame.setMarks(frame.marks.concat(mark));
    fill(frame);
    if (frame.state.marks) frame.afterDrawn(() => show(Atlas.readMarks(frame.state.marks)));
  };
})();
