/* The briefing pack: fetches the pages that were ticked from this site, takes from them the parts that
   are named below, as plain text, and builds one document to print. Nothing of a page is ever put in
   as HTML: a parsed page is read with `textContent` and thrown away. Same order and look as
   `briefings pack` (generator/compose/pack.py). */

const MOST = 200; // articles; more would be a book, and as many pages to fetch
const MOST_SAID = 60;
const AT_ONCE = 6;
const TYPES = { PERSON: "Person", ORG: "Organisation", GPE: "State, region or city", LOC: "Place", NORP: "Group" };

const root = globalThis.__md_scope;
const store = globalThis.__pack;
const status = document.querySelector(".pack-page [role=status]");
const tools = document.querySelector(".pack-tools");
const sheet = document.querySelector(".pack-sheet");
const hint = status.textContent;

const make = (name, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children.filter((each) => each !== null));
  return element;
};
const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;

const fetched = async (path) => {
  const response = await fetch(new URL(path, root));
  if (!response.ok) throw new Error(`${path} is not there any more`);
  return response;
};

/** Ask for each thing once, a few at a time. */
const cache = new Map();
let running = 0;
const waiting = [];
const once = (path, read) => {
  if (!cache.has(path)) {
    const turn = async () => {
      if (running >= AT_ONCE) await new Promise((go) => waiting.push(go));
      running += 1;
      try {
        return await read(await fetched(path));
      } finally {
        running -= 1;
        waiting.shift()?.();
      }
    };
    cache.set(path, turn().catch((error) => {
      cache.delete(path);
      throw error;
    }));
  }
  return cache.get(path);
};

/* A document made by DOMParser runs nothing and loads nothing. */
const parsed = async (response) => new DOMParser().parseFromString(await response.text(), "text/html");

const text = (element) => {
  if (!element) return "";
  const copy = element.cloneNode(true);
  for (const each of copy.querySelectorAll(".headerlink, .ref, .pn")) each.remove();
  return copy.textContent.trim().replace(/\s+/g, " ");
};

const refOf = (element) => {
  const link = element.querySelector("a.ref");
  const anchor = /#([pst]\d+)$/.exec(link?.getAttribute("href") ?? "")?.[1] ?? "";
  return link ? { label: text(link) || link.textContent.trim(), anchor } : null;
};

