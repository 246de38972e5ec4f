// In the editor of translations a link to a field ("#:w:contentpath=…", as the SEO report gives it) opens the field's
// tab, shows its first sentence and puts the focus on its button. The editor of pages does so by itself.

const PREFIX = "#:w:contentpath=";

const plain = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent.trim();

// A sentence may stand in several fields: they are shown in the order of the segments.
function placeOf(segments, path) {
  const wanted = segments.find((segment) => segment.contentPath === path || segment.contentPath.startsWith(`${path}.`));
  if (!wanted) return null;
  const same = segments.filter((segment) => segment.source === wanted.source);
  return { tab: wanted.location.tab, text: plain(wanted.source), number: same.indexOf(wanted) };
}

function rowOf(editor, { text, number }) {
  const sentences = [...editor.querySelectorAll("[role=tabpanel] li > p")];
  return sentences.filter((sentence) => sentence.textContent.trim() === text)[number]?.parentElement;
}

// True once it is done; a tab is opened first, and what is in it shown when it is.
function show(editor, place) {
  const tab = editor.querySelector(`#tab-label-${CSS.escape(place.tab)}`);
  const row = rowOf(editor, place);
  if (!tab || !row) return false;
  if (tab.getAttribute("aria-selected") !== "true") {
    tab.click();
    return false;
  }
  row.scrollIntoView({ block: "center" });
  row.querySelector("button")?.focus({ preventScroll: true });
  return true;
}

function start() {
  const editor = document.querySelector(".js-translation-editor");
  if (!editor || !location.hash.startsWith(PREFIX)) return;
  const place = placeOf(JSON.parse(editor.dataset.props).segments, decodeURIComponent(location.hash.slice(PREFIX.length)));
  if (!place || show(editor, place)) return;
  const watch = new MutationObserver(() => show(editor, place) && watch.disconnect());
  watch.observe(editor, { childList: true, subtree: true, attributeFilter: ["aria-selected"] });
}

start();
