/* What is new since the reader's last visit. The browser keeps which entries of data/changes.json it
   has shown; nothing leaves it. A first visit marks nothing. A visit ends two hours after its last
   page: what was new then is old the next time, or as soon as the reader says so. */
(() => {
  "use strict";

  const KEY = "__seen";
  const PAUSE = 2 * 60 * 60 * 1000; // milliseconds
  const WORDS = {
    briefings: ["briefing", "briefings"],
    actors: ["actor", "actors"],
    pairings: ["pairing", "pairings"],
    stories: ["story that moved", "stories that moved"],
  };
  const KINDS = Object.keys(WORDS);
  const root = globalThis.__md_scope;

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  /** What the browser kept, or null; anything else that stands there is not ours. */
  const kept = () => {
    const found = globalThis.__md_get(KEY);
    return Array.isArray(found?.seen) && Array.isArray(found?.last) && Number.isFinite(found?.at) ? found : null;
  };

  const mark = (kind) =>
    make("span", { className: "new-mark" }, kind === "stories" ? "Moved" : "New", make("span", { className: "visually-hidden", textContent: " since your last visit" }));

  /** Put a mark beside every entry that is new, here and in the lists. */
  const show = (fresh) => {
    const pages = new Map();
    for (const kind of ["briefings", "actors", "stories"]) for (const { pages: [page] } of fresh[kind]) pages.set(new URL(page, root).pathname, kind);
    for (const place of document.querySelectorAll("[data-change]")) {
      const [kind, ...id] = place.dataset.change.split(":");
      if (fresh[kind]?.some((each) => each.id === id.join(":"))) place.append(mark(kind));
    }
    const lists = ".lead h2 a, .front > .stories h3 a, .index li strong a, .aside .actors a.chip, .index.actors a.chip";
    for (const link of document.querySelectorAll(lists)) {
      const kind = pages.get(link.pathname);
      if (!kind || link.classList.contains("headerlink")) continue;
      const entry = link.closest("h2, h3")?.nextElementSibling ?? link.closest("li");
      const stamp = link.classList.contains("chip") ? null : entry?.querySelector(".stamp");
      if (stamp) stamp.prepend(mark(kind), " ");
      else link.after(" ", mark(kind));
    }
  };

  /** Say how much is new, and offer to have done with it. */
  const summary = (fresh, full, done) => {
    const counts = KINDS.filter((kind) => fresh[kind].length).map((kind) => {
      const number = fresh[kind].length;
      const more = full[kind] && number === full[kind] ? " or more" : "";
      return `${number}${more} ${WORDS[kind][number === 1 && !more ? 0 : 1]}`;
    });
    for (const place of document.querySelectorAll("p.since")) {
      if (!counts.length) {
        place.replaceChildren("Nothing new since your last visit.");
        continue;
      }
      const words = place.dataset.where === "changes" ? make("strong", { textContent: "New since your last visit" }) : make("a", { href: new URL("changes.html", root).href, textContent: "New since your last visit" });
      const button = make("button", { type: "button", textContent: "Mark all as read" });
      button.addEventListener("click", () => {
        done();
        place.tabIndex = -1;
        place.focus(); // the button is gone; the keyboard goes on from here
      });
      place.replaceChildren(words, `: ${counts.join(", ")} `, button);
    }
    const number = KINDS.reduce((sum, kind) => sum + fresh[kind].length, 0);
    const section = [...document.querySelectorAll(".sections a")].find((link) => link.pathname === new URL("changes.html", root).pathname);
    if (section && number) section.append(make("span", { className: "new-count", textContent: number > 99 ? "99+" : String(number) }, make("span", { className: "visually-hidden", textContent: " new" })));
  };

  const forget = () => {
    for (const each of document.querySelectorAll(".new-mark, .new-count")) each.remove();
  };

  const start = async () => {
    const response = await fetch(new URL("data/changes.json", root), { cache: "no-cache" });
    if (!response.ok) return;
    const file = await response.json();
    const all = KINDS.flatMap((kind) => file[kind].map(({ id }) => `${kind}:${id}`));
    const before = kept();
    let seen = before?.seen ?? all;
    if (before && Date.now() - before.at > PAUSE) seen = before.last;
    globalThis.__md_set(KEY, { seen, last: all, at: Date.now() });
    if (!before) return;
    const known = new Set(seen);
    const fresh = Object.fromEntries(KINDS.map((kind) => [kind, file[kind].filter(({ id }) => !known.has(`${kind}:${id}`))]));
    const sums = (kind) => file.days.reduce((sum, day) => sum + day[kind], 0);
    const full = Object.fromEntries(KINDS.map((kind) => [kind, file[kind].length < sums(kind) ? file[kind].length : 0]));
    show(fresh);
    summary(fresh, full, () => {
      globalThis.__md_set(KEY, { seen: all, last: all, at: Date.now() });
      forget();
      summary(Object.fromEntries(KINDS.map((kind) => [kind, []])), full, () => {});
    });
  };

  // Opened from a disk, or offline: the lists say everything but what is new.
  if (location.protocol.startsWith("http")) start().catch(() => {});
})();
