/* The box above the boxes, and how many are ticked. Without this script each row is ticked by itself. */
const form = document.querySelector("#bulk-form");
const rows = () => [...document.querySelectorAll('[name="row"][form="bulk-form"]')];
const all = () => document.querySelector("[data-tick-all]");

function tell() {
    const ticked = rows().filter((box) => box.checked).length;
    form.querySelector("[data-ticked]").textContent = ticked ? `: ${ticked}` : "";
    if (!all()) return;
    all().hidden = false;
    all().checked = ticked > 0 && ticked === rows().length;
    all().indeterminate = ticked > 0 && ticked < rows().length;
}

document.addEventListener("change", (event) => {
    if (event.target === all()) rows().forEach((box) => (box.checked = event.target.checked));
    tell();
});
// The list is drawn anew when it is searched or narrowed.
document.addEventListener("w-swap:success", tell);
tell();
