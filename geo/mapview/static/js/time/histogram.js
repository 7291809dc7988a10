/* The picture of the time bar: counts by kind of report as stacked bars, spans that are not known to the day as thin
   lines below them, hatched gaps with their reason, and an axis of dates. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const Time = Atlas.time;
  const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif";
  const ROWS = 4;
  const ROW_PX = 3;
  const AXIS_PX = 15;
  const SHORT = Atlas.cardText.MONTHS.map((name) => Atlas.tr(name).slice(0, 3));
  /** @type {[string, number][]} */
  const TICKS = [
    ["month", 1],
    ["month", 3],
    ["year", 1],
    ["year", 5],
    ["year", 10],
    ["year", 20],
  ];

  function tones() {
    return Atlas.isDark()
      ? { ink: "#e8e6e1", faint: "#a3abb3", rule: "#3a424a", hatch: "rgba(163,171,179,0.34)", paper: "#1b2026", out: "#272e35" }
      : { ink: "#1d242b", faint: "#5b646d", rule: "#dcdfe0", hatch: "rgba(70,78,86,0.26)", paper: "#ffffff", out: "#eceeed" };
  }

  function drawGaps(ctx, scene, tone) {
    scene.gaps.forEach(function (gap) {
      const left = Math.max(scene.left, scene.x(gap.first));
      const right = Math.min(scene.right, scene.x(gap.last + 1));
      if (right - left < 1) return;
      ctx.save();
      ctx.beginPath();
      ctx.rect(left, 0, right - left, scene.floor);
      ctx.clip();
      ctx.beginPath();
      for (let x = left - scene.floor - (left % 5); x < right; x += 5) {
        ctx.moveTo(x, scene.floor);
        ctx.lineTo(x + scene.floor, 0);
      }
      ctx.strokeStyle = tone.hatch;
      ctx.lineWidth = 1;
      ctx.stroke();
      ctx.restore();
    });
  }

  /* The reason of a gap, where it has room; whoever points at the gap reads it in any case. */
  function writeReason(ctx, gap, scene, tone) {
    const { text } = gap;
    const left = Math.max(scene.left, scene.x(gap.first));
    const right = Math.min(scene.right, scene.x(gap.last + 1));
    ctx.font = "10px " + FONT;
    const room = right - left - 6;
    const lines = [[text], halves(text), text.split(" "), ["gap"]].find(
      (pieces) => pieces.length * 11 < scene.floor && pieces.every((piece) => ctx.measureText(piece).width < room),
    );
    if (!lines) return;
    const middle = (left + right) / 2;
    const top = scene.floor / 2 - ((lines.length - 1) * 11) / 2;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.lineWidth = 4;
    ctx.strokeStyle = tone.paper;
    ctx.fillStyle = tone.ink;
    lines.forEach((line, i) => ctx.strokeText(line, middle, top + i * 11));
    lines.forEach((line, i) => ctx.fillText(line, middle, top + i * 11));
  }

  /* What the filters leave out is marked as such: empty there does not mean that nothing is known. */
  function outside(scene) {
    const { room } = scene;
    return [
      { first: scene.lo, last: room.lo - 1, text: Atlas.tr("left out by the filters") },
      { first: room.hi + 1, last: scene.hi, text: Atlas.tr("left out by the filters") },
    ].filter((part) => part.first <= part.last);
  }

  function drawOutside(ctx, scene, tone) {
    ctx.fillStyle = tone.out;
    outside(scene).forEach(function (part) {
      const left = scene.x(part.first);
      ctx.fillRect(left, 0, scene.x(part.last + 1) - left, scene.floor);
    });
  }

  function halves(text) {
    const words = text.split(" ");
    const half = Math.ceil(words.length / 2);
    return [words.slice(0, half).join(" "), words.slice(half).join(" ")];
  }

  function drawBars(ctx, scene, families) {
    const top = 12;
    const scale = scene.most ? (scene.base - top) / scene.most : 0;
    scene.bins.forEach(function (bin) {
      if (!bin.total) return;
      const left = Math.max(scene.left, scene.x(bin.first));
      const right = Math.min(scene.right, scene.x(bin.last + 1));
      const width = Math.max(1, right - left - (right - left > 3 ? 1 : 0));
      let y = scene.base;
      bin.by.forEach(function (count, index) {
        if (!count) return;
        const tall = Math.max(1, count * scale);
        ctx.fillStyle = families[index].colour();
        ctx.fillRect(left, y - tall, width, tall);
        y -= tall;
      });
    });
  }

  function drawSpans(ctx, scene, families) {
    ctx.globalAlpha = 0.5;
    scene.spans.forEach(function (span) {
      const left = Math.max(scene.left, scene.x(span.first));
      const right = Math.min(scene.right, scene.x(span.last + 1));
      if (right < scene.left || left > scene.right) return;
      ctx.fillStyle = families[span.family].colour();
      ctx.fillRect(left, scene.base + 2 + span.row * ROW_PX, Math.max(2, right - left), ROW_PX - 1);
    });
    ctx.globalAlpha = 1;
  }

  function tickText([year, month], unit) {
    return unit === "year" || month === 1 ? String(year) : SHORT[month - 1];
  }

  /* The finest ticks whose labels do not touch. */
  function ticks(scene) {
    const width = scene.right - scene.left;
    const days = scene.hi - scene.lo + 1;
    const [unit, every] =
      TICKS.find(([u, n]) => (width / days) * n * (u === "year" ? 365 : 30) >= 42) || TICKS[TICKS.length - 1];
    const found = [];
    for (let day = Time.floor(scene.lo, unit); day <= scene.hi; day = Time.shift(day, unit, 1)) {
      const civil = Time.toCivil(day);
      const count = unit === "year" ? civil[0] : civil[1] - 1;
      if (day >= scene.lo && count % every === 0) found.push({ x: scene.x(day), text: tickText(civil, unit) });
    }
    return found;
  }

  function drawAxis(ctx, scene, tone) {
    ctx.fillStyle = tone.rule;
    ctx.fillRect(scene.left, scene.floor, scene.right - scene.left, 1);
    ctx.font = "10.5px " + FONT;
    ctx.textBaseline = "alphabetic";
    ctx.textAlign = "left";
    let taken = -Infinity;
    ticks(scene).forEach(function (tick) {
      ctx.fillStyle = tone.rule;
      ctx.fillRect(Math.round(tick.x), scene.floor, 1, 4);
      const bold = scene.unit !== "year" && /^\d/.test(tick.text);
      ctx.font = (bold ? "600 " : "") + "10.5px " + FONT;
      const width = ctx.measureText(tick.text).width;
      if (tick.x + 3 < taken || tick.x + 3 + width > scene.right + 10) return;
      ctx.fillStyle = bold ? tone.ink : tone.faint;
      ctx.fillText(tick.text, tick.x + 3, scene.height - 3);
      taken = tick.x + 3 + width + 4;
    });
  }

  /* How high the bars go, in numbers. */
  function drawScale(ctx, scene, tone) {
    if (!scene.most) return;
    const unit = { day: "a day", week: "a week", month: "a month", year: "a year" }[scene.unit];
    ctx.font = "10px " + FONT;
    ctx.textAlign = "left";
    ctx.textBaseline = "top";
    ctx.lineWidth = 3;
    ctx.strokeStyle = tone.paper;
    ctx.fillStyle = tone.faint;
    const text = "most: " + Atlas.grouped(scene.most) + " " + unit;
    ctx.strokeText(text, scene.left + 10, 3);
    ctx.fillText(text, scene.left + 10, 3);
  }

  /* Where everything lies: computed once for a picture, and asked again by whoever points at it. */
  Atlas.timeScene = function (counts, gaps, axis, room, size, families) {
    const scale = (size.width - 2 * size.pad) / (axis.hi - axis.lo + 1);
    const unit = Atlas.binUnit(axis.lo, axis.hi, size.width - 2 * size.pad);
    const bins = Atlas.timeBins(counts, axis.lo, axis.hi, unit, families);
    const floor = size.height - AXIS_PX;
    const spans = Atlas.spanRows(counts.spans, ROWS);
    const rows = spans.length ? Math.max(...spans.map((span) => span.row)) + 1 : 0;
    return {
      lo: axis.lo,
      hi: axis.hi,
      unit: unit,
      bins: bins,
      spans: spans,
      gaps: gaps,
      room: room,
      most: bins.reduce((most, bin) => Math.max(most, bin.total), 0),
      left: size.pad,
      right: size.width - size.pad,
      height: size.height,
      floor: floor,
      base: floor - (rows ? rows * ROW_PX + 3 : 0),
      x: (day) => size.pad + (day - axis.lo) * scale,
      day: (x) => Math.max(axis.lo, Math.min(axis.hi, axis.lo + Math.floor((x - size.pad) / scale))),
    };
  };

  function cleared(canvas, scene) {
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    canvas.width = Math.round((scene.right + scene.left) * ratio);
    canvas.height = Math.round(scene.height * ratio);
    const ctx = Atlas.pen(canvas);
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    return ctx;
  }

  /* Draws the picture, and on a second canvas its words, which stay clear where the window leaves the picture pale. */
  Atlas.drawHistogram = function (canvas, words, scene, families) {
    const tone = tones();
    const ctx = cleared(canvas, scene);
    drawOutside(ctx, scene, tone);
    drawGaps(ctx, scene, tone);
    drawBars(ctx, scene, families);
    drawSpans(ctx, scene, families);
    drawAxis(ctx, scene, tone);
    const over = cleared(words, scene);
    const out = outside(scene);
    const within = (gap) => !out.some((part) => gap.first <= part.last && gap.last >= part.first);
    out.concat(scene.gaps.filter(within)).forEach((part) => writeReason(over, part, scene, tone));
    drawScale(over, scene, tone);
  };
})();
