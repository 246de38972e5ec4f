// The wizard's helps. Every step is a plain page and a plain form; nothing here is needed to book.

const find = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const lang = document.documentElement.lang;
const plural = new Intl.PluralRules(lang);
const NBSP = "\u00a0";

// The same forms as the server's: Unicode CLDR, short, no break between number and unit.
const inUnit = (number, unit) =>
  new Intl.NumberFormat(lang, { style: "unit", unit, unitDisplay: "short" }).format(number).replaceAll(" ", NBSP);

function span(minutes) {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours && inUnit(hours, "hour"), (rest || !hours) && inUnit(rest, "minute")].filter(Boolean).join(" ");
}

function euro(amount) {
  const digits = Number.isInteger(amount) ? 0 : 2;
  const form = { style: "currency", currency: "EUR", minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(lang, form).format(amount).replace("EUR", "€");
}

function inForm(forms, number) {
  return forms[plural.select(number)].replace("{n}", number);
}

// A page may hold several forms with a sum: a form's own has the button that sends it.
const tallyOf = (form) => form && find(`.tally:has([form="${form.id}"])`);

// The sum, at once. The server says the same after "Continue".
function tallyUp(form) {
  const tally = tallyOf(form);
  if (!tally) return;
  const boxes = all(":checked[data-amount]", form);
  const sum = (key) => boxes.reduce((total, box) => total + Number(box.dataset[key]), 0);
  const price = (amount, least) => (least ? tally.dataset.from.replace("{price}", amount).replaceAll(" ", NBSP) : amount);
  const least = (box) => "from" in box.dataset;
  const line = (box) => {
    const row = document.createElement("li");
    const name = row.appendChild(document.createElement("span"));
    const minutes = document.createElement("span");
    const amount = row.appendChild(document.createElement("span"));
    minutes.className = "soft";
    minutes.textContent = span(Number(box.dataset.minutes));
    name.append(find(".name", box.closest(".choice")).textContent, minutes);
    amount.className = "nowrap figures";
    amount.textContent = price(euro(Number(box.dataset.amount)), least(box));
    return row;
  };
  find("[data-tally-count]", tally).textContent = inForm(JSON.parse(tally.dataset.counted), boxes.length);
  find("[data-tally-minutes]", tally).textContent = boxes.length ? span(sum("minutes")) : "";
  find("[data-tally-price]", tally).textContent = boxes.length ? price(euro(sum("amount")), boxes.some(least)) : "";
  find("[data-tally-list]", tally).replaceChildren(...boxes.map(line));
}

// The chosen day is in view, in the middle of its strip.
function showChosenDay() {
  all(".days [aria-current]").forEach((day) => {
    const strip = day.closest(".days");
    const cell = day.parentElement;
    strip.scrollLeft = cell.offsetLeft - strip.offsetLeft - (strip.clientWidth - cell.clientWidth) / 2;
  });
}

// A kept time: the minutes left, said anew once a minute and not every second.
function countDown() {
  all("[data-until]").forEach((hold) => {
    const minutes = Math.ceil((new Date(hold.dataset.until) - Date.now()) / 60000);
    const words = minutes > 0 ? inForm(JSON.parse(hold.dataset.forms), minutes) : "";
    const place = find("[data-left]", hold);
    if (place.textContent !== words) place.textContent = words;
    hold.hidden = !words;
  });
}

// After a swap the focus goes where the reader has to go on: to what went wrong, else to the new question.
function guideFocus(root) {
  const place = find("[role=alert][tabindex]", root) ?? find("h1[tabindex], h2[tabindex]", root);
  if (place) place.focus({ preventScroll: place.tagName === "H1" && window.scrollY === 0 });
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-sum]");
  if (form) tallyUp(form);
});

document.addEventListener("htmx:afterSettle", (event) => {
  showChosenDay();
  countDown();
  guideFocus(event.target);
});

// Back brings the boxes back as they were left; the sum follows them.
window.addEventListener("pageshow", () => all("form[data-sum]").forEach(tallyUp));

showChosenDay();
countDown();
setInterval(countDown, 60000);
all("[role=alert][tabindex]").find((place) => place.checkVisibility())?.focus();
