// Asks whether others may count, once, and does what was answered. Decided here: a kept page knows nobody.
import { answerTo, begin } from "./statistics.js";

const bar = document.querySelector("[data-consent]");

async function answer(event) {
  event.preventDefault();
  const { form, value } = event.submitter;
  const choice = new URLSearchParams({ choice: value });
  bar.hidden = true;
  try {
    await fetch(form.action, { method: "POST", body: choice, headers: { Accept: "application/json" } });
  } catch {
    // Not heard, so not answered: asked again on the next page.
    return;
  }
  if (answerTo(bar.dataset.consent) === "agreed") begin(bar.dataset);
}

const known = answerTo(bar.dataset.consent);
if (known === "agreed") begin(bar.dataset);
if (!known) {
  bar.hidden = false;
  bar.querySelector("form").addEventListener("submit", answer);
}
