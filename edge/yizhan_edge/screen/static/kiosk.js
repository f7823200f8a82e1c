// The kiosk page: shows the visit as the box tells it, sends what is pressed, decides nothing.
import { WORDS } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const DRAWINGS = {
  face: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8.5 9.5v1M15.5 9.5v1M8 14.5c2 2.5 6 2.5 8 0",
  again: "M19 8a8 8 0 1 0 1 6M20 4v5h-5",
  code: "M3 6h18v12H3zM7 12h.01M11 12h.01M15 12h.01M18 15h-3",
  officer: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4 21c0-5 4-7 8-7s8 2 8 7",
  desk: "M3 11h18M5 11v9M19 11v9M8 11V7h8v4M12 7V4",
  done: "M4 12.5 9.5 18 20 6.5",
  turn_left: "M21 12H4M11 5l-7 7 7 7",
  turn_right: "M3 12h17M13 5l7 7-7 7",
};
const CHOOSING = ["permit", "enrol", "face", "code", "officer"];
const TYPING = { number: "number", permit: "permit", code: "code" };
const el = (id) => document.getElementById(id);

let visit = null;
let typed = "";
let shown = "";
let busy = false;
let acts = 0; // an answer that was asked for before the last press is old
let hushed = false; // the message was read: typing has begun again

const words = () => WORDS[visit?.lang ?? "zh"];
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);

function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== false && value !== null) node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

function drawing(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "drawing");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", DRAWINGS[name]);
  svg.append(path);
  return svg;
}

function button(id, text, press, props = {}) {
  return h("button", { type: "button", id, onclick: press, ...props }, text);
}

function title(text, note) {
  return h("div", { class: "title" }, h("h1", { tabindex: "-1" }, text), note ? h("p", {}, note) : null);
}

// A way of its own weight: all three are made here, alike.
function way(name) {
  const { open, reason } = visit.options[name];
  const press = () => open && (name === "again" ? act("again") : act("route", { route: name }));
  return h(
    "button",
    { type: "button", id: `way-${name}`, class: "way", onclick: press, "aria-disabled": String(!open) },
    drawing(name),
    h("strong", {}, words()[name]),
    h("span", {}, open ? words()[`${name}_note`] : words().reasons[reason]),
  );
}

function instead() {
  const others = Object.keys(visit.options).filter((name) => visit.options[name].open && !sameWay(name));
  const buttons = others.map((name) => button(`way-${name}`, words()[name], () => act("route", { route: name })));
  return h("div", { class: "instead" }, h("span", {}, words().instead), ...buttons);
}

const sameWay = (name) => name === visit.page || (name === "face" && ["permit", "enrol"].includes(visit.page));

function keypad() {
  const keys = [..."123456789"].map((digit) => button(`key-${digit}`, digit, () => type(digit)));
  const back = button("key-back", words().back, erase);
  const ok = button("key-ok", words().ok, submit, { class: "main" });
  return h("div", { class: "keypad" }, ...keys, back, button("key-0", "0", () => type("0")), ok);
}

function typing(heading, note) {
  return [
    h(
      "section",
      { class: "half" },
      title(heading, note),
      h("output", { id: "digits" }, ...[..."01234567"].map((place) => h("b", { class: place === "4" ? "gap" : "" }))),
      h("p", { class: "message", id: "message" }),
      visit.page === "number" ? null : instead(),
    ),
    h("section", { class: "half" }, keypad()),
  ];
}

function camera(note) {
  const oval = document.createElementNS(SVG, "svg");
  oval.setAttribute("viewBox", "0 0 4 3");
  oval.setAttribute("preserveAspectRatio", "none");
  oval.setAttribute("aria-hidden", "true");
  const ring = document.createElementNS(SVG, "ellipse");
  for (const [key, value] of Object.entries({ cx: 2, cy: 1.5, rx: 0.85, ry: 1.2 })) ring.setAttribute(key, value);
  oval.append(ring);
  const picture = h("img", { src: `/api/preview?${Date.now()}`, alt: "" });
  const dots = [0, 1, 2].map((place) => h("i", { class: "dot", id: `dot-${place}` }));
  return [
    h("section", { class: "mirror" }, picture, oval),
    h(
      "section",
      { class: "ask" },
      h("div", { id: "arrow" }),
      h("h1", { id: "prompt", tabindex: "-1", "aria-live": "assertive" }),
      note ? h("div", { id: "good", role: "img" }, ...dots) : null,
      note ? h("p", { class: "small" }, note) : null,
      instead(),
    ),
  ];
}

