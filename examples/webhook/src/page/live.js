"use strict";

// Replaces the changing part of the page with the newer versions of it that the server sends.
(() => {
  const content = document.getElementById("live");
  const controls = document.getElementById("live-controls");
  const state = document.getElementById("live-state");
  const toggle = document.getElementById("live-toggle");
  let source = null;

  // Only what differs is said: a screen reader repeats whatever is written here.
  const say = (key) => {
    const text = controls.dataset[key];
    if (state.textContent !== text) {
      state.textContent = text;
      state.className = key;
    }
  };

  const replace = (html) => {
    const focused = content.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    content.innerHTML = html;
    if (focused !== null) {
      content.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    }
  };

  const start = () => {
    source = new EventSource(content.dataset.events);
    source.onopen = () => say("live");
    source.onerror = () => say("connecting");
    source.onmessage = (event) => replace(event.data);
    toggle.textContent = controls.dataset.pause;
  };

  const stop = () => {
    source.close();
    source = null;
    say("paused");
    toggle.textContent = controls.dataset.resume;
  };

  toggle.addEventListener("click", () => (source ? stop() : start()));
  controls.hidden = false;
  start();
})();
