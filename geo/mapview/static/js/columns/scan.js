/* One pass over the rows of a view: which pass the filter, how many lie in each square of a grid, and the first of them
   by number. Whole runs of rows are skipped, or taken without looking at each position, by their boxes. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const ROOM = 30000;

  /* What passes: t0 to t1 in days of the file, kinds by code, and a mask of rows or null. */
  Atlas.columnFilter = function (data) {
    return { t0: -1, t1: 65535, kindOk: new Uint8Array(256).fill(1), mask: null, data: data };
  };

  /* Sets the window of time; what is not dated shows only where no window narrows. */
  Atlas.filterDays = function (filter, [first, last]) {
    const epoch = filter.data.epoch;
    const clamp = (day) => Math.max(-1, Math.min(65534, day - epoch));
    filter.t0 = first === null ? -1 : clamp(first);
    filter.t1 = last === null ? (first === null ? 65535 : 65534) : clamp(last);
    if (last !== null && last < epoch) filter.t1 = -1;
  };

  Atlas.columnPasses = function (data, filter, row) {
    const first = data.start[row];
    if (!filter.kindOk[data.kind[row]] || first > filter.t1) return false;
    if (first + data.spanDays[data.span[row]] < filter.t0) return false;
    return filter.mask === null || filter.mask[row] === 1;
  };

  /* Rows that pass, wherever they lie. */
  Atlas.countColumns = function (data, filter) {
    const { start, span, kind, spanDays, count } = data;
    const { t0, t1, kindOk, mask } = filter;
    let n = 0;
    for (let i = 0; i < count; i += 1) {
      const first = start[i];
      const within = ~((t1 - first) | (first + spanDays[span[i]] - t0)) >>> 31; // 1 where neither is negative
      n += kindOk[kind[i]] & within & (mask === null ? 1 : mask[i]);
    }
    return n;
  };

  function sweep(job, from, to, whole, seen) {
    const { x, y, start, span, kind, spanDays } = job.data;
    const { t0, t1, kindOk, mask } = job.filter;
    const { k, left, top, right, bottom, per, gx, gy, cols, grid, found } = job;
    const { viewLeft, viewTop, viewRight, viewBottom } = job;
    let { n, inView } = job;
    for (let i = from; i < to; i += 1) {
      const first = start[i];
      if (((t1 - first) | (first + spanDays[span[i]] - t0)) < 0 || kindOk[kind[i]] === 0) continue;
      if (mask !== null && mask[i] === 0) continue;
      const wx = x[i] * k;
      const wy = y[i] * k;
      if (!whole && (wx < left || wx >= right || wy < top || wy >= bottom)) continue;
      if (seen || (wx >= viewLeft && wx < viewRight && wy >= viewTop && wy < viewBottom)) inView += 1;
      grid[(((wy * per) | 0) - gy) * cols + ((wx * per) | 0) - gx] += 1;
      if (n < ROOM) found[n] = i;
      n += 1;
    }
    job.n = n;
    job.inView = inView;
  }

  /* Goes over the runs that touch a rectangle of units; take(from, to, place of the box). */
  Atlas.overRuns = function (data, area, take) {
    const { boxes, run, count } = data;
    const [left, top, right, bottom] = area.map((edge, index) => edge + (index < 2 ? -1 : 1));
    for (let b = 0, from = 0; from < count; b += 4, from += run) {
      const [l, t, r, m] = [boxes[b], boxes[b + 1], boxes[b + 2], boxes[b + 3]];
      if (r < left || l > right || m < top || t > bottom) continue;
      take(from, Math.min(count, from + run), b);
    }
  };

  function within(boxes, b, k, left, top, right, bottom) {
    return (
      boxes[b] * k >= left && boxes[b + 2] * k < right && boxes[b + 1] * k >= top && boxes[b + 3] * k < bottom
    );
  }

  /* Scans what a canvas shows. scene: as of CanvasLayer; view: the visible part of it in canvas pixels; cell: side of a
     square of the grid in pixels, counted from the corner of the world so that squares stay where they are in a pan. */
  Atlas.scanColumns = function (data, filter, scene, view, cell, spare) {
    const k = scene.world / Atlas.COLUMN_UNITS;
    const [left, top] = [scene.origin.x, scene.origin.y];
    const [gx, gy] = [Math.max(0, Math.floor(left / cell)), Math.max(0, Math.floor(top / cell))];
    const cols = Math.floor((left + scene.width) / cell) - gx + 2;
    const rows = Math.floor((top + scene.height) / cell) - gy + 2;
    const size = Math.max(1, cols * rows);
    const grid = spare && spare.grid.length === size ? spare.grid.fill(0) : new Uint32Array(size);
    const job = {
      data: data,
      filter: filter,
      k: k,
      left: left,
      top: top,
      right: left + scene.width,
      bottom: top + scene.height,
      viewLeft: left + view.left,
      viewTop: top + view.top,
      viewRight: left + view.left + view.width,
      viewBottom: top + view.top + view.height,
      per: 1 / cell,
      cell: cell,
      gx: gx,
      gy: gy,
      cols: cols,
      rows: rows,
      grid: grid,
      found: spare ? spare.found : new Uint32Array(ROOM),
      n: 0,
      inView: 0,
    };
    const area = [left / k, top / k, job.right / k, job.bottom / k];
    Atlas.overRuns(data, area, function (from, to, b) {
      const exact = within(data.boxes, b, k, left, top, job.right, job.bottom);
      const seen = exact && within(data.boxes, b, k, job.viewLeft, job.viewTop, job.viewRight, job.viewBottom);
      sweep(job, from, to, exact, seen);
    });
    return job;
  };

  /* Whether the canvas of a scan shows all rows there are, so that their number is known without another pass. */
  Atlas.holdsAll = function (job) {
    let all = true;
    for (let b = 0; b < job.data.boxes.length && all; b += 4)
      all = within(job.data.boxes, b, job.k, job.left, job.top, job.right, job.bottom);
    return all;
  };

  Atlas.COLUMN_ROOM = ROOM;
})();
