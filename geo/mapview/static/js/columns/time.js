/* Files of events in the time bar: how many of each kind are known to each day. One pass over a file when its kinds,
   its search or what is shown changes; a step in time needs none. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const DAYS = 65536;
  const MOST = 8;

  function shown(frame) {
    return frame.columns && frame.columns._map ? frame.columns.layers : [];
  }

  /* Kinds in the order of the file; those that share a symbol, and all after the first few, share one place. */
  function places(layer) {
    const at = new Map();
    return layer.kinds.map(function (kind) {
      if (!at.has(kind.symbol)) at.set(kind.symbol, Math.min(at.size, MOST));
      return at.get(kind.symbol);
    });
  }

  /* What the bars stack beside our own reports, in the order of the files. A file has one colour there: the colours of
     its kinds are those of kinds of ours, which the bars would then show twice. */
  Atlas.fileFamilies = function (frame) {
    return shown(frame).flatMap(function (layer, index) {
      const found = [];
      places(layer).forEach(function (place, code) {
        const label = Atlas.columnKind(layer.kinds[code].label);
        if (found[place]) found[place].label = "Other kinds";
        else found[place] = { file: layer, place: place, label: label, colour: () => Atlas.fileTone(index) };
      });
      return found;
    });
  };

  /* Events by place and day that pass the kinds and masks of a filter, whatever its window: those known to one day. */
  function tally(layer) {
    const { start, span, kind, count } = layer.data;
    const { kindOk, mask } = layer.filter;
    const rows = places(layer);
    const found = Array.from({ length: Math.max(0, ...rows) + 1 }, () => new Uint32Array(DAYS));
    const byKind = Array.from({ length: 64 }, (_, code) => found[rows[code] || 0]);
    let apart = 0;
    for (let i = 0; i < count; i += 1) {
      if (kindOk[kind[i]] === 0 || (mask !== null && mask[i] === 0)) continue;
      if (span[i] === 0) byKind[kind[i] >> 2][start[i]] += 1;
      else apart += 1;
    }
    return { revision: layer.kept, days: found, apart: apart, since: found.map((days) => days.findIndex(Boolean)) };
  }

  /* The days of a family, from the first one of the file on, and how many events of its file are in no bar. */
  Atlas.fileDays = function (family) {
    const layer = family.file;
    if (!layer.tally || layer.tally.revision !== layer.kept) layer.tally = tally(layer);
    const { days, since } = layer.tally;
    const first = since[family.place];
    return { days: days[family.place], epoch: layer.data.epoch, since: first < 0 ? null : layer.data.epoch + first };
  };

  /* Events of the files that are shown which are not known to the day, or not dated: they are in no bar. */
  Atlas.filesApart = function (frame) {
    return shown(frame).reduce((sum, layer) => sum + (layer.tally ? layer.tally.apart : 0), 0);
  };

  /* What decides the counts of the files, as a text that changes with them. */
  Atlas.filesSignature = function (frame) {
    return shown(frame)
      .map((layer) => layer.spec.id + ":" + layer.kept)
      .join("|");
  };
})();
