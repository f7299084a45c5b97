"use strict";
// Light up the evidence of a line, and show what the filters leave. Without this script the page is whole, but still.
const lines = [...document.querySelectorAll("li[data-notes]")];
const reports = [...document.querySelectorAll("details.report")];
const dated = [...document.querySelectorAll(".firm[data-since]")];
const cards = [...document.querySelectorAll("article")];
const said = document.getElementById("said");
const proof = document.getElementById("proof");
const controls = document.getElementById("controls");
const small = matchMedia("(max-width: 63.99rem)");
const still = matchMedia("(prefers-reduced-motion: reduce)");
controls.hidden = false;
for (const line of lines) {
  const say = line.firstElementChild;
  say.role = "button";
  say.tabIndex = 0;
  say.ariaPressed = "false";
}

let lit = []; // the line that is lit, and its marks
let marksOf; // note -> its marks, made at the first click
function marksFor(notes) {
  if (!marksOf) {
    marksOf = new Map();
    for (const mark of document.querySelectorAll("mark")) {
      for (const note of mark.dataset.notes.split(" ")) marksOf.set(note, [...(marksOf.get(note) ?? []), mark]);
    }
  }
  return [...new Set(notes.flatMap((note) => marksOf.get(note) ?? []))];
}
const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

function light(line) {
  const before = lit[0];
  if (before) before.firstElementChild.ariaPressed = "false";
  for (const mark of lit.slice(1)) mark.classList.remove("lit");
  lit = [];
  proof.hidden = true;
  said.textContent = "";
  if (!line) return;
  const notes = line.dataset.notes.split(" ");
  const marks = marksFor(notes);
  lit = [line, ...marks];
  line.firstElementChild.ariaPressed = "true";
  for (const mark of marks) {
    mark.classList.add("lit");
    mark.closest("details").open = true;
  }
  const held = new Set(marks.map((mark) => mark.closest("details"))).size;
  said.textContent = `${counted(notes.length, "passage")} lit in ${counted(held, "report")}`;
  if (small.matches) return show(notes);
  marks[0]?.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
}

function show(notes) { // on a small screen the words come to the reader
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  const quotes = notes.map((note) => {
    const quote = document.createElement("p");
    quote.append(`${note}  `, document.getElementById(`note-${note}`).firstElementChild.cloneNode(true));
    return quote;
  });
  proof.replaceChildren(close, ...quotes);
  proof.hidden = false;
}

function pressed(target) {
  const say = target.closest(".say");
  if (say) light(say.ariaPressed === "true" ? null : say.parentElement);
  if (target.closest("#proof button")) light(null);
  return Boolean(say);
}
document.addEventListener("click", (event) => {
  if (String(getSelection())) return; // words are being selected, to be copied
  pressed(event.target);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") light(null);
  if ((event.key === "Enter" || event.key === " ") && event.target.matches(".say") && pressed(event.target)) event.preventDefault();
});

function filter() {
  const firm = new Set([...controls.querySelectorAll("input[name=firmness]:checked")].map((box) => box.value));
  const who = controls.elements.source.value;
  const slider = controls.elements.known;
  const at = slider ? Number(slider.value) : 0;
  const day = slider ? slider.dataset.days.split(" ")[at] : "";
  const isPast = Boolean(slider) && at < Number(slider.max);
  if (slider) controls.elements.day.value = slider.dataset.names.split("|")[at];
  const isKnown = (since) => !day || !since || since <= day;
  for (const line of lines) {
    const { firmness, since } = line.dataset;
    line.hidden = !(isKnown(since) && (!firmness || firm.has(firmness)) && (!who || line.dataset.who.split("|").includes(who)));
  }
  for (const status of dated) status.hidden = !isKnown(status.dataset.since);
  for (const report of reports) report.hidden = Boolean(day && report.dataset.day && report.dataset.day > day);
  for (const card of cards) {
    card.hidden = Boolean(card.querySelector("li[data-notes]")) && !card.querySelector("li[data-notes]:not([hidden])");
    const id = card.firstElementChild.id;
    const row = id && document.querySelector(`tr a[href="#${id}"]`)?.closest("tr");
    if (row) row.hidden = card.hidden;
  }
  const left = lines.filter((line) => !line.hidden).length;
  const shown = left === lines.length ? "" : `${left} of ${lines.length} lines shown`;
  said.textContent = isPast ? `${shown}; what was reported later is hidden, and was weighed in what is shown` : shown;
}
controls.addEventListener("input", filter);
controls.addEventListener("change", filter); // some tools and old browsers send only this