function last() {
  const { recorded_at: at, route, face, next_due: due } = visit.result;
  const locale = visit.lang === "zh" ? "zh-CN" : "en-GB";
  const long = { timeZone: "Asia/Shanghai", dateStyle: "long" };
  const time = new Date(at).toLocaleString(locale, { ...long, timeStyle: "short" });
  const day = due && new Date(`${due}T12:00:00+08:00`).toLocaleDateString(locale, { timeZone: "Asia/Shanghai", dateStyle: "full" });
  const rows = [[words().when, time], [words().how, words()[route]]].concat(day ? [[words().next, day]] : []);
  return h("dl", {}, ...rows.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
    face && face !== "match" ? h("p", { id: "noface" }, words().noface) : null,
    route === "officer" ? h("p", { id: "waits" }, words().waits) : null);
}

function question() {
  const { code, answers, place, of } = visit.question;
  const text = words().questions[code];
  const press = (answer) => act("answer", { question: code, answer });
  const buttons = answers.map((one) => button(`answer-${one.code}`, text[one.code], () => press(one.code), { class: "answer" }));
  return [title(text.ask, fill(words().step, { n: place, of })), h("div", { class: "answers" }, ...buttons)];
}

const PAGES = {
  idle: () => [h("section", { class: "centre" }, title(words().place, words().touch),
    button("start", words().start, () => act("begin"), { class: "main huge" }))],
  number: () => typing(words().number, words().number_note),
  route: () => [title(words().route, words().route_note), h("div", { class: "ways" }, ...Object.keys(visit.options).map(way)), h("p", { class: "message", id: "message" })],
  failed: () => [title(words().failed, words().failed_note), h("div", { class: "ways" }, ...Object.keys(visit.options).map(way)), h("p", { class: "message", id: "message" })],
  permit: () => typing(words().permit, words().permit_note),
  code: () => typing(words().code_page, words().code_page_note),
  enrol: () => camera(words().enrol_note),
  face: () => camera(null),
  officer: () => [h("section", { class: "centre" }, drawing("officer"), title(words().officer_page, words().officer_page_note),
    button("confirm", words().press, () => act("confirm"), { class: "main huge" }), instead())],
  questions: question,
  done: () => [h("section", { class: "centre" }, drawing("done"), title(words().done), last(),
    button("finish", words().finish, () => act("cancel"), { class: "main huge" }),
    visit.own ? button("own", words().own, own, { class: "huge" }) : null,
    visit.own ? h("p", { class: "message", id: "away", role: "alert" }) : null)],
  desk: () => [h("section", { class: "centre" }, drawing("desk"), title(words().desk, words().messages[visit.message] ?? ""))],
};

function render(next) {
  const before = visit;
  visit = next;
  if (before?.page !== next.page) typed = "";
  if (before?.page !== next.page || before?.message !== next.message) hushed = false;
  if (next.page === "idle") document.documentElement.classList.remove("big");
  const key = JSON.stringify([next.page, next.lang, next.question, next.options]);
  if (key !== shown) redraw(before?.page !== next.page || before?.question?.code !== next.question?.code);
  shown = key;
  update();
}

function redraw(fresh) {
  const held = document.activeElement?.id;
  document.documentElement.lang = visit.lang === "zh" ? "zh-CN" : "en";
  document.title = words().place;
  el("page").className = visit.page;
  el("page").replaceChildren(...PAGES[visit.page]());
  const again = held && !fresh ? el(held) : null;
  (again ?? el("page").querySelector("h1"))?.focus();
}

function update() {
  const text = words();
  el("place").textContent = visit.page === "idle" ? "" : text.place;
  el("big").textContent = text.big;
  el("big").setAttribute("aria-pressed", String(document.documentElement.classList.contains("big")));
  el("lang").textContent = text.other;
  el("leave").textContent = text.leave;
  el("leave").hidden = ["idle", "desk", "done"].includes(visit.page);
  const message = visit.message && !hushed && visit.page !== "desk" ? text.messages[visit.message] : "";
  set("message", message);
  set("say", message || (visit.prompt ? text.prompts[visit.prompt] : ""));
  showDigits();
  showPrompt();
  askStill();
}

function set(id, text) {
  if (el(id) && el(id).textContent !== text) el(id).textContent = text;
}

