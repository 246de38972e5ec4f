// Small helps for every page. Each page works without them.

const each = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);

// Today in the opening hours, in the salon's own time zone. Not marked by the server: the page may come from a cache.
function markToday() {
  each("[data-zone]", (table) => {
    const day = new Intl.DateTimeFormat("en", { weekday: "short", timeZone: table.dataset.zone }).format(new Date());
    const number = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(day);
    each(`[data-weekday="${number}"]`, (row) => {
      row.dataset.today = "";
      row.setAttribute("aria-current", "date");
    }, table);
  });
}

// Unfolded menus close by Escape, which gives the focus back, and by a tap elsewhere. (Popovers do so by themselves.)
function closeMenus(event) {
  each(".lang-menu[open]", (menu) => {
    if (event.type === "keydown") {
      if (event.key !== "Escape") return;
      menu.querySelector("summary").focus();
    } else if (menu.contains(event.target)) return;
    menu.open = false;
  });
}

// Print and copy exist only where a script can do them.
function offerHelpers() {
  each("[data-print]", (button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
  if (!navigator.clipboard) return;
  each("[data-copy]", (button) => {
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
      button.textContent = button.dataset.done;
    });
  });
}

markToday();
offerHelpers();
document.addEventListener("keydown", closeMenus);
document.addEventListener("click", closeMenus);
