/* Playback: one timer, one step after another, nothing kept of the steps before. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  const Time = Atlas.time;

  /* room(): first and last day of play. choice: step, mode and speed as the reader set them. */
  /** @this {any} */
  Atlas.Player = function (frame, choice, room) {
    this.frame = frame;
    this.choice = choice;
    this.room = room;
    this.timer = 0;
    this.whole = false;
    this.listeners = [];
  };
  const Player = Atlas.Player.prototype;

  /** @this {any} */
  Player.toggle = function () {
    if (this.frame.time.playing) this.stop();
    else this.start();
  };

  /** @this {any} */
  Player.start = function () {
    const room = this.room();
    if (!room || this.frame.time.playing) return;
    const { t0, t1 } = this.frame.time;
    this.whole = t0 === null && t1 === null;
    this.frame.time.playing = true;
    const ended = t1 === null || t1 >= room.hi;
    if (ended) this.show(this.opening(room, t0, t1));
    this.tell();
    this.wait();
  };

  /* The first picture when play begins at the beginning: one step, or the window as wide as it was. */
  /** @this {any} */
  Player.opening = function (room, t0, t1) {
    const cumulative = this.choice.mode === "cumulative";
    const first = cumulative && t0 !== null && t0 < room.hi ? t0 : room.lo;
    const step = Time.shift(first, this.choice.step, 1) - 1;
    if (cumulative || t0 === null || t0 <= room.lo) return [first, Math.min(step, room.hi)];
    return [first, Math.min(first + (t1 === null ? room.hi : t1) - t0, room.hi)];
  };

  /** @this {any} */
  Player.show = function ([first, last]) {
    this.frame.setWindow(first, last);
  };

  /** @this {any} */
  Player.wait = function () {
    const perSecond = Atlas.calm() ? 1 : this.choice.speed;
    this.timer = window.setTimeout(() => this.step(), 1000 / perSecond);
  };

  /** @this {any} */
  Player.step = function () {
    const room = this.room();
    const { t0, t1 } = this.frame.time;
    const unit = this.choice.step;
    const first = t0 === null ? room.lo : t0;
    const next = Time.shift((t1 === null ? room.hi : t1) + 1, unit, 1) - 1;
    const last = Math.min(next, room.hi);
    const moved = this.choice.mode === "cumulative" ? first : Math.min(Time.shift(first, unit, 1), last);
    if (last >= room.hi) {
      this.show(this.whole && this.choice.mode === "cumulative" ? [null, null] : [moved, room.hi]);
      this.stop();
      return;
    }
    this.show([moved, last]);
    this.wait();
  };

  /** @this {any} */
  Player.stop = function () {
    window.clearTimeout(this.timer);
    this.timer = 0;
    if (!this.frame.time.playing) return;
    this.frame.time.playing = false;
    this.frame.refresh();
    this.tell();
    this.frame.changed();
  };

  /** @this {any} */
  Player.tell = function () {
    this.listeners.forEach((listener) => listener());
  };
})();
