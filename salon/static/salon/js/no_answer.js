// No answer, or none that can be shown: say so, and let what was typed stand. A widget says so in its own place.

function sayNoAnswer(event, isMissing) {
  const box = (event.target.closest?.(".widget") ?? document).querySelector("[data-no-answer]");
  if (!box) return;
  box.hidden = !isMissing;
  if (isMissing) box.querySelector("[role=alert]").focus();
}

["htmx:sendError", "htmx:timeout"].forEach((name) => document.addEventListener(name, (event) => sayNoAnswer(event, true)));
document.addEventListener("htmx:responseError", (event) => event.detail.xhr.status >= 500 && sayNoAnswer(event, true));
document.addEventListener("htmx:beforeRequest", (event) => sayNoAnswer(event, false));