/** What the strip of facts (or the provenance) says under a heading. */
const fact = (within, name) => {
  for (const item of within?.querySelectorAll("li") ?? []) {
    const label = item.querySelector("strong");
    if (label?.textContent.trim() !== name) continue;
    const copy = item.cloneNode(true);
    copy.querySelector("strong").remove();
    const link = item.querySelector("a[href]")?.getAttribute("href") ?? "";
    return { text: copy.textContent.trim().replace(/\s+/g, " "), href: /^https?:\/\//.test(link) ? link : "" };
  }
  return { text: "", href: "" };
};

const briefingOf = (page) => async (response) => {
  const found = await parsed(response);
  const article = found.querySelector("article");
  const strip = article.querySelector(".strip");
  const all = (selector) => [...article.querySelectorAll(selector)];
  const provenance = article.querySelector(".provenance");
  return {
    page,
    title: text(article.querySelector("h1")),
    derived: article.querySelector(".derived") !== null,
    published: text(strip?.querySelector("time.when")),
    source: fact(strip, "Source").text,
    author: fact(strip, "Author").text,
    original: fact(strip, "Original"),
    grade: fact(strip, "Grade").text.replace(" – ", ", "),
    lines: all(".bottom-line li").map((each) => ({ text: text(each), ref: refOf(each) })),
    actors: all("div.actors > ul > li .chip").slice(0, 12).map(text),
    quotes: all(".quotes > .quote").slice(0, 30).map((each) => ({
      text: text(each.querySelector("blockquote")),
      speaker: each.querySelector(".speaker.none") ? "" : text(each.querySelector(".speaker")),
      cue: text(each.querySelector(".cue")),
      ref: refOf(each),
    })),
    copies: [...new Set(all(".ties.copies .where").map(text))].sort(),
    file: fact(provenance, "File").text,
    sha256: fact(provenance, "SHA-256").text,
  };
};

const dossierOf = async (response) => {
  const row = await response.json();
  const at = new Map(row.appearances.map((each) => [each.briefing, each.page]));
  return {
    name: row.name,
    type: TYPES[row.type] ?? row.type,
    roles: row.roles.map(({ role }) => role).slice(0, 10),
    aliases: row.aliases.slice(0, 10),
    pages: row.appearances.map((each) => each.page),
    said: row.quotations.map((each) => ({
      page: at.get(each.briefing),
      text: each.text,
      speaker: each.speaker ?? "",
      cue: each.cue ?? "",
      ref: each.paragraph ? { label: `¶${each.paragraph}`, anchor: `p${each.paragraph}` } : null,
    })),
  };
};

const storyOf = (title) => async (response) => {
  const found = await parsed(response);
  const links = [...found.querySelectorAll(".steps > ul > li > p > strong:first-child > a[href]")];
  const pages = links.map((each) => /^\.\.\/(briefings\/[^/?#]+\.html)$/.exec(each.getAttribute("href"))?.[1]).filter(Boolean);
  return { name: text(found.querySelector("h1")) || title, type: "Story", roles: [], aliases: [], pages, said: [] };
};

const subjectOf = ({ page, title }) =>
  page.startsWith("actors/") ? once(page.replace(/\.html$/, ".json"), dossierOf) : once(page, storyOf(title));

/** Everything of the pack, in the reader's order, else latest first, undated last. */
const gather = async (pack) => {
  const missing = [];
  const kept = async (item, promise) => promise.catch((error) => void missing.push(`${item.title} (${error.message})`));
  const asked = pack.items.filter(({ page }) => !page.startsWith("briefings/"));
  const subjects = (await Promise.all(asked.map((item) => kept(item, subjectOf(item).then((each) => ({ ...each, page: item.page })))))).filter(Boolean);
  const singles = pack.items.filter(({ page }) => page.startsWith("briefings/"));
  const without = new Set(pack.without);
  const wanted = [...new Set([...singles.map(({ page }) => page), ...subjects.flatMap(({ pages }) => pages)])].filter((page) => !without.has(page));
  const titles = new Map(singles.map(({ page, title }) => [page, title]));
  const loaded = await Promise.all(wanted.slice(0, MOST).map((page) => kept({ title: titles.get(page) ?? page }, once(page, briefingOf(page)))));
  const place = new Map(pack.order.map((page, number) => [page, number]));
  const briefings = loaded.filter(Boolean).sort(
    (a, b) => (place.get(a.page) ?? Infinity) - (place.get(b.page) ?? Infinity) || (a.published < b.published ? 1 : a.published > b.published ? -1 : 0),
  );
  return { subjects, briefings, missing, left: Math.max(0, wanted.length - MOST) };
};

const reference = (ref, page) =>
  ref ? make("a", { className: "ref", href: `${new URL(page, root).href}${ref.anchor ? `#${ref.anchor}` : ""}`, textContent: ref.label }) : null;

const quotation = ({ text: words, speaker, cue, ref, page }, number) =>
  make("figure", {},
    make("blockquote", { textContent: words }),
    make("figcaption", {}, `${speaker || "speaker not named"}${cue ? `, ${cue}` : ""} · `, number ? make("a", { href: `#b${number}`, textContent: number }) : null, number ? " " : null, reference(ref, page)));

const facts = (...parts) => parts.filter(Boolean).join(" · ");

const cover = ({ subjects, briefings }, title) => {
  const dates = briefings.map(({ published }) => published).filter(Boolean).sort();
  const first = dates[0];
  const last = dates.at(-1);
  const sources = new Map();
  for (const { source } of briefings) sources.set(source || "source not known", (sources.get(source || "source not known") ?? 0) + 1);
  const range = !first ? "" : first === last ? `, of ${first}` : `, ${first} to ${last}`;
  const site = document.querySelector(".masthead span")?.textContent ?? "";
  return make("header", { className: "cover" },
    make("p", { className: "kicker", textContent: `${site} · briefing pack` }),
    make("h2", { id: "pack-title", textContent: title }),
    make("p", { textContent: `${counted(briefings.length, "article", "articles")}${range}` }),
    ...subjects.map((each) => {
      const here = new Set(briefings.map(({ page }) => page));
      const line = make("p", { className: "facts" }, make("strong", { textContent: each.name }), `, ${each.type}; ${counted(each.pages.filter((page) => here.has(page)).length, "article", "articles")} of this pack`);
      if (each.roles.length) line.append(make("br"), `Roles: ${each.roles.join("; ")}`);
      if (each.aliases.length) line.append(make("br"), `Also: ${each.aliases.join(", ")}`);
      return line;
    }),
    make("p", { className: "facts", textContent: `Sources: ${[...sources].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name, number]) => `${name} (${number})`).join(", ")}` }),
    make("p", { className: "facts", textContent: "Made by a program from the articles it was given. Every statement names its passage (¶): check it there before you rely on it." }));
};

const section = (briefing, number) => {
  const { page } = briefing;
  const heading = make("h2", {}, `${number}. `, make("a", { href: new URL(page, root).href, textContent: briefing.title }));
  const part = (title, ...children) => (children.length ? [make("h3", { textContent: title }), ...children] : []);
  const origin = make("div", { className: "origin" });
  if (briefing.original.href) origin.append(make("p", {}, "Article: ", make("a", { href: briefing.original.href, rel: "noreferrer", textContent: briefing.original.text })));
  if (briefing.copies.length) origin.append(make("p", { textContent: `The same text also in: ${briefing.copies.join(", ")}` }));
  origin.append(make("p", {}, `File ${briefing.file}, SHA-256 `, make("code", { textContent: briefing.sha256 })));
  return make("section", { className: "packed", id: `b${number}` },
    heading,
    make("p", { className: "facts", textContent: facts(briefing.published || "undated", briefing.source, briefing.author, briefing.grade, briefing.derived && "title made from the text") }),
    ...part("Bottom line", ...(briefing.lines.length ? [make("ul", { className: "line" }, ...briefing.lines.map((line) => make("li", {}, `${line.text} `, reference(line.ref, page))))] : [])),
    ...part("Actors", ...(briefing.actors.length ? [make("p", { textContent: briefing.actors.join(", ") })] : [])),
    ...part("Quotations", ...briefing.quotes.map((each) => quotation({ ...each, page }))),
    origin);
};

const said = ({ subjects, briefings }) => {
  const numbers = new Map(briefings.map(({ page }, place) => [page, place + 1]));
  const rows = subjects.flatMap((each) => each.said).filter(({ page }) => numbers.has(page)).sort((a, b) => numbers.get(a.page) - numbers.get(b.page));
  if (!rows.length) return [];
  const more = rows.length - MOST_SAID;
  return [
    make("h2", { textContent: "In their own words" }),
    ...rows.slice(0, MOST_SAID).map((each) => quotation(each, numbers.get(each.page))),
    ...(more > 0 ? [make("p", { className: "facts", textContent: `and ${more} more in the articles` })] : []),
  ];
};

const button = (words, label, act, properties = {}) => {
  const made = make("button", { type: "button", textContent: words, ...properties });
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
};

/** The contents, each entry with what moves it or takes it out. */
const contents = ({ briefings }) => {
  const order = briefings.map(({ page }) => page);
  const move = (from, by) => {
    const next = [...order];
    next.splice(from + by, 0, ...next.splice(from, 1));
    goOn = { page: order[from], by };
    store.save({ order: next });
  };
  return make("ol", { className: "contents" }, ...briefings.map(({ page, title, published, source }, place) =>
    make("li", {},
      make("a", { href: `#b${place + 1}`, textContent: title }), " ",
      make("span", { className: "facts", textContent: facts(published || "undated", source) }),
      make("span", { className: "moves" },
        button("↑", `Move up: ${title}`, () => move(place, -1), { disabled: place === 0 }),
        button("↓", `Move down: ${title}`, () => move(place, 1), { disabled: place === order.length - 1 }),
        button("×", `Take out: ${title}`, () => {
          const { items, without } = store.read();
          goOn = { place };
          store.save({ items: items.filter((each) => each.page !== page), without: [...without, page] });
        })))));
};

const desk = (pack, { subjects }, title) => {
  const named = make("input", { type: "text", value: title, autocomplete: "off", maxLength: 200 });
  named.addEventListener("change", () => store.save({ title: named.value.trim() }));
  const chips = subjects.map(({ page, name, type }) =>
    make("li", {}, button(`${name} ×`, `Take out: ${name}, ${type}`, () => store.save({ items: store.read().items.filter((each) => each.page !== page) }), { className: "chip-off" })));
  tools.replaceChildren(
    make("label", {}, "Title ", named),
    make("p", {},
      button("Print", "", () => print(), { className: "main" }),
      button("Latest first", "", () => store.save({ order: [] })),
      button("Empty the pack", "", () => store.save({ items: [], order: [], without: [], title: "" }))),
    ...(chips.length ? [make("ul", { className: "chosen" }, ...chips)] : []));
  tools.querySelector(".chosen")?.setAttribute("aria-label", "Dossiers and stories");
  tools.hidden = false;
};

let goOn = null; // where the keyboard was before the page was drawn anew
let turn = 0;

const draw = async (pack) => {
  turn += 1;
  const mine = turn;
  if (!pack.items.length) {
    sheet.replaceChildren();
    tools.hidden = true;
    status.textContent = hint;
    return;
  }
  if (!sheet.childElementCount) status.textContent = "Gathering the pages …";
  const found = await gather(pack);
  if (mine !== turn) return;
  const { subjects, briefings, missing, left } = found;
  const title = pack.title || subjects.map(({ name }) => name).slice(0, 3).join(", ") || "Briefing pack";
  desk(pack, found, title);
  sheet.replaceChildren(
    cover(found, title),
    make("h2", { textContent: "Contents" }),
    contents(found),
    ...said(found),
    ...briefings.map((each, place) => section(each, place + 1)));
  status.textContent = [
    counted(briefings.length, "article", "articles"),
    left ? `${left} more were left out: a pack holds ${MOST}` : "",
    missing.length ? `Could not be fetched: ${missing.join("; ")}` : "",
  ].filter(Boolean).join(". ");
  if (goOn) {
    const rows = [...sheet.querySelectorAll(".contents > li")];
    const row = goOn.page ? rows[briefings.findIndex(({ page }) => page === goOn.page)] : rows[Math.min(goOn.place, rows.length - 1)];
    const buttons = [...(row?.querySelectorAll("button") ?? [])];
    const wanted = goOn.page ? buttons[goOn.by < 0 ? 0 : 1] : buttons[2];
    (wanted?.disabled ? buttons.find((each) => !each.disabled) : wanted)?.focus();
    goOn = null;
  }
};

const show = (pack) => draw(pack).catch((error) => {
  status.textContent = `The pack could not be made: ${error.message}.`;
});

if (!location.protocol.startsWith("http")) status.textContent = "The pack needs a server: opened from a disk, pages may not read one another.";
else if (document.documentElement.classList.contains("no-pack")) status.textContent = "This browser keeps nothing for this site, so no pages can be chosen. The command `briefings pack` makes a pack without it.";
else {
  store.watch(show);
  show(store.read());
}
