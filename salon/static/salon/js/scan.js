// The scanner inside Telegram. Its session lives in this module's memory and ends with the page.

const root = document.querySelector("[data-scan]");
const part = (name, of = root) => of.querySelector(`[data-scan-${name}]`);
const telegram = window.Telegram?.WebApp;
const lang = document.documentElement.lang;
const TOKEN = /(?:\?start=|\/scan\/)([\w-]{39})(?:\/|$)/;
let session = "";
let visit = "";
let closing = "";

function euro(amount) {
  const digits = Number.isInteger(Number(amount)) ? 0 : 2;
  const form = { style: "currency", currency: "EUR", minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(lang, form).format(amount).replace("EUR", "€");
}

function say(words, kind = "bad") {
  const place = part("said");
  place.textContent = words;
  place.className = `notice notice--${kind}`;
  place.hidden = !words;
  if (words) place.focus();
}

function ask() {
  visit = "";
  part("pay").hidden = true;
  part("ask").hidden = false;
  part("code").reset();
}

// What Telegram says of its reader opens a session to the page that used it first; a reload is still that page.
function markOfThisPage() {
  const mark = sessionStorage.getItem("mark") ?? crypto.randomUUID();
  sessionStorage.setItem("mark", mark);
  return mark;
}

async function enter() {
  const answer = await fetch(root.dataset.enter, {
    method: "POST",
    body: new URLSearchParams({ init_data: telegram.initData, mark: markOfThisPage() }),
  });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.message);
  session = said.session;
}

// One key a deed, so that what is sent again, because no answer came, is not done again.
async function call(url, body, key = crypto.randomUUID(), isSecond = false) {
  if (!session) await enter();
  const headers = {
    "Authorization": `Session ${session}`,
    "Content-Type": "application/json",
    "Accept-Language": lang,
    "Idempotency-Key": key,
  };
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  // A quarter of an hour is over; Telegram's own word may still be good.
  if (answer.status === 401 && !isSecond) {
    session = "";
    return call(url, body, key, true);
  }
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.message);
  return said;
}

async function attempt(act) {
  try {
    await act();
  } catch (problem) {
    // What the network says is for nobody to read.
    say(problem instanceof TypeError || problem instanceof SyntaxError ? root.dataset.failed : problem.message);
  }
}

function choiceOf(line, value, words) {
  const choice = part("choice").content.firstElementChild.cloneNode(true);
  const radio = choice.querySelector("input");
  choice.querySelector(".name").textContent = words;
  radio.name = `amount-${line.id}`;
  radio.value = value;
  radio.checked = value === line.quoted.amount;
  return choice;
}

function showLine(line) {
  const sheet = part("line").content.firstElementChild.cloneNode(true);
  const [legend, quoted, choices, label, hint, other] = ["legend", "[data-line-quoted]", "[data-line-choices]",
    "[data-line-label]", "[data-line-hint]", ".field input"].map((name) => sheet.querySelector(name));
  const price = euro(line.quoted.amount);
  legend.textContent = line.service;
  quoted.textContent = root.dataset.quoted.replace(
    "{price}", line.quoted.is_from ? root.dataset.from.replace("{price}", price) : price);
  choices.append(...line.buttons.map((amount) => choiceOf(line, amount, euro(amount))));
  label.textContent = root.dataset.other;
  label.htmlFor = other.id = `other-${line.id}`;
  hint.id = `hint-${line.id}`;
  hint.textContent = root.dataset.bounds.replace("{min}", euro(line.min)).replace("{max}", euro(line.max));
  other.setAttribute("aria-describedby", hint.id);
  sheet.dataset.line = line.id;
  return sheet;
}

function show(scanned) {
  if (scanned.result !== "ok") {
    ask();
    say(scanned.message);
    return;
  }
  visit = scanned.visit.id;
  closing = crypto.randomUUID();
  say("");
  part("client").textContent = scanned.visit.client_name;
  part("lines").replaceChildren(...scanned.visit.lines.map(showLine));
  part("ask").hidden = true;
  part("pay").hidden = false;
  part("pay").querySelector("input").focus();
}

// "45", "45,5", "45.50 €" in cents; what is typed counts before what is chosen.
function amountOf(sheet) {
  const typed = sheet.querySelector(".field input").value.replace(/[\s€]/g, "").replace(",", ".");
  if (!typed) return sheet.querySelector(":checked")?.value;
  return /^\d{1,6}(\.\d{1,2})?$/.test(typed) ? Number(typed).toFixed(2) : undefined;
}

async function close() {
  const sheets = [...part("lines").children];
  const lines = sheets.map((sheet) => ({ id: Number(sheet.dataset.line), amount: amountOf(sheet) }));
  if (lines.some((line) => line.amount === undefined)) throw new Error(root.dataset.which);
  await call(root.dataset.closes, { visit, lines, note: part("pay").elements.note.value }, closing);
  part("pay").reset();
  ask();
  say(root.dataset.closed, "good");
}

function openCamera() {
  telegram.showScanQrPopup({ text: root.dataset.hint }, (text) => {
    const token = TOKEN.exec(text)?.[1] ?? text.slice(0, 39);
    attempt(async () => show(await call(root.dataset.scans, { token })));
    return true;
  });
}

function listen(form, act) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button:not([type=button])");
    if (button.ariaDisabled === "true") return;
    button.ariaDisabled = "true";
    await attempt(act);
    button.ariaDisabled = null;
  });
}

function begin() {
  telegram.ready();
  telegram.expand?.();
  document.querySelector("[data-scan-outside]").hidden = true;
  root.hidden = false;
  listen(part("code"), async () => show(await call(root.dataset.scans, { code: part("code").elements.code.value })));
  listen(part("pay"), close);
  part("again").addEventListener("click", () => { say(""); ask(); });
  part("camera").hidden = !telegram.isVersionAtLeast?.("6.4");
  part("camera").addEventListener("click", openCamera);
  attempt(enter);
}

// Outside of Telegram its script is there too, but nobody has signed anything.
if (telegram?.initData) begin();
