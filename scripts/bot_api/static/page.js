// Which phones lie on the table, and one long poll that tells all of them what has changed.
import { Phone } from "./phone.js";
import { get, post } from "./talk.js";

const PEOPLE = {
  olena: { id: 301, first_name: "Olena", language_code: "uk", phone: "4915112345678" },
  anna: { id: 302, first_name: "Anna", language_code: "de", phone: "4915187654321" },
  irina: { id: 303, first_name: "Irina", language_code: "ru", phone: "4917611122233" },
  master: { id: 304, first_name: "Karin", language_code: "de", phone: "4916099988877" },
  new: { first_name: "New person", language_code: "en" },
};
const table = document.getElementById("phones");
const trouble = document.getElementById("trouble");
const phones = new Map();
const awayFor = new Set();

function show(problem) {
  trouble.textContent = problem;
  trouble.hidden = !problem;
}

async function add(facts, focus) {
  const known = await post("", facts);
  awayFor.delete(known.id);
  lay(await get(`/${known.id}/chat`), focus);
}

function lay(chat, focus) {
  const id = chat.person.id;
  if (!phones.has(id)) {
    const phone = new Phone(id, { putAway, show });
    phones.set(id, phone);
    table.append(phone.element);
  }
  phones.get(id).draw(chat);
  if (focus) {
    phones.get(id).focus();
  }
}

function putAway(id) {
  awayFor.add(id);
  phones.get(id).element.remove();
  phones.delete(id);
}

async function follow() {
  let since = 0;
  for (;;) {
    try {
      const told = await get(`?since=${since}&timeout=25`);
      document.getElementById("bot").textContent = `@${told.bot.username}`;
      since = told.version;
      told.chats.filter((chat) => !awayFor.has(chat.person.id)).forEach((chat) => lay(chat, false));
      if (trouble.dataset.away) {
        delete trouble.dataset.away;
        show("");
      }
    } catch {
      trouble.dataset.away = "yes";
      show("The stand-in does not answer. Is ./run bot-demo still running?");
      since = 0;
      await new Promise((done) => setTimeout(done, 2000));
    }
  }
}

document.getElementById("add").addEventListener("submit", async (event) => {
  event.preventDefault();
  const asked = new FormData(event.target);
  const facts = { ...PEOPLE[asked.get("who")] };
  if (asked.get("language")) {
    facts.language_code = asked.get("language");
  }
  await add(facts, true).catch((problem) => show(problem.message));
});

for (const name of ["olena", "anna", "master"]) {
  await add(PEOPLE[name], false).catch((problem) => show(problem.message));
}
follow();
