// The keyboard on the board: one tab stop, arrows walk, Home and End, Enter opens (it is a link), M moves.

const STOPS = "[data-visit], [data-gap]";

export function walk(desk, lift) {
  const { board } = desk;
  const inColumn = (column) => [...column.querySelectorAll(STOPS)];

  desk.rove = (to) => {
    const all = [...board.querySelectorAll(STOPS)];
    const home = to || all.find((one) => one.ariaCurrent) || all.find((one) => one.classList.contains("is-running")) || all[0];
    all.forEach((one) => (one.tabIndex = one === home ? 0 : -1));
    return home;
  };

  function nearest(here, column) {
    const box = here.getBoundingClientRect();
    const away = (one) => {
      const other = one.getBoundingClientRect();
      return Math.max(0, other.top - box.top - 1, box.top + 1 - other.bottom);
    };
    return inColumn(column).sort((one, other) => away(one) - away(other))[0];
  }

  function beside(here, by) {
    const columns = desk.columns().filter((one) => inColumn(one).length);
    const column = columns[columns.indexOf(here.closest("[data-column]")) + by];
    return column && nearest(here, column);
  }

  function next(here, key) {
    const all = inColumn(here.closest("[data-column]"));
    const at = all.indexOf(here);
    const ways = {
      ArrowDown: () => all[at + 1],
      ArrowUp: () => all[at - 1],
      ArrowRight: () => beside(here, 1),
      ArrowLeft: () => beside(here, -1),
      Home: () => all[0],
      End: () => all.at(-1),
    };
    return ways[key]?.();
  }

  board.addEventListener("keydown", (event) => {
    const here = event.target.closest(STOPS);
    if (!here || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key.toLowerCase() === "m" && here.dataset.moveUrl) {
      event.preventDefault();
      lift(here);
      return;
    }
    const found = next(here, event.key);
    if (!found) return;
    event.preventDefault();
    desk.rove(found).focus();
  });
  desk.rove();
}
