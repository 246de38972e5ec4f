// The board, what waits and the totals are asked for again: after each change, and every twenty seconds while the page
// is visible. The site answers nothing at all where nothing has changed.

const EVERY = 20000;

export function keepFresh(desk, mayChange) {
  let tag = "";
  let missed = 0;

  // What a person is on stays what she is on.
  const keyOf = (element) => {
    const found = element?.closest?.("[data-appointment], [data-gap]");
    if (!found || !desk.board.contains(found)) return null;
    const column = found.closest("[data-column]").dataset.column;
    return found.dataset.appointment
      ? `[data-appointment="${found.dataset.appointment}"]`
      : `[data-column="${column}"] [data-gap][data-start="${found.dataset.start}"]`;
  };

  function show(html) {
    const parts = new DOMParser().parseFromString(html, "text/html");
    const scroller = desk.board.firstElementChild;
    const at = scroller && [scroller.scrollLeft, scroller.scrollTop];
    const focused = keyOf(document.activeElement);
    const chosen = desk.board.querySelector("[data-gap][aria-current=true]");
    const gap = chosen && keyOf(chosen);
    desk.board.replaceChildren(...parts.querySelector("[data-part=board]").childNodes);
    if (at) desk.board.firstElementChild?.scrollTo(...at);
    const visit = document.querySelector("[data-desk-visit-panel]")?.dataset.visitId;
    desk.mark(gap ? [desk.board.querySelector(gap)] : desk.cards(visit));
    desk.rove(focused && desk.board.querySelector(focused));
    if (focused) desk.board.querySelector(focused)?.focus({ preventScroll: true });
    showWaiting(parts);
    desk.root.querySelector("[data-desk-totals]").replaceChildren(...parts.querySelector("[data-part=totals]").childNodes);
  }

  function showWaiting(parts) {
    const old = document.querySelector("[data-desk-waiting]");
    const made = parts.querySelector("[data-desk-waiting]");
    if (!old || !made || old.contains(document.activeElement)) return;
    old.replaceWith(made);
    const toggle = document.querySelector('[data-side-panel-toggle="waiting"]');
    toggle?.setAttribute("aria-label", desk.words.textWaiting.replace("{n}", made.dataset.count));
    const badge = toggle?.querySelector("[data-side-panel-toggle-counter]");
    if (!badge) return;
    badge.textContent = made.dataset.count;
    badge.classList.toggle("!w-hidden", made.dataset.count === "0");
  }

  desk.refresh = async () => {
    const address = new URL(window.location.href);
    address.searchParams.set("board", "1");
    address.searchParams.delete("visit");
    const answer = await desk.ask(address, { headers: tag ? { "If-None-Match": tag } : {} });
    missed = answer ? 0 : missed + 1;
    if (missed === 3) desk.toast(desk.words.textOffline, "warning");
    if (answer?.status !== 200 || !mayChange()) return;
    tag = answer.headers.get("ETag") || "";
    show(await answer.text());
  };

  const look = () => document.visibilityState === "visible" && mayChange() && desk.refresh();
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
}
