/* Ticking what goes into the briefing pack: a button on each page and in each list that can be
   packed, and their number in the masthead. The choice stays in this browser. */
(() => {
  "use strict";

  const KEY = "__pack";
  const PACKABLE = /^(briefings|actors|stories)\/(?!index)[^/?#]+\.html$/;
  const LISTS = ".front .lead > h2, .front > .stories > h3, .index > ul > li, .front .aside .actors > ul > li, .stories > ul > li, .appearances > ul > li, .ties > ul > li, .changes li, .hits > li";
  const root = globalThis.__md_scope;
  const page = (path) => PACKABLE.test(path);
  const texts = (list, good = () => true) => (Array.isArray(list) ? list.filter((each) => typeof each === "string" && good(each)) : []);

  /** The pack: what was ticked, the order of its articles, and those of them that were taken out.
      Whatever else stands in the storage is not ours. */
  const read = () => {
    const found = globalThis.__md_get(KEY) ?? {};
    const items = (Array.isArray(found.items) ? found.items : []).filter((each) => page(each?.page) && typeof each.title === "string");
    return { items, order: texts(found.order, page), without: texts(found.without, page), title: typeof found.title === "string" ? found.title : "" };
  };

  let pack = read();
  const listeners = new Set();

  const tell = () => {
    const chosen = new Set(pack.items.map((each) => each.page));
    for (const button of document.querySelectorAll("[data-pack]")) button.setAttribute("aria-pressed", String(chosen.has(button.dataset.pack)));
    const link = document.querySelector(".pack-link");
    if (link) {
      link.querySelector(".pack-count").textContent = chosen.size || "";
      link.classList.toggle("filled", chosen.size > 0);
    }
    for (const listener of listeners) listener(pack);
  };

  const save = (next) => {
    pack = { ...pack, ...next };
    globalThis.__md_set(KEY, pack);
    tell();
  };

  const toggle = ({ dataset }) => {
    const without = pack.items.filter((each) => each.page !== dataset.pack);
    const added = without.length === pack.items.length;
    save({
      items: added ? [...without, { page: dataset.pack, title: dataset.title }] : without,
      without: pack.without.filter((each) => each !== dataset.pack), // ticked again: wanted again
    });
  };

  /** The path of a page from the site's root; older pages of a dossier count as the dossier. */
  const pathOf = (link) => {
    const folder = root.pathname;
    if (link.origin !== location.origin || !link.pathname.startsWith(folder)) return "";
    return link.pathname.slice(folder.length).replace(/_\d+\.html$/, ".html");
  };

  const words = (element) => {
    const copy = element.cloneNode(true);
    for (const each of copy.querySelectorAll(".headerlink")) each.remove();
    return copy.textContent.trim().replace(/\s+/g, " ");
  };

  /** Give an entry of a list its button. */
  const dress = (entry) => {
    const link = [...entry.querySelectorAll("a[href]")].find((each) => page(pathOf(each)));
    // An entry whose first link leads elsewhere, or to a passage, is not about that page.
    if (!link || entry.querySelector("[data-pack]") || link !== entry.querySelector("a[href]")) return;
    if (link.classList.contains("ref")) return;
    if (entry.querySelector("[data-change^='pairings']")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pack-tick";
    button.dataset.pack = pathOf(link);
    button.dataset.title = words(link);
    button.setAttribute("aria-label", `Add to pack: ${button.dataset.title}`);
    button.setAttribute("aria-pressed", String(pack.items.some((each) => each.page === button.dataset.pack)));
    button.title = "Add to pack";
    (/^H\d$/.test(entry.tagName) ? entry.nextElementSibling : entry).append(button);
  };

  globalThis.__pack = { read: () => pack, save, watch: (listener) => listeners.add(listener) };

  globalThis.__md_set("__probe", true);
  if (globalThis.__md_get("__probe") !== true) {
    document.documentElement.classList.add("no-pack"); // storage is switched off: nothing could be kept
    return;
  }

  const own = document.querySelector(".pack-button");
  if (own) {
    own.dataset.pack = own.dataset.pack.replace(/_\d+\.html$/, ".html");
    own.dataset.title = words(document.querySelector("h1"));
  }
  for (const entry of document.querySelectorAll(LISTS)) dress(entry);
  const hits = document.querySelector(".hits");
  if (hits) new MutationObserver(() => [...hits.children].forEach(dress)).observe(hits, { childList: true });

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-pack]");
    if (button) toggle(button);
  });
  addEventListener("storage", () => {
    pack = read();
    tell();
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    pack = read();
    tell();
  });
  tell();
})();
