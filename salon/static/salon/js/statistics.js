// Google Analytics 4 and Matomo, as the salon has set them: nothing of them is loaded before `begin` is called, and only
// whoever has read a yes calls it.

const HALF_A_YEAR = 182 * 24 * 3600;

// What the browser remembers of the answer (legal/consent.py); an answer to other words or tools is none.
export function answerTo(version) {
  const [choice, answered] = document.cookie.match(/(?:^|; )consent=([^;]*)/)?.[1].split(".") ?? [];
  return answered === version ? choice : "";
}

// Our addresses without what stands behind them, but for the campaign that led here.
function plain(address) {
  if (!address.startsWith(location.origin)) return address;
  const url = new URL(address);
  const campaign = [...url.searchParams].filter(([name]) => name.startsWith("utm_"));
  const query = new URLSearchParams(campaign).toString();
  return url.origin + url.pathname + (query && `?${query}`);
}

function load(address) {
  const script = document.createElement("script");
  script.src = address;
  script.async = true;
  document.head.append(script);
}

// Consent Mode v2 (https://developers.google.com/tag-platform/security/guides/consent): denied first, then what was
// agreed to, which is counting and no advertising. Cookies of this host alone, so that a no can delete them.
function beginGoogle({ ga4, ga4Script }, isPage) {
  window.dataLayer ??= [];
  window.gtag = function gtag() { window.dataLayer.push(arguments); };
  const denied = { ad_storage: "denied", ad_user_data: "denied", ad_personalization: "denied" };
  gtag("consent", "default", { ...denied, analytics_storage: "denied" });
  gtag("consent", "update", { analytics_storage: "granted" });
  gtag("js", new Date());
  gtag("config", ga4, {
    send_page_view: isPage,
    page_location: plain(location.href),
    page_referrer: plain(document.referrer),
    allow_google_signals: false,
    allow_ad_personalization_signals: false,
    cookie_domain: "none",
    cookie_expires: HALF_A_YEAR,
  });
  load(`${ga4Script}?id=${ga4}`);
}

function beginMatomo({ matomo, matomoSite }, isPage) {
  window._paq ??= [];
  _paq.push(["setTrackerUrl", `${matomo}matomo.php`], ["setSiteId", matomoSite]);
  _paq.push(["setCustomUrl", plain(location.href)], ["setReferrerUrl", plain(document.referrer)]);
  _paq.push(["setVisitorCookieTimeout", HALF_A_YEAR]);
  if (isPage) _paq.push(["trackPageView"], ["enableLinkTracking"]);
  load(`${matomo}matomo.js`);
}

export function begin(data, { isPage = true } = {}) {
  if (data.ga4) beginGoogle(data, isPage);
  if (data.matomo) beginMatomo(data, isPage);
}

// A booking: what, for how much (EUR), under a number that was made up here. Nothing of whom, nothing of when.
export function tellBooking(data, { services, value }) {
  const number = crypto.randomUUID();
  if (data.ga4) {
    const items = services.map((slug) => ({ item_id: slug, item_name: slug, quantity: 1 }));
    gtag("event", "purchase", { transaction_id: number, value, currency: "EUR", items });
  }
  if (data.matomo) {
    services.forEach((slug) => _paq.push(["addEcommerceItem", slug, slug]));
    _paq.push(["trackEcommerceOrder", number, value]);
  }
}
