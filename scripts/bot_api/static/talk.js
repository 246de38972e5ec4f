// What the page asks the stand-in: `/_person…` (scripts/bot_api/page.py).
export async function get(path) {
  return read(await fetch(`/_person${path}`));
}

export async function post(path, told) {
  const headers = { "Content-Type": "application/json" };
  return read(await fetch(`/_person${path}`, { method: "POST", headers, body: JSON.stringify(told) }));
}

async function read(answer) {
  const told = await answer.json();
  if (!answer.ok) {
    throw new Error(told.message || told.description);
  }
  return told;
}
