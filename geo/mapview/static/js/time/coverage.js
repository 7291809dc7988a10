/* Silence is never calm: which days no source covers, up to the day on which the map is opened, and to which day a
   post or a crossing is attested. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const Time = Atlas.time;

  /* The day on which the map is opened, where its reader is. */
  Atlas.today = function () {
    const now = new Date();
    return Time.ofCivil(now.getFullYear(), now.getMonth() + 1, now.getDate());
  };

  /* Gaps of the registry, and the days after the data or after the last gap: nothing was collected on them. */
  Atlas.gapsOf = function (registry) {
    const gaps = (registry.gaps || [])
      .map((gap) => ({ first: Time.first(gap.start), last: Time.last(gap.end), reason: gap.reason }))
      .filter((gap) => gap.first !== null && gap.last !== null);
    const known = gaps.map((gap) => gap.last).concat(Time.last(registry.data_as_of) || []);
    if (!known.length) return gaps;
    const [end, today] = [Math.max(...known), Atlas.today()];
    if (today <= end) return gaps;
    const open = gaps.find((gap) => gap.last === end);
    if (open) open.last = today;
    else gaps.push({ first: end + 1, last: today, reason: Atlas.tr("nothing was collected after the date of the data") });
    return gaps;
  };

  /* Days of a stretch that lie in a gap. */
  function uncovered(gaps, first, last) {
    const ordered = gaps.slice().sort((a, b) => a.first - b.first);
    let [days, from] = [0, first];
    ordered.forEach(function (gap) {
      const [lo, hi] = [Math.max(from, gap.first), Math.min(last, gap.last)];
      if (lo > hi) return;
      days += hi - lo + 1;
      from = hi + 1;
    });
    return days;
  }

  /* One sentence on what is known of the window in view; empty where all of it is covered, and for all dates. */
  Atlas.coverageText = function (frame) {
    const [t0, t1] = Atlas.openDays(frame);
    const gaps = frame.gaps || [];
    if (!gaps.length || (t0 === null && t1 === null)) return "";
    const first = t0 === null ? Math.min(...gaps.map((gap) => gap.first)) : t0;
    const last = t1 === null ? Atlas.today() : t1;
    if (first > last) return "";
    const [missing, all] = [uncovered(gaps, first, last), last - first + 1];
    if (!missing) return "";
    if (missing < all)
      return Atlas.tr("Partly covered: no source for {missing} of {all} days.", {
        missing: Atlas.grouped(missing),
        all: Atlas.grouped(all),
      });
    const gap = gaps.find((one) => one.first <= first && last <= one.last);
    const why = gap ? " " + Time.spanWords(gap.first, gap.last) + ": " + gap.reason + "." : "";
    return Atlas.tr("No source covers this window: a gap, not calm.") + why;
  };

  /* The last day to which a feature is attested, null where it is not said. */
  function attested(properties) {
    return properties.last_reported ? Time.last(String(properties.last_reported)) : null;
  }

  /* Notes on each feature that lasts whether it is attested in what is shown. A window that is open to the present is
     about the day on which the map is opened. */
  Atlas.markStale = function (frame, features) {
    const [t0, t1] = Atlas.openDays(frame);
    const moment = t1 === null ? Atlas.today() : t0 === null ? -Infinity : t0;
    let changed = false;
    features.forEach(function (feature) {
      const p = feature.properties;
      const last = attested(p);
      const stale = last !== null && !p.valid_to && last < moment;
      if (stale === Boolean(p.atlasStale)) return;
      Object.defineProperty(p, "atlasStale", { value: stale, enumerable: false, configurable: true });
      changed = true;
    });
    return changed;
  };
})();
