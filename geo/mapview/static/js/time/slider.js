/* The plot of the time bar: the picture, two handles, the window between them that can be drawn along, and what lies
   under the pointer in words. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const Time = Atlas.time;
  const el = Atlas.el;
  const PAD = 16;
  const MOST_KINDS = 2;
  const REACH = { mouse: 12, touch: 26 };

  /** @this {any} */
  Atlas.TimeSlider = function (frame) {
    this.frame = frame;
    this.families = [];
    this.scene = null;
    this.room = null;
    this.canvas = el("canvas", { "aria-hidden": "true" });
    this.words = el("canvas", { class: "atlas-time-words", "aria-hidden": "true" });
    this.before = el("div", { class: "atlas-time-veil" });
    this.after = el("div", { class: "atlas-time-veil" });
    this.middle = el("div", { class: "atlas-time-window" });
    this.handles = [this.handle("First day", 0), this.handle("Last day", 1)];
    this.tip = el("div", { class: "atlas-time-tip", hidden: true, "aria-hidden": "true" });
    this.root = el("div", { class: "atlas-time-plot" }, [this.canvas, this.before, this.after, this.middle]);
    this.root.append(this.words, ...this.handles, this.tip);
    this.settle = Atlas.debounce(300, () => frame.changed());
    this.listen();
  };
  const Slider = Atlas.TimeSlider.prototype;

  /** @this {any} */
  Slider.handle = function (label, index) {
    const unset = { "aria-valuemin": "0", "aria-valuemax": "0", "aria-valuenow": "0" };
    const known = { class: "atlas-time-handle", role: "slider", tabindex: "0", "aria-label": label };
    const node = el("div", Object.assign(known, unset));
    node.addEventListener("keydown", (event) => this.key(event, index));
    return node;
  };

  /* Days at which the handles stand. */
  /** @this {any} */
  Slider.days = function () {
    const { lo, hi } = this.room;
    const { t0, t1 } = this.frame.time;
    const within = (day) => Math.max(lo, Math.min(hi, day));
    return [t0 === null ? lo : within(t0), t1 === null ? hi : within(t1)];
  };

  /* Moves handles; a handle at the end of its way leaves the window open there. */
  /** @this {any} */
  Slider.move = function (first, last) {
    const { lo, hi } = this.room;
    const [a, b] = [Math.max(lo, Math.min(first, last)), Math.min(hi, Math.max(first, last))];
    return this.frame.setWindow(a <= lo ? null : a, b >= hi ? null : b);
  };

  /** @this {any} */
  Slider.key = function (event, index) {
    if (!this.room || event.altKey || event.ctrlKey || event.metaKey) return;
    const { lo, hi } = this.room;
    const days = this.days();
    const here = days[index];
    const arrows = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };
    const pages = { PageDown: -1, PageUp: 1 };
    const ends = index ? { Home: days[0], End: hi } : { Home: lo, End: days[1] };
    let day;
    if (event.key in arrows) day = here + arrows[event.key] * (event.shiftKey ? 7 : 1);
    else if (event.key in pages) day = Time.shift(here, "month", pages[event.key]);
    else if (event.key in ends) day = ends[event.key];
    else return;
    event.preventDefault();
    if (this.onGrab) this.onGrab();
    const changed = index ? this.move(days[0], Math.max(days[0], day)) : this.move(Math.min(day, days[1]), days[1]);
    if (changed) this.settle();
  };

  /** @this {any} */
  Slider.listen = function () {
    const root = this.root;
    root.addEventListener("pointerdown", (event) => this.grab(event));
    root.addEventListener("pointermove", (event) => (this.held ? this.drag(event) : this.point(event)));
    root.addEventListener("pointerup", () => this.drop());
    root.addEventListener("pointercancel", () => this.drop());
    root.addEventListener("pointerleave", () => (this.tip.hidden = true));
  };

  /** @this {any} */
  Slider.at = function (event) {
    return event.clientX - this.root.getBoundingClientRect().left;
  };

  /* What a press takes hold of: the nearer handle, the window between, or, when all is open, a new window. */
  /** @this {any} */
  Slider.grab = function (event) {
    if (!this.scene || event.button > 0) return;
    const x = this.at(event);
    const days = this.days();
    const [left, right] = [this.scene.x(days[0]), this.scene.x(days[1] + 1)];
    const reach = event.pointerType === "mouse" ? REACH.mouse : REACH.touch;
    const whole = days[0] === this.room.lo && days[1] === this.room.hi;
    const near = Math.abs(x - left) <= Math.abs(x - right) ? 0 : 1;
    const hold = { from: this.scene.day(x), days: days, x: x };
    if (Math.min(Math.abs(x - left), Math.abs(x - right)) <= reach) hold.part = near;
    else if (whole) hold.part = "brush";
    else if (x > left && x < right) hold.part = "window";
    else hold.part = near;
    event.preventDefault();
    this.held = hold;
    this.tip.hidden = true;
    if (this.onGrab) this.onGrab();
    if (hold.part === 0 || hold.part === 1) this.handles[hold.part].focus({ preventScroll: true });
    this.root.setPointerCapture(event.pointerId);
    this.root.classList.add("atlas-held");
    if (!(Math.min(Math.abs(x - left), Math.abs(x - right)) <= reach)) this.drag(event);
  };

  /** @this {any} */
  Slider.drag = function (event) {
    const { part, from, days, x } = this.held;
    const here = this.scene.day(this.at(event));
    if (part === "brush") {
      if (Math.abs(this.at(event) - x) > 3) this.move(from, here);
    } else if (part === "window") {
      const { lo, hi } = this.room;
      const by = Math.max(lo - days[0], Math.min(hi - days[1], here - from));
      this.move(days[0] + by, days[1] + by);
    } else if (part === 0) this.move(Math.min(here, days[1]), days[1]);
    else this.move(days[0], Math.max(here, days[0]));
  };

  /** @this {any} */
  Slider.drop = function () {
    if (!this.held) return;
    this.held = null;
    this.root.classList.remove("atlas-held");
    this.frame.changed();
  };

  /* Our own families with their counts, then the most frequent kinds of files of events. */
  function counted(families, by) {
    const all = families.map((family, i) => ({ file: family.file, label: family.label, count: by[i] }));
    const kinds = all.filter((item) => item.file && item.count).sort((a, b) => b.count - a.count);
    const rest = kinds.splice(MOST_KINDS).reduce((sum, item) => sum + item.count, 0);
    if (rest) kinds.push({ label: "other kinds", count: rest });
    const own = all.filter((item) => !item.file && item.count);
    return own.concat(kinds).map((item) => item.label + " " + Atlas.grouped(item.count));
  }

  /* The words for the bin or the gap under the pointer. */
  /** @this {any} */
  Slider.point = function (event) {
    if (!this.scene || event.pointerType !== "mouse") return;
    const day = this.scene.day(this.at(event));
    const bin = this.scene.bins.find((b) => day >= b.first && day <= b.last);
    const gap = this.scene.gaps.find((g) => day >= g.first && day <= g.last);
    if (!bin) return;
    const spans = this.scene.spans.filter((s) => s.first <= bin.last && s.last >= bin.first).length;
    const lines = counted(this.families, bin.by);
    const note = [
      bin.total ? Atlas.plural(bin.total, "report", "reports") + ": " + lines.join(", ") : "",
      spans ? spans + " more not known to the day" : "",
      gap ? "Gap: " + gap.text : "",
    ].filter(Boolean);
    const title = Time.spanWords(Math.max(bin.first, this.scene.lo), Math.min(bin.last, this.scene.hi));
    this.tip.replaceChildren(
      el("strong", { text: title }),
      ...(note.length ? note : ["No report in this atlas: a sample, not calm"]).map((text) => el("span", { text: text })),
    );
    this.tip.hidden = false;
    const x = Math.max(4, Math.min(this.at(event) + 12, this.scene.right + PAD - this.tip.offsetWidth - 4));
    this.tip.style.transform = "translate(" + Math.round(x) + "px,0)";
  };

  /* The picture anew: other counts, another size, another theme. */
  /** @this {any} */
  Slider.draw = function (counts, gaps, axis, room, families) {
    this.families = families;
    const size = { width: this.root.clientWidth, height: this.canvas.clientHeight, pad: PAD };
    this.room = room;
    this.scene = null;
    if (size.width <= 2 * PAD || !size.height) return;
    this.scene = Atlas.timeScene(counts, gaps, axis, room, size, this.families);
    Atlas.drawHistogram(this.canvas, this.words, this.scene, this.families);
    this.place();
  };

  /* Handles, veils and window where the window of time is. */
  /** @this {any} */
  Slider.place = function () {
    if (!this.scene) return;
    const { scene, room } = this;
    const days = this.days();
    const [left, right] = [scene.x(days[0]), scene.x(days[1] + 1)];
    this.before.style.width = left + "px";
    this.after.style.left = right + "px";
    this.middle.style.left = left + "px";
    this.middle.style.width = right - left + "px";
    this.root.classList.toggle("atlas-whole", days[0] === room.lo && days[1] === room.hi);
    const open = [this.frame.time.t0 === null, this.frame.time.t1 === null];
    this.handles.forEach(function (handle, index) {
      handle.style.left = (index ? right : left) + "px";
      handle.setAttribute("aria-valuemin", String(index ? days[0] : room.lo));
      handle.setAttribute("aria-valuemax", String(index ? room.hi : days[1]));
      handle.setAttribute("aria-valuenow", String(days[index]));
      handle.setAttribute("aria-valuetext", Time.words(days[index]) + (open[index] ? ", open" : ""));
    });
  };
})();
