/* The search page: what is asked stands in the address, so that it can be shared and gone back to;
   search-worker.js finds it; this shows it. Nothing of an article is ever taken for HTML. */

const FACETS = {
  actor: "Actor",
  place: "Place",
  topic: "Topic",
  month: "Month",
  source: "Source",
  language: "Language",
};
const TYPED = ["actor", "place", "topic", "source"];
const STEP = 10;

const worker = new Worker(new URL("search-worker.js", import.meta.url), { type: "module" });
let asked = 0;
let limit = STEP;

/** What the address asks for. */
const state = () => {
  const params = new URLSearchParams(location.search);
  const filters = {};
  for (const facet of Object.keys(FACETS)) {
    const values = params.getAll(facet).filter(Boolean);
    if (values.length) filters[facet] = [...new Set(values)];
  }
  const q = (params.get("q") ?? "").trim();
  const sort = ["date", "relevance"].includes(params.get("sort")) ? params.get("sort") : q ? "relevance" : "date";
  return { q, filters, sort, sorted: params.has("sort") };
};

/** Words, and phrases in quotation marks of any kind. */
const parts = (q) => {
  const phrases = [];
  const words = q.replace(/["“”„«»]([^"“”„«»]+)["“”„«»]/g, (_, phrase) => {
    phrases.push(phrase.trim());
    return " ";
  });
  return { words: words.replace(/["“”„«»]/g, " ").trim(), phrases: phrases.filter(Boolean) };
};

const ask = (now, most) => {
  limit = most;
  asked += 1;
  worker.postMessage({ id: asked, ...parts(now.q), filters: now.filters, sort: now.sort, limit });
};

/* This runs before the page is read: what the address asks is sought meanwhile, and what comes too
   early to be shown waits. */
ask(state(), STEP);
const isRead = new Promise((done) => {
  if (document.querySelector(".search-page .facets")) done();
  else document.addEventListener("DOMContentLoaded", done, { once: true });
});
worker.addEventListener("message", async ({ data }) => {
  await isRead;
  answered(data);
});
worker.addEventListener("error", async () => {
  await isRead;
  status.textContent = location.protocol === "file:" ? "The search needs a server; the lists of briefings, actors and topics do not." : "The search does not work in this browser.";
});
await isRead;

const page = document.querySelector(".search-page");
const form = page.querySelector("form");
const status = page.querySelector("[role=status]");
const list = page.querySelector(".hits");
const chosen = page.querySelector(".chosen");
const panel = page.querySelector(".facets");
const languages = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });

let drawn = ""; // the hits that are shown, as text
let wider = null; // the hit to go on from when more are shown

const make = (name, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

const address = ({ q, filters, sort, sorted }) => {
  const params = new URLSearchParams();
  if (q) params.set("q", q);
  for (const [facet, values] of Object.entries(filters)) for (const value of values) params.append(facet, value);
  if (sorted) params.set("sort", sort);
  const query = params.toString();
  return location.pathname + (query ? `?${query}` : "");
};

const withValue = (now, facet, value) => ({ ...now, filters: { ...now.filters, [facet]: [...(now.filters[facet] ?? []), value] } });

const without = (now, facet, value) => {
  const filters = { ...now.filters, [facet]: now.filters[facet].filter((each) => each !== value) };
  if (!filters[facet].length) delete filters[facet];
  return { ...now, filters };
};

const label = (facet, value) => {
  if (facet === "language" && /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(value)) return languages.of(value);
  if (facet === "month" && /^\d{4}-\d\d$/.test(value)) {
    return new Date(`${value}-01T00:00:00Z`).toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
  }
  return value;
};

const go = (next) => {
  history.pushState(null, "", address(next));
  show();
};

/** A link to another state of this page. */
const step = (next, properties, ...children) => {
  const link = make("a", { href: address(next), ...properties }, ...children);
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(next);
    status.focus({ preventScroll: true });
  });
  return link;
};

/** Show what the address asks for. */
const draw = (now) => {
  form.elements.q.value = now.q;
  form.elements.sort.value = now.sort;
  document.title = document.title.replace(/^.*? – |^/, `${now.q ? `${now.q}: ` : ""}Search – `);
  const filters = Object.entries(now.filters).flatMap(([facet, values]) => values.map((value) => [facet, value]));
  chosen.replaceChildren(
    ...filters.map(([facet, value]) =>
      make("li", {}, step(without(now, facet, value), { className: "chip-off" }, `${FACETS[facet]}: ${label(facet, value)}`, make("span", { className: "visually-hidden", textContent: " (remove this filter)" }))),
    ),
  );
  chosen.hidden = !filters.length;
  if (limit === STEP) status.textContent = "Searching …";
  page.setAttribute("aria-busy", "true");
};

const show = (most = STEP) => {
  const now = state();
  ask(now, most);
  draw(now);
};

const marked = (pieces) => pieces.map(([text, mark]) => (mark ? make("mark", { className: "hit-word", textContent: text }) : text));

const sign = (anchor) => (anchor[0] === "p" ? `¶${anchor.slice(1)}` : "top");