function showDigits() {
  if (!el("digits")) return;
  el("digits").setAttribute("aria-label", fill(words().typed, { n: typed.length }));
  for (const [place, cell] of [...el("digits").children].entries()) {
    if (cell.textContent !== (typed[place] ?? "")) cell.textContent = typed[place] ?? "";
  }
}

function showPrompt() {
  if (!el("prompt") || !visit.prompt) return;
  set("prompt", words().prompts[visit.prompt]);
  const arrow = visit.prompt.startsWith("turn_") ? visit.prompt : "";
  if (el("arrow").dataset.shows !== arrow) {
    el("arrow").dataset.shows = arrow;
    el("arrow").replaceChildren(...(arrow ? [drawing(arrow)] : []));
  }
  el("good")?.setAttribute("aria-label", fill(words().good, { n: visit.good }));
  for (const place of [0, 1, 2]) el(`dot-${place}`)?.classList.toggle("on", place < visit.good);
}

function askStill() {
  const asked = visit.seconds_left !== null;
  if (asked) {
    set("still-title", visit.lang === "zh" ? "还在吗？ Still here?" : "Still here? 还在吗？");
    set("still-left", fill(words().left, { n: visit.seconds_left }));
    set("stay", words().stay);
    set("end", words().end);
  }
  if (asked && !el("still").open) el("still").showModal();
  if (!asked && el("still").open) el("still").close();
}

function type(digit) {
  if (typed.length < 8) typed += digit;
  hushed = true;
  update();
}

function erase() {
  typed = typed.slice(0, -1);
  update();
}

function submit() {
  const name = TYPING[visit.page];
  act(name, { [name]: typed });
}

async function act(name, body = {}) {
  if (busy) return;
  busy = true;
  try {
    const sent = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
    const answer = await fetch(`/api/visit/${name}`, sent);
    acts += 1;
    typed = "";
    hushed = false;
    if (answer.ok) render(await answer.json());
  } catch {
    set("say", words().offline);
  } finally {
    busy = false;
  }
}

async function own() {
  if (busy) return;
  busy = true;
  set("away", words().own_wait);
  try {
    const sent = { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" };
    const answer = await fetch("/api/own", sent);
    // stays busy on the way out: the box has ended the visit, and this page is about to go
    if (answer.ok) return location.assign((await answer.json()).address);
    set("away", words().own_away);
  } catch {
    set("away", words().own_away);
  }
  busy = false;
}

async function poll() {
  try {
    const before = acts;
    const next = await (await fetch("/api/visit")).json();
    if (!busy && before === acts) render(next);
    el("say").classList.remove("away");
  } catch {
    set("say", words().offline);
    el("say").classList.add("away");
  }
  setTimeout(poll, visit && ["enrol", "face"].includes(visit.page) ? 150 : 400);
}

function keys(event) {
  if (!visit || event.ctrlKey || event.altKey || event.metaKey) return;
  if (el("still").open) {
    if (event.key !== "Tab" && event.key !== "Enter") act("stay");
  } else if (event.key === "Escape") act("cancel");
  else if (TYPING[visit.page] && /^\d$/.test(event.key)) type(event.key);
  else if (TYPING[visit.page] && event.key === "Backspace") erase();
  else if (event.key.startsWith("Arrow")) step(/Right|Down/.test(event.key) ? 1 : -1);
  else if (event.key === "Enter" && document.activeElement?.tagName !== "BUTTON") {
    if (TYPING[visit.page]) submit();
    else el("page").querySelector("button.main")?.click();
  } else return;
  event.preventDefault();
}

function step(by) {
  const all = [...el("page").querySelectorAll("button")];
  const place = all.indexOf(document.activeElement);
  const next = place < 0 ? (by > 0 ? 0 : all.length - 1) : (place + by + all.length) % all.length;
  all[next]?.focus();
}

function large() {
  document.documentElement.classList.toggle("big");
  update();
}

el("big").addEventListener("click", large);
el("lang").addEventListener("click", () => act("lang", { lang: visit.lang === "zh" ? "en" : "zh" }));
el("leave").addEventListener("click", () => act("cancel"));
el("stay").addEventListener("click", () => act("stay"));
el("end").addEventListener("click", () => act("cancel"));
el("still").addEventListener("cancel", (event) => event.preventDefault());
document.addEventListener("keydown", keys);
document.addEventListener("contextmenu", (event) => event.preventDefault());
poll();
