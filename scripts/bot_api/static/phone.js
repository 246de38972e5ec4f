// One phone on the table: draws its chat, and does what its person does.
import { drawMessage } from "./message.js";
import { post } from "./talk.js";

const LANGUAGES = { de: "Deutsch", ru: "Русский", uk: "Українська", en: "English" };
const NOTICE_MILLISECONDS = 4000;

export class Phone {
  constructor(id, { putAway, show }) {
    this.id = id;
    this.show = show;
    this.drawn = new Map();
    this.heard = null;
    this.element = document.getElementById("phone").content.firstElementChild.cloneNode(true);
    this.listen(putAway);
  }

  part(selector) {
    return this.element.querySelector(selector);
  }

  focus() {
    this.element.scrollIntoView({ block: "nearest" });
    const start = this.part(".start");
    (start.hidden ? this.part(".write input") : start).focus();
  }

  async act(action, told = {}) {
    try {
      await post(action ? `/${this.id}/${action}` : "", told);
      this.show("");
    } catch (problem) {
      this.show(problem.message);
    }
  }

  listen(putAway) {
    const click = (selector, run) => this.part(selector).addEventListener("click", run);
    click(".start", () => this.act("start"));
    click(".contact", () => this.done(this.act("contact")));
    click(".foreign", () => this.done(this.act("foreign-contact", { phone: "4915100000001" })));
    click(".block", () => this.done(this.act(this.isBlocked ? "unblock" : "block")));
    click(".put-away", () => putAway(this.id));
    click(".menu", () => this.toggleCommands(this.part(".commands").hidden));
    this.part(".language").addEventListener("change", (event) =>
      this.act("", { id: this.id, language_code: event.target.value }),
    );
    this.part(".write").addEventListener("submit", (event) => this.submitted(event, "text", (text) => this.say(text)));
    this.part(".open").addEventListener("submit", (event) => this.submitted(event, "link", (link) => this.open(link)));
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        this.part(".more").open = false;
        this.toggleCommands(false);
      }
    });
  }

  submitted(event, name, run) {
    event.preventDefault();
    const field = event.target.elements[name];
    const value = field.value.trim();
    field.value = "";
    if (value) {
      run(value);
    }
  }

  say(text) {
    return this.act("text", { text });
  }

  open(link) {
    return this.done(link.includes("t.me/") ? this.act("open", { link }) : this.act("start", { payload: link }));
  }

  done(acting) {
    this.part(".more").open = false;
    return acting;
  }

  toggleCommands(open) {
    this.part(".commands").hidden = !open;
    this.part(".menu").setAttribute("aria-expanded", String(open));
  }

  draw(chat) {
    const { person } = chat;
    this.isBlocked = chat.has_blocked;
    this.element.setAttribute("aria-label", `Phone of ${person.first_name}`);
    this.part("h2").textContent = person.first_name;
    const state = chat.has_blocked ? "has blocked the bot" : LANGUAGES[person.language_code] || person.language_code;
    this.part(".about").textContent = `${state} · +${person.phone}`;
    this.part(".language").value = this.part(".chat").lang = this.part(".description").lang = person.language_code;
    this.part(".block").textContent = chat.has_blocked ? "Unblock the bot" : "Block the bot";
    this.part(".description").hidden = !chat.description || chat.messages.length > 0;
    this.part(".description").textContent = chat.description;
    const stays = this.drawMessages(chat.messages);
    this.drawKeys(chat);
    if (stays) {
      this.scrollToEnd();
    }
    this.drawNotices(chat.notices);
    this.part(".doing").hidden = !chat.action;
    this.part(".doing").textContent = `${chat.action.replace("_", " ")} …`;
  }

  scrollToEnd() {
    const list = this.part(".chat");
    list.scrollTop = list.scrollHeight;
  }

  // Whether the end of the chat is to be seen now. What has not changed stays as it is, with the focus in it; what was edited changes in its place.
  drawMessages(messages) {
    const list = this.part(".chat");
    const wasAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
    const there = new Set(messages.map((message) => message.id));
    for (const [id, old] of this.drawn) {
      if (!there.has(id)) {
        old.element.remove();
        this.drawn.delete(id);
      }
    }
    let isNew = false;
    for (const message of messages) {
      const old = this.drawn.get(message.id);
      if (old && old.version === message.version) {
        continue;
      }
      isNew ||= !old;
      const element = drawMessage(message, this.id, (id, row, column) => this.act("tap", { message: id, row, column }));
      element.querySelector("img")?.addEventListener("load", () => this.scrollToEnd());
      this.place(list, old, element);
      this.drawn.set(message.id, { version: message.version, element });
    }
    return isNew || wasAtEnd;
  }

  place(list, old, element) {
    if (!old) {
      list.append(element);
      return;
    }
    const held = old.element.contains(document.activeElement);
    old.element.replaceWith(element);
    if (held) {
      (element.querySelector("button") || list).focus();
    }
  }

  drawKeys(chat) {
    const keys = this.part(".keys");
    keys.hidden = !chat.keyboard.length || chat.has_blocked;
    keys.replaceChildren(
      ...chat.keyboard.map((row) => {
        const line = document.createElement("div");
        line.className = "button-row";
        line.append(...row.map((key) => this.makeKey(key)));
        return line;
      }),
    );
    const canWrite = chat.has_started && !chat.has_blocked;
    this.part(".start").hidden = canWrite;
    this.part(".start").textContent = chat.has_blocked ? "Restart" : "Start";
    this.part(".write input").hidden = this.part(".send").hidden = !canWrite;
    this.part(".menu").hidden = !canWrite || !chat.commands.length;
    this.part(".commands").replaceChildren(...chat.commands.map((command) => this.makeCommand(command)));
  }

  makeKey({ text, request_contact: shares }) {
    const key = document.createElement("button");
    key.type = "button";
    key.textContent = text;
    if (shares) {
      const mark = document.createElement("span");
      mark.className = "meta";
      mark.textContent = " (shares the number)";
      key.append(mark);
    }
    key.addEventListener("click", () => this.act("key", { label: text }));
    return key;
  }

  makeCommand({ command, description }) {
    const button = document.createElement("button");
    const name = document.createElement("code");
    button.type = "button";
    name.textContent = `/${command}`;
    button.append(name, ` ${description}`);
    button.addEventListener("click", () => {
      this.toggleCommands(false);
      this.part(".write input").focus();
      this.say(`/${command}`);
    });
    return button;
  }

  // Only what came while the phone lay here; an alert stays until it is closed.
  drawNotices(notices) {
    const fresh = this.heard === null ? [] : notices.slice(this.heard).filter((notice) => notice.text);
    this.heard = notices.length;
    const last = fresh.at(-1);
    if (!last) {
      return;
    }
    const place = this.part(".notice");
    clearTimeout(this.fading);
    place.textContent = last.text;
    place.hidden = false;
    if (last.is_alert) {
      const close = document.createElement("button");
      close.type = "button";
      close.textContent = "OK";
      close.addEventListener("click", () => { place.hidden = true; });
      place.append(close);
    } else {
      this.fading = setTimeout(() => { place.hidden = true; }, NOTICE_MILLISECONDS);
    }
  }
}
