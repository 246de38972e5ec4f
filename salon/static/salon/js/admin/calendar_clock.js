// The now-line goes on between two looks at the site, by the site's clock.

import { clockAt, rowAt } from "./calendar_desk.js";

const EVERY = 30000;

export function keepClock(desk) {
  const began = performance.now();
  const place = (element, row) => {
    element.hidden = row === null;
    if (row !== null) element.className = element.className.replace(/\bat-\d+/, `at-${row}`);
  };
  const tick = () => {
    const now = Number(desk.words.now) + Math.floor((performance.now() - began) / 60000);
    desk.columns().forEach((column) => {
      const line = column.querySelector("[data-desk-now=line]");
      const row = rowAt(column, now);
      if (!line) return;
      place(line, row);
      const label = desk.board.querySelector("[data-desk-now=time]");
      place(label, row);
      if (row !== null) label.textContent = clockAt(desk.board, row).replace(/\d\d$/, String(now % 60).padStart(2, "0"));
    });
  };
  setInterval(tick, EVERY);
}
