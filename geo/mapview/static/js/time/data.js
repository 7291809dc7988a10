/* What the time bar counts: reports by day and family, spans of those not known to the day, and how far the axis goes.
   A span is never spread over days and never counted as one. Files of events are counted by kind (columns-time.js). */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const Time = Atlas.time;
  const UNITS = ["day", "week", "month", "year"];
  const DAYS = { day: 1, week: 7, month: 30, year: 365 };
  const LEAST_PX = 4;

  /* Events of a file come as counts by day; the dates of the filters leave out what lies outside them. */
  function addFile(frame, found, family, index) {
    const { days, epoch, since } = Atlas.fileDays(family);
    if (since === null) return;
    if (found.since === null || since < found.since) found.since = since;
    const { lo, hi } = frame.time;
    const first = Math.max(0, (lo === null ? since : Math.max(lo, since)) - epoch);
    const last = Math.min(days.length - 1, hi === null ? days.length - 1 : hi - epoch);
    found.files.push({ family: index, days: days, epoch: epoch, first: first, last: last });
  }

  /* Reports that pass the filters, in layers that are visible, whatever the window. */
  Atlas.timeCounts = function (frame, families) {
    const found = { days: [], spans: [], files: [], since: null };
    families.forEach(function (family, index) {
      if (family.file) return addFile(frame, found, family, index);
      const layer = frame.layers.get(family.id);
      if (!layer || !layer.features) return;
      layer.features.forEach(function (feature) {
        const span = Atlas.spanOf(feature);
        if (span && Number.isFinite(span[0]) && (found.since === null || span[0] < found.since)) found.since = span[0];
      });
      if (!layer.wanted) return;
      layer.passing().forEach(function (feature) {
        const span = Atlas.spanOf(feature);
        if (!span) return;
        if (span[0] === span[1]) found.days.push({ day: span[0], family: index });
        else found.spans.push({ first: span[0], last: span[1], family: index });
      });
    });
    found.spans.sort((a, b) => a.first - b.first || a.last - b.last);
    return found;
  };

  /* What decides the counts, as a text that changes with them. */
  Atlas.timeSignature = function (frame, families) {
    return families
      .map(function (family) {
        const layer = frame.layers.get(family.id);
        return layer ? [layer.wanted, layer.revision || 0].join(":") : "";
      })
      .join("|");
  };

  /* Days, weeks, months or years, whichever is the finest that can still be seen. */
  Atlas.binUnit = function (lo, hi, width) {
    const scale = width / (hi - lo + 1);
    return UNITS.find((unit) => DAYS[unit] * scale >= LEAST_PX) || "year";
  };

  /* Bins over the axis; each with its counts by family. */
  Atlas.timeBins = function (counts, lo, hi, unit, families) {
    const bins = [];
    const at = new Map();
    for (let start = Time.floor(lo, unit); start <= hi; start = Time.shift(start, unit, 1)) {
      const bin = { first: start, last: Time.shift(start, unit, 1) - 1, total: 0, by: families.map(() => 0) };
      at.set(start, bin);
      bins.push(bin);
    }
    counts.days.forEach(function ({ day, family }) {
      const bin = at.get(Time.floor(day, unit));
      if (!bin) return;
      bin.by[family] += 1;
      bin.total += 1;
    });
    counts.files.forEach(function ({ family, days, epoch, first, last }) {
      bins.forEach(function (bin) {
        const end = Math.min(last, bin.last - epoch);
        let sum = 0;
        for (let day = Math.max(first, bin.first - epoch); day <= end; day += 1) sum += days[day];
        bin.by[family] += sum;
        bin.total += sum;
      });
    });
    return bins;
  };

  /* Rows in which spans lie side by side; what finds no room shares the last row. */
  Atlas.spanRows = function (spans, rows) {
    const ends = [];
    return spans.map(function (span) {
      let row = ends.findIndex((end) => end < span.first);
      if (row < 0) row = Math.min(ends.length, rows - 1);
      ends[row] = Math.max(ends[row] === undefined ? -Infinity : ends[row], span.last);
      return Object.assign({ row: row }, span);
    });
  };

  /* Last day of the axis: of the data, or of the gap after it. */
  function lastDay(frame) {
    const days = (frame.gaps || []).map((gap) => gap.last);
    if (frame.dataAsOf) days.push(Time.last(frame.dataAsOf));
    const known = days.filter((day) => day !== null);
    return known.length ? Math.max(...known) : null;
  }

  /* Whether something lies before the short axis, so that only the long one can show it. */
  Atlas.needsLongAxis = function (frame, options) {
    const since = Time.first(options.since);
    const { t0, t1, lo, hi } = frame.time;
    return [t0, t1, lo, hi].some((day) => day !== null && day < since);
  };

  /* First and last day of the axis; null until the registry has said how far the data goes. */
  Atlas.timeAxis = function (frame, options, long) {
    const hi = lastDay(frame);
    if (hi === null) return null;
    const { t0, t1 } = frame.time;
    const known = [hi, t0, t1, frame.time.hi].filter((day) => day !== null && day < hi + 400);
    return { lo: Time.first(long ? options.held : options.since), hi: Math.max(...known) };
  };

  /* The part of the axis that the filters leave open. */
  Atlas.timeRoom = function (frame, axis) {
    const { lo, hi } = frame.time;
    return {
      lo: lo === null ? axis.lo : Math.min(Math.max(axis.lo, lo), axis.hi),
      hi: hi === null ? axis.hi : Math.max(Math.min(axis.hi, hi), axis.lo),
    };
  };
})();
