// Moving an appointment: by its card or grip with a pointer, by M and the arrow keys, or by the panel's Move. The page
// only proposes, and refuses what is visibly taken; the dialog asks, the site decides. A refusal leaves everything as
// it was.

import { clockAt, iso, minuteAt, rowAt } from "./calendar_desk.js";

const FAR_ENOUGH = 5;

export function move(desk) {
  const { board, words } = desk;
  const stepRows = desk.step / 5;
  let moving = null;
  let dragged = false; // a drag ends with a click, which must not open the card

  const taken = (column) =>
    [...column.querySelectorAll("[data-taken]")]
      .filter((item) => item.dataset.of !== moving.card.dataset.appointment)
      .map((item) => item.dataset.taken.split(":").map(Number));

  function fits() {
    const start = minuteAt(moving.column, moving.row);
    if (start === null) return false;
    const busy = taken(moving.column);
    return moving.parts.every(([from, to]) => !busy.some(([begin, end]) => start + from < end && begin < start + to));
  }

  function draw() {
    const free = fits();
    const at = clockAt(board, moving.row);
    moving.ghost.className = `desk-ghost at-${moving.row} for-${moving.rows}${free ? "" : " is-taken"}`;
    moving.ghost.textContent = `${at} ${free ? moving.card.dataset.who : words.textTaken}`;
    if (moving.ghost.parentElement !== moving.column) moving.column.append(moving.ghost);
    desk.say(`${at}, ${moving.column.dataset.title}: ${free ? words.textFree : words.textTaken}`);
  }

  function lift(card) {
    const column = card.closest("[data-column]");
    const parts = card.dataset.parts.split(" ").map((part) => part.split(":").map(Number));
    const rows = Math.ceil(Math.max(...parts.map(([, to]) => to)) / 5);
    const ghost = Object.assign(document.createElement("li"), { ariaHidden: "true" });
    const row = rowAt(column, Number(card.dataset.start)) ?? 0;
    moving = { card, column, from: column, row, home: row, parts, rows, ghost };
    card.classList.add("is-lifted");
    draw();
  }

  function drop() {
    moving?.ghost.remove();
    moving?.card.classList.remove("is-lifted");
    document.body.classList.remove("is-dragging");
    moving = null;
  }

  function propose() {
    const { card, column, from, row, home } = moving;
    const free = fits();
    const start = minuteAt(column, row);
    drop();
    if (column === from && row === home) return card.focus();
    const where = `${clockAt(board, row)}, ${column.dataset.title}`;
    if (!free) {
      desk.toast(`${where}: ${words.textTaken}`, "warning");
      return card.focus();
    }
    askFor(card, column, start, `${clockAt(board, home)}, ${from.dataset.title}`, where);
  }

  function askFor(card, column, start, from, to) {
    const dialog = document.getElementById("desk-move");
    const form = dialog.querySelector("[data-desk-move]");
    form.action = card.dataset.moveUrl;
    form.dataset.moves = card.dataset.appointment;
    form.elements.master.value = column.dataset.masterId;
    form.elements.start.value = iso(start);
    const say = (name, text) => (form.querySelector(`[data-desk-move-${name}]`).textContent = text);
    say("who", card.dataset.who);
    say("from", from);
    say("to", to);
    say("error", "");
    form.querySelector("[data-desk-move-error]").hidden = true;
    dialog.dispatchEvent(new CustomEvent("w-dialog:show"));
  }

  // -- pointer --

  function follow(card, pressed) {
    const grabbed = pressed.clientY - card.getBoundingClientRect().top;
    const go = (event) => {
      if (!moving) {
        if (Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) < FAR_ENOUGH) return;
        lift(card);
        dragged = true;
        document.body.classList.add("is-dragging");
      }
      const under = document.elementsFromPoint(event.clientX, event.clientY);
      const column = under.find((one) => one.matches("[data-column]")) || moving.column;
      const box = column.getBoundingClientRect();
      const all = 12 * board.querySelectorAll(".desk-board__hours > span:not([data-desk-now])").length;
      const row = ((event.clientY - grabbed - box.top) / box.height) * all;
      moving.column = column;
      moving.row = Math.min(Math.max(0, Math.round(row / stepRows) * stepRows), all - 1);
      draw();
    };
    const stop = () => {
      window.removeEventListener("pointermove", go);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", leave);
      window.removeEventListener("keydown", escape, true);
    };
    const up = () => {
      stop();
      if (moving) propose();
    };
    const leave = () => {
      stop();
      drop();
    };
    const escape = (event) => event.key === "Escape" && leave();
    window.addEventListener("pointermove", go);
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", leave);
    window.addEventListener("keydown", escape, true);
  }

  board.addEventListener("pointerdown", (event) => {
    dragged = false;
    const card = event.target.closest("[data-move-url]");
    const grip = event.target.closest("[data-desk-grip]");
    if (!card || moving || event.button || !(grip || event.pointerType === "mouse")) return;
    follow(card, event);
  });
  board.addEventListener(
    "click",
    (event) => {
      if (!dragged) return;
      event.preventDefault();
      event.stopPropagation();
      dragged = false;
    },
    true,
  );
  board.addEventListener("dragstart", (event) => event.preventDefault());

  // -- keyboard --

  function stepTo(key) {
    const side = { ArrowLeft: -1, ArrowRight: 1 }[key];
    const by = { ArrowUp: -stepRows, ArrowDown: stepRows }[key];
    const columns = desk.columns();
    const last = 12 * board.querySelectorAll(".desk-board__hours > span:not([data-desk-now])").length - 1;
    if (side) moving.column = columns[columns.indexOf(moving.column) + side] || moving.column;
    if (by) moving.row = Math.min(Math.max(0, moving.row + by), last);
    return Boolean(side || by);
  }

  function keys(event) {
    if (!moving) return;
    const ends = ["Enter", "Escape"].includes(event.key);
    if (!ends && !stepTo(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!ends) {
      draw();
      moving.ghost.scrollIntoView({ block: "nearest", inline: "nearest" });
      return;
    }
    window.removeEventListener("keydown", keys, true);
    const { card } = moving;
    if (event.key === "Enter") propose();
    else {
      drop();
      card.focus();
    }
  }

  function liftByKey(card) {
    if (moving) return;
    lift(card);
    const said = words.textMoving.replace("{what}", card.dataset.who);
    desk.say(said);
    desk.toast(said, "info");
    window.addEventListener("keydown", keys, true);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-desk-start-move]");
    const card = link && board.querySelector(`[data-move-url][data-appointment="${link.dataset.deskStartMove}"]`);
    if (!card) return;
    event.preventDefault();
    desk.rove(card).focus();
    liftByKey(card);
  });

  // -- the dialog's answer --

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-desk-move]");
    if (!form) return;
    event.preventDefault();
    const answer = await desk.ask(form.action, { body: new FormData(form) });
    const text = answer && [200, 409, 422].includes(answer.status) ? await answer.text() : words.textFailed;
    if (!answer?.ok) {
      const error = form.querySelector("[data-desk-move-error]");
      error.textContent = text;
      error.hidden = false;
      return;
    }
    form.closest("[data-controller~='w-dialog']").dispatchEvent(new CustomEvent("w-dialog:hide"));
    desk.showVisit(text, false);
    await desk.refresh();
    const card = board.querySelector(`[data-appointment="${form.dataset.moves}"]`);
    if (card) desk.rove(card).focus();
  });

  return { liftByKey, isMoving: () => moving !== null };
}
