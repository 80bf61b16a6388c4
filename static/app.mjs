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
