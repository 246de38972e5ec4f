// The calendar's page: its parts know each other through one desk.

import { makeDesk } from "./calendar_desk.js";
import { keepClock } from "./calendar_clock.js";
import { keepFresh } from "./calendar_fresh.js";
import { move } from "./calendar_move.js";
import { newVisit } from "./calendar_new.js";
import { visits } from "./calendar_visit.js";
import { walk } from "./calendar_walk.js";

const root = document.querySelector("[data-desk-calendar]");

function start() {
  const desk = makeDesk(root);
  const mover = move(desk);
  walk(desk, mover.liftByKey);
  visits(desk);
  newVisit(desk);
  keepClock(desk);
  keepFresh(desk, () => !mover.isMoving());
  root.querySelectorAll("[data-desk-submit]").forEach((field) => {
    field.addEventListener("change", () => field.form.requestSubmit());
  });
  if (document.readyState === "complete") open(desk);
  else window.addEventListener("load", () => open(desk));
}

// Wagtail's panels listen only when its own scripts have run.
function open(desk) {
  const chosen = document.querySelector("[data-desk-visit-panel][data-visit-id]");
  if (chosen) {
    desk.mark(desk.cards(chosen.dataset.visitId));
    desk.openPanel("visit");
  } else if (window.matchMedia("(width >= 75em)").matches) desk.openPanel("waiting");
  const scroller = desk.board.firstElementChild;
  const seen = desk.cards(chosen?.dataset.visitId)[0] || scroller?.querySelector("[data-desk-now=line]");
  if (!seen) return;
  const away = seen.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  scroller.scrollTop = Math.max(0, scroller.scrollTop + away - scroller.clientHeight / 3);
}

if (root) start();
