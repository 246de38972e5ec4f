// The button that opens the browser's own print dialog.

const button = document.querySelector("[data-desk-print]");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
