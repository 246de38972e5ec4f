// One message as Telegram shows it.
const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote",
};

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) {
    element.className = className;
  }
  if (text !== undefined) {
    element.textContent = text;
  }
  return element;
}

export function drawMessage(message, person, tap) {
  const item = make("li", message.is_mine ? "message mine" : "message");
  item.dataset.id = message.id;
  const bubble = make("div", "bubble");
  if (message.file) {
    bubble.append(drawFile(message, person));
  }
  bubble.append(drawText(message.text, message.entities));
  item.append(bubble);
  if (message.rows.length) {
    item.append(drawButtons(message, tap));
  }
  const time = new Date(message.date * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  item.append(make("span", "meta", message.is_edited ? `edited ${time}` : time));
  return item;
}

function drawFile(message, person) {
  const address = `/_person/${person}/file/${message.file.id}`;
  if (message.is_photo) {
    const picture = make("img");
    picture.src = address;
    picture.alt = message.file.name;
    return picture;
  }
  const link = make("a", "file", `↓ ${message.file.name}`);
  link.href = address;
  link.download = message.file.name;
  return link;
}

// Offsets count UTF-16 units, as JavaScript's strings do. Marks are sorted from the outside to the inside.
function drawText(text, entities, from = 0, to = text.length) {
  const drawn = document.createDocumentFragment();
  let at = from;
  let rest = entities.filter((one) => one.offset >= from && one.offset + one.length <= to);
  while (rest.length) {
    const [outer] = rest;
    const end = outer.offset + outer.length;
    drawn.append(text.slice(at, outer.offset));
    const element = drawMark(outer);
    const inside = rest.slice(1).filter((one) => one.offset + one.length <= end);
    element.append(drawText(text, inside, outer.offset, end));
    drawn.append(element);
    at = end;
    rest = rest.slice(1).filter((one) => one.offset >= end);
  }
  drawn.append(text.slice(at, to));
  return drawn;
}

function drawMark(entity) {
  const element = make(entity.type === "text_link" ? "a" : TAGS[entity.type] || "span", entity.type);
  if (entity.type === "text_link") {
    element.href = entity.url;
    element.target = "_blank";
    element.rel = "noopener";
  }
  return element;
}

function drawButtons(message, tap) {
  const buttons = make("div", "buttons");
  message.rows.forEach((row, y) => {
    const line = make("div", "button-row");
    row.forEach((button, x) => line.append(drawButton(button, () => tap(message.id, y, x))));
    buttons.append(line);
  });
  return buttons;
}

function drawButton(button, tapped) {
  const address = button.url || button.app;
  const element = make(address ? "a" : "button", "", address ? `${button.text} ↗` : button.text);
  if (address) {
    element.href = address;
    element.target = "_blank";
    element.rel = "noopener";
    return element;
  }
  element.type = "button";
  element.title = button.data;
  element.addEventListener("click", tapped);
  return element;
}
