/* The bar of time at the bottom of the frame: play, the window in words, presets, reach of the axis, options, and the
   plot. Folded it is one line. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const Time = Atlas.time;
  const el = Atlas.el;
  const USUAL = { step: "week", mode: "cumulative", speed: 4 };

  function Bar(frame, options) {
    this.frame = frame;
    this.options = options;
    this.families = options.families.map((family) =>
      Object.assign({ colour: () => Atlas.hue(frame.symbols[family.symbol]) }, family),
    );
    this.choice = Object.assign({}, USUAL);
    this.long = false;
    this.drawn = "";
    this.player = new Atlas.Player(frame, this.choice, () => this.playRoom());
    this.slider = new Atlas.TimeSlider(frame);
    this.slider.onGrab = () => this.player.stop();
    this.build();
    this.fold(!Atlas.isPhone() && window.innerHeight >= 400);
  }

  Bar.prototype.build = function () {
    this.toggle = Atlas.button("", () => this.fold(this.root.classList.contains("atlas-folded"), true), {
      class: "atlas-time-toggle",
      "aria-controls": "atlas-time-body",
    });
    this.play = Atlas.button("", () => this.player.toggle(), { class: "atlas-time-play" });
    this.text = el("p", { class: "atlas-time-text" });
    this.more = Atlas.timeOptions(this);
    const body = el("div", { class: "atlas-time-body", id: "atlas-time-body" }, this.slider.root);
    this.root = el("section", { class: "atlas-time", "aria-label": Atlas.tr("Time") }, [
      el("div", { class: "atlas-time-head" }, [
        this.toggle,
        this.play,
        this.text,
        this.more.button,
        this.presets(),
        this.reach(),
      ]),
      body,
      this.more.root,
    ]);
    this.root.addEventListener("keydown", (event) => this.key(event));
  };

  /* Space plays, unless it presses what has the focus. */
  Bar.prototype.key = function (event) {
    if (event.key !== " " || /^(BUTTON|SELECT|INPUT)$/.test(event.target.tagName)) return;
    event.preventDefault();
    this.player.toggle();
  };

  Bar.prototype.fold = function (open, focus) {
    this.root.classList.toggle("atlas-folded", !open);
    this.toggle.setAttribute("aria-expanded", String(open));
    this.toggle.setAttribute("aria-label", open ? "Fold the time bar" : "Open the time bar");
    if (!open) this.more.close();
    this.drawn = "";
    if (!focus) return;
    this.update();
    this.frame.refresh();
  };

  /* A change by hand ends play and is told. */
  Bar.prototype.set = function (t0, t1) {
    this.player.stop();
    if (this.frame.setWindow(t0, t1)) this.frame.changed();
  };

  Bar.prototype.presets = function () {
    const { frame } = this;
    const back = (days) => () => {
      const last = Time.last(frame.dataAsOf);
      return last === null ? [null, null] : [last - days + 1, last];
    };
    /** @type {[string, string, () => any[]][]} */
    const wanted = [
      ["7 d", Atlas.tr("Last {count} days of the data", { count: 7 }), back(7)],
      ["30 d", Atlas.tr("Last {count} days of the data", { count: 30 }), back(30)],
      ["90 d", Atlas.tr("Last {count} days of the data", { count: 90 }), back(90)],
      ["Since 8 Dec 2024", "Since 8 December 2024", () => [Time.first(this.options.entered), null]],
      ["All", "All dates", () => [null, null]],
    ];
    this.ways = wanted.map(([text, label, days]) => ({
      days: days,
      label: label,
      button: Atlas.button(text, () => this.set(...days()), { "aria-label": label, title: label }),
    }));
    const buttons = this.ways.map((way) => way.button);
    this.until = el("span", { class: "atlas-faint atlas-time-until" });
    const group = el("span", { class: "atlas-time-group" }, buttons);
    const name = { class: "atlas-time-presets", role: "group", "aria-label": Atlas.tr("Period") };
    return el("div", name, [this.until, group]);
  };

  /* How far back the axis goes. */
  Bar.prototype.reach = function () {
    this.reaches = [false, true].map((long) =>
      Atlas.button(long ? "1967\u2013" : "2024\u2013", () => this.choose(long), {
        "aria-label": long ? "Axis since 1967" : "Axis since December 2024",
        title: long ? "Axis since 1967" : "Axis since December 2024",
      }),
    );
    const label = el("span", { class: "atlas-faint", text: Atlas.tr("Axis") });
    return el("div", { class: "atlas-time-reach", role: "group", "aria-label": Atlas.tr("Reach of the axis") }, [
      label,
      el("span", { class: "atlas-time-group" }, this.reaches),
    ]);
  };

  Bar.prototype.choose = function (long) {
    this.long = long;
    const since = Time.first(this.options.since);
    const { t0, t1 } = this.frame.time;
    const kept = (day) => (day !== null && day < since ? null : day);
    if (!long) this.set(kept(t0), kept(t1));
    this.frame.refresh();
  };

  Bar.prototype.reset = function () {
    Object.assign(this.choice, USUAL);
    this.long = false;
    this.set(null, null);
    this.more.fill();
    this.frame.refresh();
  };

  Bar.prototype.axis = function () {
    const forced = Atlas.needsLongAxis(this.frame, this.options);
    if (forced && !this.frame.time.playing) this.long = true;
    return Atlas.timeAxis(this.frame, this.options, this.long || forced);
  };

  Bar.prototype.playRoom = function () {
    const axis = this.axis();
    return axis && Atlas.timeRoom(this.frame, axis);
  };

  /* Gaps of the sources, and the time before the first report that the atlas holds. Files of events have others. */
  Bar.prototype.gaps = function (since, axis) {
    const whose = Atlas.fileFamilies(this.frame).length ? "our records: " : "";
    const told = (this.frame.gaps || []).map((gap) => ({ first: gap.first, last: gap.last, text: whose + gap.reason }));
    if (since === null || since <= axis.lo) return told;
    return told.concat({ first: axis.lo, last: since - 1, text: Atlas.tr("no reports collected before {day}", { day: Time.words(since) }) });
  };

  Bar.prototype.update = function () {
    const { frame } = this;
    const playing = frame.time.playing;
    const text = Atlas.windowText(frame);
    if (this.text.textContent !== text) this.text.textContent = text;
    const name = playing ? "Pause" : "Play";
    if (this.play.getAttribute("aria-label") !== name) {
      this.play.setAttribute("aria-label", name);
      this.play.title = name;
      this.play.classList.toggle("atlas-playing", playing);
    }
    const asOf = frame.dataAsOf ? Atlas.cardText.day(frame.dataAsOf) : "";
    this.until.textContent = asOf ? Atlas.tr("Data to {day}:", { day: asOf }) : "";
    this.ways.forEach(function ({ button, days, label }) {
      const [first, last] = days();
      const ends = first !== null && last !== null ? label + ", " + Time.spanWords(first, last) : label;
      if (button.title !== ends) {
        button.title = ends;
        button.setAttribute("aria-label", ends);
      }
      button.setAttribute("aria-pressed", String(first === frame.time.t0 && last === frame.time.t1));
    });
    const axis = this.axis();
    this.reaches.forEach((button, i) => button.setAttribute("aria-pressed", String(this.long === Boolean(i))));
    this.more.update();
    this.measure();
    if (axis && !this.root.classList.contains("atlas-folded")) this.draw(axis);
  };

  /* What the bars stack: our own reports, and the kinds of the files of events that are shown. */
  Bar.prototype.stacked = function () {
    return this.families.concat(Atlas.fileFamilies(this.frame));
  };

  /* Draws anew only what changed: the picture seldom, the handles at each step. */
  Bar.prototype.draw = function (axis) {
    const { frame, slider } = this;
    const room = Atlas.timeRoom(frame, axis);
    const own = Atlas.timeSignature(frame, this.families);
    const counted = [own, Atlas.filesSignature(frame), (frame.gaps || []).length].join("/");
    const looks = [axis.lo, axis.hi, room.lo, room.hi, slider.root.clientWidth, Atlas.isDark()].join();
    if (this.drawn === counted + looks) {
      slider.place();
      return;
    }
    this.drawn = counted + looks;
    const families = this.stacked();
    const counts = Atlas.timeCounts(frame, families);
    slider.draw(counts, this.gaps(counts.since, axis), axis, room, families);
  };

  /* What lies at the bottom of the frame makes room for the bar. */
  Bar.prototype.measure = function () {
    const height = this.root.offsetHeight;
    if (height === this.height) return;
    this.height = height;
    document.body.style.setProperty("--atlas-bar", height + "px");
  };

  /* Called by the element of the time bar. */
  Atlas.addTimeBar = function (map, options) {
    const frame = map.atlas;
    if (frame.state.pick || frame.state.beside || !frame.state.bar) return; // there the page says when
    const bar = new Bar(frame, options);
    document.body.append(bar.root);
    bar.measure();
    frame.player = bar.player;
    bar.player.listeners.push(() => bar.update());
    frame.afterDrawn(function () {
      bar.update();
      frame.onRefresh(() => bar.update());
    });
  };
})();
