// What all parts of the calendar share: the board, its words, asking the site, showing a panel.

const FETCHED = { "X-Requested-With": "fetch" };

export function makeDesk(root) {
  const board = root.querySelector("[data-desk-board]");
  const live = root.querySelector("[data-desk-live]");
  const words = root.dataset;

  // A redirect is a login that has ended: nothing was done.
  async function ask(url, { body, headers = {} } = {}) {
    const post = body ? { method: "POST", body, headers: { ...FETCHED, ...headers, "X-CSRFToken": words.csrf } } : {};
    try {
      const answer = await fetch(url, { headers: { ...FETCHED, ...headers }, cache: "no-store", ...post });
      return answer.redirected || answer.status >= 500 || answer.status === 403 ? null : answer;
    } catch {
      return null;
    }
  }

  function replacePanel(selector, html, focus) {
    const place = document.querySelector(selector);
    const made = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
    place.replaceWith(made);
    if (focus) made.querySelector("[data-desk-refused], [aria-invalid=true], [data-desk-focus]")?.focus();
    return made;
  }

  const desk = {
    root,
    board,
    words,
    ask,
    step: Number(words.step),
    say: (text) => (live.textContent = text),
    toast: (text, type = "success") =>
      document.dispatchEvent(new CustomEvent("w-messages:add", { detail: { text, type, clear: true } })),
    failed: () => desk.toast(words.textFailed, "error"),
    openPanel: (name) => document.querySelector(`[data-side-panel="${name}"]`)?.dispatchEvent(new Event("open")),
    columns: () => [...board.querySelectorAll("[data-column]")],
    cards: (visit) => (visit ? [...board.querySelectorAll(`[data-visit="${CSS.escape(visit)}"]`)] : []),
    mark(elements) {
      board.querySelectorAll("[aria-current=true]").forEach((one) => one.removeAttribute("aria-current"));
      elements.forEach((one) => one?.setAttribute("aria-current", "true"));
    },
    // The answer of the site as the chosen visit; its toast, where it has one.
    showVisit(html, focus) {
      const panel = replacePanel("[data-desk-visit-panel]", html, false);
      desk.openPanel("visit");
      if (focus) panel.querySelector("[data-desk-refused], [data-desk-focus]")?.focus();
      desk.mark(desk.cards(panel.dataset.visitId));
      remember(panel.dataset.visitId);
      if (panel.dataset.said) desk.toast(panel.dataset.said);
      return panel;
    },
    showNew(html, focus) {
      const panel = replacePanel("[data-desk-new-panel]", html, false);
      desk.openPanel("new-visit");
      if (focus) panel.querySelector("[data-desk-refused], [aria-invalid=true], select, input:not([type=hidden])")?.focus();
      return panel;
    },
  };
  return desk;
}

// What is open stands in the address, so that it can be opened again.
function remember(visit) {
  const address = new URL(window.location.href);
  if (visit) address.searchParams.set("visit", visit);
  else address.searchParams.delete("visit");
  window.history.replaceState(null, "", address);
}

// -- times and rows --

export const marksOf = (column) => column.dataset.marks.split(" ").map((mark) => mark.split(":").map(Number));

// The UTC minute of a row; nothing where that hour does not exist on this day.
export function minuteAt(column, row) {
  const marks = marksOf(column);
  const index = marks.findLastIndex(([at]) => at <= row);
  if (index < 0 || index === marks.length - 1) return null;
  const minute = marks[index][1] + (row - marks[index][0]) * 5;
  return minute < marks[index + 1][1] ? minute : null;
}

export function rowAt(column, minute) {
  const marks = marksOf(column);
  const index = marks.findLastIndex(([, at]) => at <= minute);
  return index < 0 || index === marks.length - 1 ? null : marks[index][0] + Math.floor((minute - marks[index][1]) / 5);
}

// What the clock on the wall says at a row: the axis stands beside the column.
export function clockAt(board, row) {
  const hour = [...board.querySelectorAll(".desk-board__hours > span:not([data-desk-now])")][Math.floor(row / 12)];
  return hour ? `${parseInt(hour.textContent, 10)}:${String((row % 12) * 5).padStart(2, "0")}` : "";
}

export const iso = (minute) => new Date(minute * 60000).toISOString();
