// A new visit: click a gap, fill four inputs. The pointer's place in the gap chooses the time, the keyboard takes its
// start. The time is held as soon as a service says how long it is, and given back when the form goes.

import { clockAt, iso, marksOf, rowAt } from "./calendar_desk.js";

const PROLONG = 120000;
const TYPING = 250;
const SHORTEST = 2;

export function newVisit(desk) {
  const { board } = desk;
  let held = false;
  let typed = null;
  let asked = 0;
  let room = 0; // minutes to the end of the chosen gap

  const form = () => document.querySelector("[data-desk-new-visit]");

  function minuteIn(gap, y) {
    const box = gap.getBoundingClientRect();
    const [start, end] = [Number(gap.dataset.start), Number(gap.dataset.end)];
    const wanted = start + ((y - box.top) / box.height) * (end - start);
    // Quarters of the wall's hour, whatever the gap begins with.
    const [, hour] = marksOf(gap.closest("[data-column]"))[0];
    const snapped = hour + Math.floor((wanted - hour) / desk.step) * desk.step;
    return Math.min(Math.max(start, snapped), end - 5);
  }

  const showTime = (gap, minute) => {
    const row = rowAt(gap.closest("[data-column]"), minute);
    if (row !== null) gap.querySelector("[data-gap-time]").textContent = clockAt(board, row);
  };

  async function choose(gap, minute) {
    letGo();
    desk.rove(gap);
    desk.mark([gap]);
    showTime(gap, minute);
    const master = gap.closest("[data-column]").dataset.master;
    const words = new URLSearchParams({ master, start: iso(minute) });
    const answer = await desk.ask(`${desk.words.newUrl}?${words}`);
    if (!answer?.ok) return desk.failed();
    room = Number(gap.dataset.end) - minute;
    desk.showNew(await answer.text(), true);
  }

  board.addEventListener("pointermove", (event) => {
    const gap = event.target.closest("[data-gap]");
    if (gap && !gap.ariaCurrent) showTime(gap, minuteIn(gap, event.clientY));
  });

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const gap = event.target.closest("[data-gap]");
    const listed = event.target.closest("[data-open-gap]");
    const fresh = event.target.closest("[data-desk-new]");
    const found = gap || (listed && inList(listed)) || (fresh && board.querySelector("[data-gap]"));
    if (!found) return;
    event.preventDefault();
    choose(found, gap && event.detail ? minuteIn(gap, event.clientY) : Number(found.dataset.start));
  });
  const inList = ({ dataset }) =>
    board.querySelector(`[data-column="${dataset.openGap}"] [data-gap][data-start="${dataset.start}"]`);

  // -- the hold --

  async function hold() {
    const { elements } = form();
    const body = new FormData();
    ["master", "start", "draft"].forEach((name) => body.set(name, elements[name].value));
    [elements.service.value, elements.second.value].filter(Boolean).forEach((slug) => body.append("service", slug));
    const line = form().querySelector("[data-desk-fit]");
    const needed = ["service", "second"].reduce((sum, name) => sum + Number(elements[name].selectedOptions[0].dataset.minutes || 0), 0);
    if (!needed) {
      letGo();
      return line.replaceChildren();
    }
    if (needed > room) {
      letGo();
      line.textContent = desk.words.textTooShort.replace("{free}", room).replace("{needed}", needed);
      return line.classList.add("is-bad");
    }
    const answer = await desk.ask(desk.words.holdUrl, { body });
    const said = answer && (await answer.json().catch(() => null));
    held = Boolean(answer?.ok);
    line.textContent = said?.message || desk.words.textFailed;
    line.classList.toggle("is-bad", !held);
  }

  function letGo() {
    const draft = form()?.elements.draft.value;
    if (!held || !draft) return;
    held = false;
    const body = new URLSearchParams({ draft, csrfmiddlewaretoken: desk.words.csrf });
    fetch(desk.words.releaseUrl, { method: "POST", body, keepalive: true, headers: { "X-Requested-With": "fetch" } });
  }

  let touched = false;
  setInterval(() => {
    if (held && touched && form()) hold();
    touched = false;
  }, PROLONG);
  window.addEventListener("pagehide", letGo);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-visit], [data-open-visit]")) return;
    letGo();
  });

  // -- known clients --

  async function suggest(field) {
    const place = form().querySelector("[data-desk-found]");
    const words = field.value.trim();
    const mine = ++asked;
    if (words.length < SHORTEST) return place.replaceChildren();
    const answer = await desk.ask(`${desk.words.peopleUrl}?${new URLSearchParams({ q: words })}`);
    if (!answer?.ok || mine !== asked || !place.isConnected) return;
    place.innerHTML = await answer.text();
    field.closest(".w-field__wrapper").after(place);
  }

  function take(button) {
    const { elements } = form();
    const { name, contact, language } = button.dataset;
    elements.name.value = name;
    if (contact) elements.contact.value = contact;
    if (language) elements.language.value = language;
    form().querySelector("[data-desk-found]").replaceChildren();
    form().querySelector("[type=submit]").focus();
  }

  document.addEventListener("input", (event) => {
    if (!event.target.closest("[data-desk-new-visit]")) return;
    touched = true;
    event.target.removeAttribute("aria-invalid");
    if (!("deskPeople" in event.target.dataset)) return;
    clearTimeout(typed);
    typed = setTimeout(() => suggest(event.target), TYPING);
  });
  document.addEventListener("change", (event) => {
    if (event.target.closest("[data-desk-new-visit]") && ["service", "second"].includes(event.target.name)) hold();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-desk-found] button");
    if (button) take(button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" || !("deskPeople" in (event.target.dataset || {}))) return;
    const first = form()?.querySelector("[data-desk-found] button");
    if (!first) return;
    event.preventDefault();
    first.focus();
  });

  // -- booking --

  document.addEventListener("submit", async (event) => {
    const sent = event.target.closest("[data-desk-new-visit]");
    if (!sent || sent !== form()) return;
    event.preventDefault();
    const answer = await desk.ask(sent.action, { body: new FormData(sent) });
    if (!answer || ![200, 409, 422].includes(answer.status)) return desk.failed();
    const html = await answer.text();
    if (!answer.ok) return desk.showNew(html, true);
    held = false;
    sent.replaceChildren();
    desk.showVisit(html, true);
    await desk.refresh();
  });
}
