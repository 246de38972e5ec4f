// The chosen visit: opened by its card or from a list; each button of its panel posts in the background.

export function visits(desk) {
  async function open(url, card) {
    if (card) desk.rove(card);
    const answer = await desk.ask(url);
    if (!answer?.ok) return desk.failed();
    desk.showVisit(await answer.text(), true);
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target.closest("[data-visit], [data-open-visit]");
    if (!link?.href) return;
    event.preventDefault();
    open(link.href, link.dataset.visit && link);
  });

  // Escape in a panel leads back to where one was on the board.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !event.target.closest?.("[data-side-panel]")) return;
    desk.board.querySelector("[tabindex='0'][data-visit], [tabindex='0'][data-gap]")?.focus();
  });

  async function act(form, button) {
    const body = new FormData(form, button);
    const answer = await desk.ask(button?.getAttribute("formaction") || form.action, { body });
    if (!answer || ![200, 409].includes(answer.status)) return desk.failed();
    const html = await answer.text();
    const waits = form.closest("[data-desk-waiting]");
    if (waits && answer.ok) {
      leaveQueue(form.closest("li"), waits);
      desk.toast(new DOMParser().parseFromString(html, "text/html").querySelector("[data-said]").dataset.said);
    } else desk.showVisit(html, true);
    desk.refresh();
  }

  // The focus goes on to the next of the list.
  function leaveQueue(line, waits) {
    const onward = line.nextElementSibling || line.previousElementSibling;
    line.remove();
    (onward?.querySelector("button, a") || waits.closest("[data-side-panel]"))?.focus();
    document.activeElement.blur?.call(onward ? null : document.activeElement);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-desk-act]");
    if (!form) return;
    event.preventDefault();
    act(form, event.submitter);
  });
}
