// The map after a tap: Leaflet from our own files, tiles from the map's server. Before it nothing foreign is asked for.

const AGREED = "map";
const ZOOM = 16;

// Private windows may refuse to remember anything.
function agreed(now) {
  try {
    if (now) sessionStorage.setItem(AGREED, "yes");
    return sessionStorage.getItem(AGREED) === "yes";
  } catch {
    return Boolean(now);
  }
}

function load(kind, address) {
  return new Promise((done, failed) => {
    const part = document.createElement(kind);
    part.onload = done;
    part.onerror = failed;
    if (kind === "link") part.rel = "stylesheet";
    part[kind === "link" ? "href" : "src"] = address;
    document.head.append(part);
  });
}

function credit({ credit: words, creditUrl }) {
  const link = document.createElement("a");
  link.textContent = words;
  link.href = creditUrl;
  link.rel = "noopener";
  return link.outerHTML;
}

function draw(place, facts) {
  const { L } = window;
  const spot = [Number(facts.latitude), Number(facts.longitude)];
  const map = L.map(place, { scrollWheelZoom: false, zoomControl: false });
  map.attributionControl.setPrefix(false);
  L.control.zoom({ zoomInTitle: facts.closer, zoomOutTitle: facts.farther }).addTo(map);
  // The servers want to know which site asks; the page's address stays here.
  L.tileLayer(facts.tiles, { attribution: credit(facts), maxZoom: 19, referrerPolicy: "strict-origin" }).addTo(map);
  const pin = L.divIcon({ className: "map__pin", iconSize: [32, 32], iconAnchor: [16, 32] });
  L.marker(spot, { icon: pin, alt: facts.name, interactive: false, keyboard: false }).addTo(map);
  map.setView(spot, ZOOM);
}

async function show(figure, hasFocus) {
  const facts = figure.dataset;
  try {
    await Promise.all([load("link", facts.styles), load("script", facts.script)]);
  } catch {
    // The link still leads to the map.
    return;
  }
  const place = document.createElement("div");
  place.className = "map__tiles";
  place.setAttribute("role", "region");
  place.setAttribute("aria-label", facts.name);
  figure.replaceChildren(place);
  draw(place, facts);
  if (hasFocus) place.focus({ preventScroll: true });
}

document.querySelectorAll("[data-map]").forEach((figure) => {
  if (agreed()) return show(figure, false);
  figure.querySelector("[data-map-load]").addEventListener("click", (event) => {
    event.preventDefault();
    agreed(true);
    show(figure, true);
  });
});
