// No answer, or none that can be shown: say so, and let what was typed stand.

function sayNoAnswer(isMissing) {
  const box = document.querySelector("[data-no-answer]");
  box.hidden = !isMissing;
  if (isMissing) box.querySelector("[role=alert]").focus();
}

["htmx:sendError", "htmx:timeout"].forEach((name) => document.addEventListener(name, () => sayNoAnswer(true)));
document.addEventListener("htmx:responseError", (event) => event.detail.xhr.status >= 500 && sayNoAnswer(true));
document.addEventListener("htmx:beforeRequest", () => sayNoAnswer(false));
