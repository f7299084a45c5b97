"use strict";
// One listener each: light up the evidence of a line, and show what the filters leave.
const lines = [...document.querySelectorAll("li[data-notes]")];
const marks = [...document.querySelectorAll("mark")];
const reports = [...document.querySelectorAll("details.report")];
const said = document.getElementById("said");
const controls = document.getElementById("controls");
controls.hidden = false;

const notesOf = (line) => new Set(line.dataset.notes.split(" "));

function light(line) {
  lines.forEach((other) => other.querySelector("button").setAttribute("aria-pressed", String(other === line)));
  const notes = line ? notesOf(line) : new Set();
  const lit = marks.filter((mark) => mark.dataset.notes.split(" ").some((note) => notes.has(note)));
  marks.forEach((mark) => mark.classList.toggle("lit", lit.includes(mark)));
  const first = lit[0];
  if (first) {
    lit.forEach((mark) => { mark.closest("details").open = true; });
    first.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    const count = new Set(lit.map((mark) => mark.closest("details"))).size;
    said.textContent = `${notes.size} passage${notes.size === 1 ? "" : "s"} lit in ${count} report${count === 1 ? "" : "s"}`;
  } else {
    said.textContent = "";
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("li[data-notes] > button");
  if (button) light(button.getAttribute("aria-pressed") === "true" ? null : button.parentElement);
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") light(null); });

function filter() {
  const firm = new Set([...controls.querySelectorAll("input[name=firmness]:checked")].map((box) => box.value));
  const who = controls.elements.source.value;
  const slider = controls.elements.known;
  const day = slider ? slider.dataset.days.split(" ")[slider.value] : "";
  if (slider) controls.elements.day.value = slider.dataset.names.split("|")[slider.value];
  lines.forEach((line) => {
    const told = line.dataset.firmness;
    const known = !day || !line.dataset.since || line.dataset.since <= day;
    line.hidden = !(known && (!told || firm.has(told)) && (!who || line.dataset.who.split("|").includes(who)));
  });
  reports.forEach((report) => { report.hidden = Boolean(day && report.dataset.day && report.dataset.day > day); });
  document.querySelectorAll("article").forEach((card) => {
    card.hidden = Boolean(card.querySelector("li[data-notes]")) && !card.querySelector("li[data-notes]:not([hidden])");
  });
  const left = lines.filter((line) => !line.hidden).length;
  said.textContent = left === lines.length ? "" : `${left} of ${lines.length} lines shown`;
}
controls.addEventListener("input", filter);
controls.addEventListener("change", filter); // some tools and old browsers send only this