const hit = ({ url, title, published, source, anchor, pieces, others, more, forms }) => {
  const words = new URLSearchParams(forms.map((form_) => ["h", form_])).toString();
  const to = (place) => `${url}${words ? `?${words}` : ""}#${place}`;
  const stamp = make("p", { className: "stamp" }, published ? make("time", { className: "when", dateTime: published, textContent: published }) : "undated");
  if (source) stamp.append(" · ", make("span", { className: "where", textContent: source }));
  const passage = make("p", { className: "passage" }, ...marked(pieces), " ");
  if (anchor) passage.append(make("a", { className: "ref", href: to(anchor), title: `Paragraph ${anchor.slice(1)}`, textContent: sign(anchor) }));
  if (others.length) {
    const refs = make("span", { className: "refs" }, " also ");
    for (const other of others) refs.append(make("a", { className: "ref", href: to(other), title: `Paragraph ${other.slice(1)}`, textContent: sign(other) }), " ");
    if (more) refs.append(`and ${more} more`);
    passage.append(refs);
  }
  return make("li", {}, make("h2", {}, make("a", { href: to(anchor || "title") }, ...marked(title))), stamp, passage);
};

const hits = ({ id, hits: found, total, more }) => {
  const next = make("button", { type: "button", className: "more-hits", textContent: `Show ${STEP} more` });
  next.addEventListener("click", () => {
    wider = found.length;
    show(limit + STEP);
  });
  // The latest hits come first, and again when older shards have answered too: what is there stays.
  const drawing = JSON.stringify(found);
  if (drawn !== drawing) {
    const at = list.contains(document.activeElement) ? document.activeElement.href : null;
    list.replaceChildren(...found.map(hit));
    const kept = at && [...list.querySelectorAll("a")].find(({ href }) => href === at);
    (wider === null ? kept : list.children[wider]?.querySelector("a"))?.focus();
    wider = null;
  }
  drawn = drawing;
  page.querySelector(".more-hits")?.remove();
  if (more) list.after(next);
  const articles = total === 1 ? "1 article" : `${total ?? `${found.length} or more`} articles`;
  const empty = total === 0;
  status.textContent = empty ? "Nothing found: try fewer words or filters." : articles;
  if (empty) panel.hidden = true;
  if (total !== null) page.removeAttribute("aria-busy");
};

const facets = (counts) => {
  const now = state();
  const box = panel.contains(document.activeElement) ? document.activeElement : null;
  const typing = box?.name && { name: box.name, value: box.value }; // goes on in the box drawn anew
  const groups = Object.entries(FACETS).filter(([facet]) => counts[facet]);
  panel.replaceChildren(
    ...groups.map(([facet, name]) => {
      const { rows, all } = counts[facet];
      const items = rows
        .filter(([value]) => !now.filters[facet]?.includes(value))
        .map(([value, number]) =>
          make("li", {}, step(withValue(now, facet, value), {}, label(facet, value)), " ", make("span", { className: "n", textContent: String(number) }, make("span", { className: "visually-hidden", textContent: number === 1 ? " article" : " articles" }))),
        );
      const heading = make("h2", { id: `facet-${facet}`, textContent: name });
      const group = make("section", {}, heading, make("ul", {}, ...items));
      group.setAttribute("aria-labelledby", heading.id);
      if (TYPED.includes(facet) && all > rows.length) group.append(typeAhead(facet, name));
      return group;
    }),
  );
  panel.hidden = !groups.length;
  const again = typing && panel.querySelector(`input[name=${typing.name}]`);
  if (!again) return;
  again.focus();
  again.value = typing.value;
  if (typing.value) again.dispatchEvent(new InputEvent("input", { inputType: "insertText" })); // its values anew
};

/** A box for the values that are not among the commonest. */
const typeAhead = (facet, name) => {
  const options = make("datalist", { id: `values-${facet}` });
  const box = make("input", { type: "text", name: `another-${facet}`, placeholder: `Another ${name.toLowerCase()}`, autocomplete: "off" });
  box.setAttribute("aria-label", `Another ${name.toLowerCase()}`);
  box.setAttribute("list", options.id);
  let entered = ""; // what was confirmed before its values had come
  const choose = () => {
    const value = [...options.children].find((option) => option.value.toLowerCase() === box.value.trim().toLowerCase())?.value;
    if (!value) return false;
    box.value = ""; // a second event for the same choice finds nothing to choose
    go(withValue(state(), facet, value));
    return true;
  };
  const suggest = () => worker.postMessage({ id: asked, suggest: facet, text: box.value.trim() });
  const confirm = () => {
    if (!box.value.trim() || choose()) return;
    entered = box.value.trim();
    suggest();
  };
  box.addEventListener("input", (event) => {
    entered = "";
    if ((!event.inputType || event.inputType === "insertReplacementText") && choose()) return;
    suggest();
  });
  box.addEventListener("keydown", (event) => event.key === "Enter" && confirm());
  box.addEventListener("change", confirm);
  box.addEventListener("suggested", ({ detail: { text, suggestions } }) => {
    if (text !== box.value.trim()) return; // an answer to fewer letters
    options.replaceChildren(...suggestions.map((value) => make("option", { value })));
    if (text && text === entered) choose();
  });
  return make("p", {}, box, options);
};

const answered = (data) => {
  if (data.id !== asked) return;
  if (data.hits) hits(data);
  else if (data.counts) facets(data.counts);
  else if (data.suggestions) {
    panel.querySelector(`input[name=another-${data.facet}]`)?.dispatchEvent(new CustomEvent("suggested", { detail: data }));
  } else {
    status.textContent = `The search does not work here: ${data.problem}. ${location.protocol === "file:" ? "It needs a server." : ""}`;
    page.removeAttribute("aria-busy");
  }
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const q = form.elements.q.value.trim();
  go({ ...state(), q });
});
form.elements.sort.addEventListener("change", () => go({ ...state(), sort: form.elements.sort.value, sorted: true }));
addEventListener("popstate", () => show());
draw(state());
