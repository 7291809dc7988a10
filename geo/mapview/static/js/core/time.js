/* Days as whole numbers, counted from 1 January 1970, and back to plain ISO text. Sums only: a Date object would bring
   a time zone with it, and a zone can move a day. */
(function () {
  "use strict";
  const Atlas = window.Atlas;
  /** @type {any} */
  const Time = (Atlas.time = {});
  const PART = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
  const EPOCH = 719468; // days from 1 March of year 0
  const ERA = 146097; // days in 400 years
  const MONDAY = 3; // 1 January 1970 was a Thursday

  /* The number of a day of the Gregorian calendar; March comes first, so that a leap day ends its year. */
  Time.ofCivil = function (year, month, day) {
    const y = month <= 2 ? year - 1 : year;
    const era = Math.floor(y / 400);
    const yearOfEra = y - era * 400;
    const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
    const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
    return era * ERA + dayOfEra - EPOCH;
  };

  /* Year, month and day of a number. */
  Time.toCivil = function (number) {
    const z = number + EPOCH;
    const era = Math.floor(z / ERA);
    const dayOfEra = z - era * ERA;
    const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36524) + Math.floor(dayOfEra / 146096);
    const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
    const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
    const part = Math.floor((5 * dayOfYear + 2) / 153);
    const month = part < 10 ? part + 3 : part - 9;
    const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return [year, month, dayOfYear - Math.floor((153 * part + 2) / 5) + 1];
  };

  Time.monthLength = function (year, month) {
    const next = month === 12 ? Time.ofCivil(year + 1, 1, 1) : Time.ofCivil(year, month + 1, 1);
    return next - Time.ofCivil(year, month, 1);
  };

  Time.iso = function (number) {
    if (number === null) return null;
    const [year, month, day] = Time.toCivil(number);
    const two = (value) => String(value).padStart(2, "0");
    return String(year).padStart(4, "0") + "-" + two(month) + "-" + two(day);
  };

  /* First and last day of an ISO year, month or day; null for anything else. */
  function bounds(text) {
    const match = PART.exec(String(text === null || text === undefined ? "" : text).trim());
    if (!match) return null;
    const [year, month, day] = match.slice(1).map((piece) => (piece === undefined ? null : Number(piece)));
    if (year < 1) return null;
    if (month === null) return [Time.ofCivil(year, 1, 1), Time.ofCivil(year, 12, 31)];
    if (month < 1 || month > 12) return null;
    const length = Time.monthLength(year, month);
    if (day === null) return [Time.ofCivil(year, month, 1), Time.ofCivil(year, month, length)];
    if (day < 1 || day > length) return null;
    return [Time.ofCivil(year, month, day), Time.ofCivil(year, month, day)];
  }
  Time.first = function (text) {
    const found = bounds(text);
    return found ? found[0] : null;
  };
  Time.last = function (text) {
    const found = bounds(text);
    return found ? found[1] : null;
  };

  /* Moves a day by days, weeks, months or years; a day that the month lacks becomes its last. */
  Time.shift = function (number, unit, count) {
    if (unit === "day") return number + count;
    if (unit === "week") return number + 7 * count;
    const [year, month, day] = Time.toCivil(number);
    const months = year * 12 + (month - 1) + count * (unit === "year" ? 12 : 1);
    const [y, m] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1];
    return Time.ofCivil(y, m, Math.min(day, Time.monthLength(y, m)));
  };

  /* First day of the day, week (from Monday), month or year in which a day lies. */
  Time.floor = function (number, unit) {
    if (unit === "day") return number;
    if (unit === "week") return number - ((((number + MONDAY) % 7) + 7) % 7);
    const [year, month] = Time.toCivil(number);
    return Time.ofCivil(year, unit === "year" ? 1 : month, 1);
  };

  /* A start that is not known is not taken to lie further back than the first dated source. */
  function spanOf(properties) {
    const first = Time.first(properties.valid_from || properties.attested_from);
    const last = Time.last(properties.valid_to);
    if (first === null && last === null) return null;
    return [first === null ? -Infinity : first, last === null ? Infinity : last];
  }

  /* The days of a feature as [first, last], without an end where it has none; null if it is not dated. */
  Atlas.spanOf = function (feature) {
    if (feature.atlasSpan === undefined) {
      Object.defineProperty(feature, "atlasSpan", { value: spanOf(feature.properties), enumerable: false });
    }
    return feature.atlasSpan;
  };

  /* "8 December 2024", from a number. */
  Time.words = function (number) {
    return Atlas.cardText.day(Time.iso(number));
  };

  Time.spanWords = function (first, last) {
    if (first === last) return Time.words(first);
    return Atlas.cardText.days(Time.iso(first), Time.iso(last));
  };
})();
