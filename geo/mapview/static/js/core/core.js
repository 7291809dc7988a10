/* The namespace, errors that are collected and never shown as alerts, safe DOM building, and reading of JSON. */
(function () {
  "use strict";
  /** @type {any} */
  const Atlas = (window.Atlas = window.Atlas || {});
  const errors = [];

  Atlas.noteError = function (where, error) {
    const message = String((error && error.message) || error).slice(0, 300);
    errors.push({ where: where, message: message });
    if (errors.length > 50) errors.shift();
  };
  Atlas.errors = function () {
    return errors.slice();
  };
  window.addEventListener("error", function (event) {
    Atlas.noteError("window", event.error || event.message);
  });
  window.addEventListener("unhandledrejection", function (event) {
    Atlas.noteError("promise", event.reason);
  });

  /* Sentences in the language of the reader; the English text is the key, as in geo/text/messages.py. */
  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, (field, name) => (values && name in values ? String(values[name]) : field));
  }
  Atlas.tr = function (text, values) {
    return filled(text, values);
  };
  Atlas.trn = function (one, many, count, values) {
    return filled(count === 1 ? one : many, Object.assign({ count: count.toLocaleString("en") }, values));
  };

  /* Builds an element. Text goes in as text; there is no way to pass markup. */
  Atlas.el = function (tag, attributes, children) {
    const node = document.createElement(tag);
    Object.entries(attributes || {}).forEach(function ([name, value]) {
      if (value === null || value === undefined || value === false) return;
      if (name === "text") node.textContent = String(value);
      else if (name === "on")
        Object.entries(value).forEach(([type, handler]) => node.addEventListener(type, handler));
      else node.setAttribute(name, value === true ? "" : String(value));
    });
    [].concat(children || []).forEach(function (child) {
      if (child !== null && child !== undefined && child !== "") node.append(child);
    });
    return node;
  };

  /* What every canvas is drawn with. The picture is kept in main memory: an emulated graphics card draws these pictures
     three times slower than the processor, and gives each canvas and what lies around it layers of their own. */
  Atlas.pen = function (canvas) {
    return canvas.getContext("2d", { willReadFrequently: true });
  };

  Atlas.button = function (label, handler, attributes) {
    return Atlas.el(
      "button",
      Object.assign({ type: "button", text: label, on: { click: handler } }, attributes),
    );
  };

  /* Returns a normalised http(s) address or null: everything else is shown as text, never as a link. */
  Atlas.webAddress = function (value) {
    try {
      const url = new URL(String(value));
      return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
    } catch {
      return null;
    }
  };

  Atlas.link = function (text, address, attributes) {
    const href = Atlas.webAddress(address);
    if (!href) return Atlas.el("span", { text: text, dir: "auto" });
    const fixed = { href: href, rel: "noopener noreferrer", target: "_blank", text: text, dir: "auto" };
    return Atlas.el("a", Object.assign(fixed, attributes));
  };

  Atlas.inlined = function (name) {
    const wanted = name.split("?")[0];
    return Array.from(document.querySelectorAll('script[type="application/json"][data-name]')).find(
      (block) => block.dataset.name === wanted,
    );
  };

  /* What the head of the document asked for already, once; null if it did not, or if that failed. */
  function takeFirst(name) {
    const found = (window.atlasFirst || {})[name] || null;
    if (found) delete window.atlasFirst[name];
    return found;
  }

  /* Reads a JSON document: a block inlined in this page if there is one, else over HTTP. */
  Atlas.fetchJson = async function (name, options) {
    const block = Atlas.inlined(name);
    if (block) return JSON.parse(block.textContent);
    const early = await takeFirst(name);
    if (early) return early;
    const response = await fetch(name, Object.assign({ credentials: "same-origin" }, options));
    if (!response.ok) {
      const error = new Error(name + " answered " + response.status);
      error.status = response.status;
      error.detail = await refusal(response);
      throw error;
    }
    return response.json();
  };

  /* What the server says of a request that it does not understand; empty for every other failure. */
  async function refusal(response) {
    const type = response.headers.get("content-type") || "";
    if (response.status !== 400 || !type.startsWith("application/problem+json")) return "";
    return String((await response.json()).detail || "");
  }

  /* An entry of a table of ours; a word from data such as "constructor" finds nothing. */
  Atlas.pick = function (table, key) {
    return Object.hasOwn(table, String(key)) ? table[String(key)] : undefined;
  };

  Atlas.copyText = async function (text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const field = Atlas.el("textarea", { class: "atlas-offscreen", "aria-hidden": "true" });
      field.value = text;
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      return done;
    }
  };

  /* Hands a JSON document to the browser as a file. */
  Atlas.saveJson = function (name, value) {
    const blob = new Blob([JSON.stringify(value)], { type: "application/geo+json" });
    const link = Atlas.el("a", { href: URL.createObjectURL(blob), download: name });
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 5000);
  };

  Atlas.debounce = function (delay, action) {
    let timer = 0;
    return function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(action, delay);
    };
  };

  Atlas.calm = function () {
    return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  };

  Atlas.isPhone = function () {
    return window.innerWidth < 640;
  };

  /* 1234567 as 1,234,567, without waking the browser's whole number formatting at start. */
  Atlas.grouped = function (count) {
    return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
  };

  Atlas.plural = function (count, one, many) {
    return Atlas.grouped(count) + " " + (count === 1 ? one : many);
  };

  Atlas.isDark = function () {
    return document.documentElement.classList.contains("atlas-dark");
  };
})();
