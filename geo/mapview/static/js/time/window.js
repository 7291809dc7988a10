/* The window of time. The frame owns it: t0 and t1 are its first and last day, null where it is open. The filters of
   the page may set limits, within which the window narrows further. A feature passes when its days touch what is left,
   which is the rule of the server, so that map, counts and downloads agree. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const Time = Atlas.time;

  /* The days that the filters leave. */
  Atlas.limitsOf = function (filters) {
    const query = new URLSearchParams(filters);
    return { lo: Time.first(query.get("from")), hi: Time.last(query.get("to")) };
  };

  function atLeast(value, limit) {
    return limit === null ? value : value === null ? limit : Math.max(value, limit);
  }
  function atMost(value, limit) {
    return limit === null ? value : value === null ? limit : Math.min(value, limit);
  }

  /* First and last day that window and limits leave together; null where neither says anything. */
  Atlas.openDays = function (frame) {
    const { t0, t1, lo, hi } = frame.time;
    return [atLeast(t0, lo), atMost(t1, hi)];
  };

  Atlas.narrowsTime = function (frame) {
    return Atlas.openDays(frame).some((day) => day !== null);
  };

  const HIDDEN_AFTER_DAYS = 180;

  /* Statements on control hold from the day they were made, at the end of the window: old ones are pale, very old ones
     shown on request only. Without an end the window ends on the day on which the data was put together. */
  Atlas.statementsOn = function (frame, features) {
    const asked = new URLSearchParams(frame.state.filters);
    const ends = [Atlas.openDays(frame)[1], Time.last(asked.get("as_of"))].filter((day) => day !== null);
    const day = ends.length ? Math.min(...ends) : Time.last(frame.compiled);
    if (day === null) return features;
    const all = asked.get("statements") === "all";
    return features.filter(function (feature) {
      const stated = Time.last(feature.properties.stated_on);
      const faded = Time.first(feature.properties.faded_from);
      Object.defineProperty(feature, "atlasStale", {
        value: faded !== null && day >= faded,
        enumerable: false,
        configurable: true,
      });
      return stated !== null && stated <= day && (all || day - stated <= HIDDEN_AFTER_DAYS);
    });
  };

  /* Whether a feature is drawn pale: graded low, or said too long ago. */
  Atlas.isPale = function (feature) {
    return feature.properties.confidence === "low" || Boolean(feature.atlasStale);
  };

  /* A window that says no more than the limits do is none. */
  function settled(t0, t1, limits) {
    const { lo, hi } = limits;
    if (t0 !== null && t1 !== null && t0 > t1) return [t1, t0];
    return [lo !== null && t0 !== null && t0 <= lo ? null : t0, hi !== null && t1 !== null && t1 >= hi ? null : t1];
  }

  function meets(t0, t1, { lo, hi }) {
    return !(t0 !== null && hi !== null && t0 > hi) && !(t1 !== null && lo !== null && t1 < lo);
  }

  /* Called when the frame is made. */
  Atlas.addWindow = function (frame) {
    const given = frame.state.window;
    frame.time = { t0: given.t0, t1: given.t1, lo: null, hi: null, playing: false, movedAt: -Infinity };

    /* Sets the window; whether anything changed. Whoever calls says when the change is worth telling. */
    frame.setWindow = function (t0, t1) {
      const time = frame.time;
      const day = (value) => (Number.isFinite(value) ? value : null);
      const [first, last] = settled(day(t0), day(t1), time);
      if ((first === time.t0 && last === time.t1) || !meets(first, last, time)) return false;
      [time.t0, time.t1, time.movedAt] = [first, last, performance.now()];
      frame.layers.forEach((layer) => layer.spread());
      frame.refresh();
      return true;
    };

    /* Limits come with the filters; a window that lies outside them would show nothing, so it is opened. */
    frame.setLimits = function (limits) {
      const time = frame.time;
      [time.lo, time.hi] = [limits.lo, limits.hi];
      if (meets(time.t0, time.t1, limits)) [time.t0, time.t1] = settled(time.t0, time.t1, limits);
      else {
        [time.t0, time.t1] = [null, null];
        frame.toast(Atlas.tr("The time window lay outside the dates of the filters and was opened"));
      }
    };
    if (given.faulty) frame.quiet("dates", Atlas.tr("The dates in this address were not understood; they are left out."));
    frame.onRefresh(() => writeNotes(frame));
  };

  /* Notes of a layer that stand for what has no open geometry, when they hold now and nothing of it is drawn. */
  Atlas.withoutShape = function (frame, layer) {
    if (!Atlas.narrowsTime(frame)) return [];
    const now = layer.visibleFeatures();
    if (now.some((feature) => feature.geometry)) return [];
    return now.filter((feature) => feature.properties.kind === "no_geometry");
  };

  function writeNotes(frame) {
    const texts = Array.from(frame.layers.values()).flatMap((layer) =>
      Atlas.withoutShape(frame, layer).map((f) => f.properties.title + ". " + (f.properties.summary || "")),
    );
    say(frame, "shape", texts.join("\n"));
    say(frame, "gap", Atlas.coverageText(frame));
  }

  function say(frame, key, text) {
    const before = (frame.notes && frame.notes.get(key)) || "";
    if (before !== text) frame.quiet(key, text);
  }

  /* The window in words. */
  Atlas.windowText = function (frame) {
    const [first, last] = Atlas.openDays(frame);
    if (first === null && last === null) return Atlas.tr("All dates");
    if (last === null) return Atlas.tr("Since {day}", { day: Time.words(first) });
    if (first === null) return Atlas.tr("Until {day}", { day: Time.words(last) });
    return Time.spanWords(first, last);
  };
})();
