// Whoever changes a date of a report means own dates.
const form = document.querySelector("[data-report-filters]");

form?.addEventListener("change", ({ target }) => {
    if (["first", "last"].includes(target.name)) form.elements.period.value = "own";
});
