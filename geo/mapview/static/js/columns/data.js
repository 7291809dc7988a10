/* Many events as typed arrays: reading of the format of docs/columns.md, and a box around each run of rows, so that a
   view or a pointer touches few of them. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const MAGIC = 0x43455a42; // BZEC, little-endian
  const VERSION = 1;
  const UNITS = 4294967296;
  const EXACT = 200;
  const OPEN = 254;
  const RUN = 512;
  const SLICE = 1 << 20;
  const WIDTHS = { x: 4, y: 4, start: 2, span: 1, kind: 1 };

  function headerOf(buffer) {
    const view = new DataView(buffer);
    if (buffer.byteLength < 8 || view.getUint32(0, true) !== MAGIC) throw new Error("these are not event columns");
    const length = view.getUint32(4, true);
    if (8 + length > buffer.byteLength) throw new Error("the header of the event columns is cut");
    const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length)));
    if (header.version !== VERSION) throw new Error("event columns of another version");
    return [header, 8 + length];
  }

  function expect(buffer, start, bytes) {
    if (buffer.byteLength !== start + bytes) throw new Error("the event columns are cut or damaged");
  }

  /* Days that follow the first day, for each code of a span. */
  function spanDays(spans) {
    const days = new Int32Array(256);
    for (let code = 0; code < EXACT; code += 1) days[code] = code;
    spans.forEach((length, index) => (days[EXACT + index] = length));
    days[OPEN] = 1 << 20;
    return days;
  }

  /* The main file as arrays over the very bytes that came. */
  Atlas.readColumns = function (buffer) {
    const [header, start] = headerOf(buffer);
    const n = header.count;
    expect(buffer, start, n * Object.values(WIDTHS).reduce((sum, width) => sum + width, 0));
    if (new Uint8Array(new Uint16Array([1]).buffer)[0] !== 1) throw new Error("this machine is not little-endian");
    return {
      header: header,
      count: n,
      kinds: header.kinds,
      x: new Uint32Array(buffer, start, n),
      y: new Uint32Array(buffer, start + 4 * n, n),
      start: new Uint16Array(buffer, start + 8 * n, n),
      span: new Uint8Array(buffer, start + 10 * n, n),
      kind: new Uint8Array(buffer, start + 11 * n, n),
      spanDays: spanDays(header.spans),
      epoch: Atlas.time.first(header.epoch),
      run: RUN,
      boxes: null,
    };
  };

  /* A further column: its codes and what they mean. */
  Atlas.readExtra = function (buffer, count) {
    const [header, start] = headerOf(buffer);
    expect(buffer, start, count);
    return { labels: header.labels, codes: new Uint8Array(buffer, start, count) };
  };

  function fillBoxes(data, from, to) {
    const { x, y, boxes, count } = data;
    for (let run = from; run < to; run += 1) {
      const end = Math.min(count, (run + 1) * RUN);
      let left = UNITS;
      let top = UNITS;
      let right = 0;
      let bottom = 0;
      for (let i = run * RUN; i < end; i += 1) {
        const px = x[i];
        const py = y[i];
        if (px < left) left = px;
        if (px > right) right = px;
        if (py < top) top = py;
        if (py > bottom) bottom = py;
      }
      boxes[4 * run] = left;
      boxes[4 * run + 1] = top;
      boxes[4 * run + 2] = right;
      boxes[4 * run + 3] = bottom;
    }
  }

  /* Boxes are made in slices, so that the page stays responsive while millions of rows open. */
  Atlas.boxColumns = async function (data) {
    const runs = Math.ceil(data.count / RUN);
    data.boxes = new Uint32Array(4 * runs);
    for (let run = 0; run < runs; run += SLICE / RUN) {
      if (run) await new Promise((done) => window.setTimeout(done, 0));
      fillBoxes(data, run, Math.min(runs, run + SLICE / RUN));
    }
    return data;
  };

  /* The bytes of a file; those that the head of the document asked for already are on their way. */
  Atlas.fetchColumns = async function (url) {
    const early = (window.atlasFirst || {})[url];
    if (early) delete window.atlasFirst[url];
    const found = await early;
    if (found) return found;
    const response = await fetch(url, { credentials: "same-origin" });
    if (!response.ok) throw Object.assign(new Error("event columns answered " + response.status), { status: response.status });
    return response.arrayBuffer();
  };

  /* Longitude and latitude in degrees of a row. */
  Atlas.columnPlace = function (data, row) {
    const lat = Math.atan(Math.sinh(Math.PI * (1 - (2 * data.y[row]) / UNITS)));
    return [(data.x[row] / UNITS - 0.5) * 360, (lat * 180) / Math.PI];
  };

  Atlas.COLUMN_UNITS = UNITS;
})();
