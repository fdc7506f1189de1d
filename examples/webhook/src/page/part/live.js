// Keeps the changing part of the page up to date with the versions of it that the server sends.
import { writeAges } from "./age.js";

const content = document.getElementById("live");
const controls = document.getElementById("live-controls");
const state = document.getElementById("live-state");
const toggle = document.getElementById("live-toggle");
const DELAY = { first: 1000, longest: 30000 };
let source = null;
let timer = 0;
let delay = DELAY.first;
let pieces = [];
let paused = false;
let pressed = false;
let outdated = false;

// Only what differs is said: a screen reader repeats whatever is written here.
const say = (key) => {
  const text = controls.dataset[key];
  if (state.textContent !== text) {
    state.textContent = text;
    state.className = key;
  }
};

// Makes an element what another one is. What does not differ stays as it is; an element with an id is moved.
const update = (element, wanted) => {
  for (const { name, value } of wanted.attributes) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
  for (const { name } of [...element.attributes]) {
    // What somebody has unfolded stays so.
    if (!wanted.hasAttribute(name) && name !== "open") element.removeAttribute(name);
  }
  updateChildren(element, wanted);
};

const updateChildren = (element, wanted) => {
  const named = new Map([...element.children].filter((child) => child.id).map((child) => [child.id, child]));
  const children = [...wanted.childNodes];
  children.forEach((child, place) => {
    const here = element.childNodes[place] ?? null;
    const same = child.id ? named.get(child.id) : here?.id ? null : here;
    if (!same || same.nodeName !== child.nodeName) {
      element.insertBefore(child, here);
      return;
    }
    if (same !== here) element.insertBefore(same, here);
    if (same.nodeType === Node.ELEMENT_NODE) {
      if (!same.isEqualNode(child)) update(same, child);
    } else if (same.data !== child.data) {
      same.data = child.data;
    }
  });
  while (element.childNodes.length > children.length) element.lastChild.remove();
};

const isSelected = () => {
  const selection = getSelection();
  return !selection.isCollapsed && selection.getRangeAt(0).intersectsNode(content);
};

// Shows what the server has sent, unless somebody is about to click or copy.
const show = () => {
  if (!outdated) return;
  if (pressed) return;
  if (isSelected()) {
    say("held");
    return;
  }
  outdated = false;
  if (source) say("live");
  const focused = document.activeElement;
  const wanted = content.cloneNode(false);
  wanted.innerHTML = pieces.join("");
  writeAges(wanted);
  updateChildren(content, wanted);
  if (focused !== document.activeElement && focused.isConnected) focused.focus({ preventScroll: true });
};

const close = () => {
  clearTimeout(timer);
  source?.close();
  source = null;
};

const open = () => {
  close();
  if (paused || document.hidden) return;
  source = new EventSource(content.dataset.events);
  source.onopen = () => {
    delay = DELAY.first;
    say("live");
  };
  source.onmessage = (event) => {
    pieces = JSON.parse(event.data).flatMap((step) =>
      typeof step === "string" ? [step] : pieces.slice(step[0], step[1]));
    outdated = true;
    show();
  };
  // A browser gives up for good after some failures, such as the answer of a proxy without a server.
  source.onerror = () => {
    close();
    say("connecting");
    timer = setTimeout(open, delay * (0.5 + Math.random()));
    delay = Math.min(delay * 2, DELAY.longest);
  };
};

toggle.addEventListener("click", () => {
  paused = !paused;
  toggle.textContent = controls.dataset[paused ? "resume" : "pause"];
  open();
  if (paused) say("paused");
});

// A page that nobody sees keeps no connection: a browser has only six of them for a server.
document.addEventListener("visibilitychange", open);
addEventListener("pagehide", close);
addEventListener("pageshow", (event) => {
  if (event.persisted) open();
});

const release = () => setTimeout(() => {
  pressed = false;
  show();
});
content.addEventListener("pointerdown", () => { pressed = true; });
for (const end of ["pointerup", "pointercancel", "blur", "dragend"]) addEventListener(end, release);
document.addEventListener("selectionchange", show);

toggle.textContent = controls.dataset.pause;
controls.hidden = false;
open();
