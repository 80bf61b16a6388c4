// Every page works without this file: it starts the GOV.UK components, in the page and in what htmx brings later.
import { initAll } from "./govuk/govuk-frontend.min.js";

const begun = (error) => error?.name === "InitError" || /already initialised/.test(String(error));

function start(scope) {
  initAll({
    scope,
    onError: (error) => {
      if (!begun(error)) console.error(error);
    },
  });
}

initAll();

document.addEventListener("htmx:load", (event) => {
  const arrived = event.detail?.elt;
  // The parent, because the arrived element may itself be the component.
  if (arrived instanceof Element && arrived !== document.body) start(arrived.parentElement ?? arrived);
});

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-app-print]") : null;
  if (button) window.print();
});

for (const button of document.querySelectorAll("[data-app-print]")) button.hidden = false;

// A field that only some answers call for is out of sight until one of them is chosen; without this file it stays, with its own words.
const [WHEN, VALUES] = ["data-app-shown-when", "data-app-shown-values"];

function chosen(form, name) {
  return new FormData(form).getAll(name).map(String);
}

function show(form) {
  for (const part of form.querySelectorAll(`[${WHEN}]`)) {
    const values = (part.getAttribute(VALUES) ?? "").split(" ");
    const asked = chosen(form, part.getAttribute(WHEN)).some((value) => values.includes(value));
    // What is wrong, or already typed, is never out of sight.
    const kept = part.querySelector(".govuk-error-message") || [...part.querySelectorAll("input[type=text], textarea")].some((box) => box.value);
    part.hidden = !asked && !kept;
  }
}

for (const form of new Set([...document.querySelectorAll(`[${WHEN}]`)].map((part) => part.closest("form")).filter(Boolean))) {
  show(form);
  form.addEventListener("change", () => show(form));
}

// Folded sections: all at once, on paper, and the one that an address points into.
for (const line of document.querySelectorAll("[data-app-open-all]")) {
  const sections = [...document.getElementById(line.dataset.appOpenAll).querySelectorAll("details")];
  const button = line.querySelector("button");
  const [open, close] = [button.textContent, line.dataset.appClose];
  line.hidden = false;
  button.addEventListener("click", () => {
    const opening = sections.some((section) => !section.open);
    for (const section of sections) section.open = opening;
    button.textContent = opening ? close : open;
  });
}

function reveal() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = target && target.closest("details:not([open])");
  if (!folded) return;
  folded.open = true;
  target.scrollIntoView();
}

reveal();
window.addEventListener("hashchange", reveal);
