// The suggestions below the field: plain links, which the arrows reach too. Escape takes them away.

document.querySelectorAll("[data-search]").forEach((form) => {
  const field = form.querySelector("input[type=search]");
  const place = form.querySelector(".suggestions");

  const walk = (step) => {
    const stops = [field, ...place.querySelectorAll("a")];
    stops.at((stops.indexOf(document.activeElement) + step) % stops.length).focus();
  };

  form.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && place.querySelector("a")) {
      event.preventDefault();
      walk(step);
    } else if (event.key === "Escape" && place.childElementCount) {
      event.preventDefault();
      field.focus();
      place.replaceChildren();
    }
  });
});
