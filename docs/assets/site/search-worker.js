/* The search itself, away from the page: it opens the shards of the index (Pagefind's, each with a
   file of our own to filter and count by), asks them, and puts their answers together. The page's
   content security policy needs no exception for WebAssembly, because it only runs here.

   In:  { id, words, phrases, filters: { facet: [value] }, sort, limit }  or  { id, suggest, text }
   Out: { id, hits, total, more } (total is null while older shards are still being asked),
        { id, counts: { facet: [[value, count]] } }, { id, suggestions }, { id, problem } */

const ROOT = new URL("../../pagefind/", import.meta.url);
const TOP = 8; // values of a facet that are shown
const WORDS = 38; // in the passage of a hit
const PARALLEL = 4; // shards asked at once after the first, where they are asked in the order of time

const fetchAnything = self.fetch.bind(self);
const once = (make) => {
  let made;
  return () => (made ??= make().catch((error) => { made = undefined; throw error; }));
};

const bytes = (path) => once(async () => (await load(new URL(path, ROOT))).arrayBuffer());

/* What the engine asks for and we have or load ourselves, by its path: the WebAssembly, which every
   shard's instance wants at an address of its own, and how each shard begins. */
const wasm = bytes("wasm.en.pagefind");
const ours = new Map();
self.fetch = async (input, options) => {
  const own = ours.get(new URL(input.url ?? input).pathname.replace(ROOT.pathname, ""));
  return own ? new Response((await own()).slice(0)) : fetchAnything(input, options);
};

const load = async (url, options) => {
  const response = await fetchAnything(url, options);
  if (!response.ok) throw new Error(`${url.pathname.split("/").pop()} is not there`);
  return response;
};

/** What a compressed file says, whether or not the server has unpacked it on the way. */
const unpacked = async (url) => {
  const packed = await (await load(url)).arrayBuffer();
  const [first, second] = new Uint8Array(packed);
  if (first !== 0x1f || second !== 0x8b) return new TextDecoder().decode(packed);
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
};

const open = once(async () => {
  const list = await (await load(new URL("shards.json", ROOT), { cache: "no-cache" })).json();
  const engine = once(() => import(new URL(`pagefind.js?${list.engine}`, ROOT).href));
  for (const { path, entry, meta } of list.shards) {
    ours.set(`${path}/wasm.en.pagefind`, wasm);
    ours.set(`${path}/pagefind-entry.json`, async () => JSON.stringify(entry));
    ours.set(`${path}/${meta}`, bytes(`${path}/${meta}`));
  }
  // All instances share one WebAssembly instance, and the first must have it before others start.
  let ready = null;
  const start = async ({ path, meta }) => {
    ours.get(`${path}/${meta}`)().catch(() => {}); // while the engine loads
    const { createInstance } = await engine();
    const made = createInstance({ basePath: new URL(`${path}/`, ROOT).href, baseUrl: "/", metaCacheTag: path });
    await made.filters(); // waits for it; there is nothing else to load
    return made;
  };
  const instance = async (row) => {
    if (ready) return ready.then(() => start(row));
    ready = start(row);
    return ready;
  };
  return list.shards.map((row, place) => shard(row, place, instance));
});

/** A part of the index: its searcher and its facets, each loaded when first needed. */
const shard = (row, place, start) => {
  const base = new URL(`${row.path}/`, ROOT);
  const instance = once(() => start(row));
  const facets = once(async () => {
    const { results, facets } = JSON.parse(await unpacked(new URL(row.facets, base)));
    for (const facet of Object.values(facets)) facet.at = new Map(facet.values.map((value, number) => [value, number]));
    return { results, facets };
  });

  const fragments = new Map();
  const fragment = (id) => {
    if (!fragments.has(id)) {
      const read = once(async () => JSON.parse((await unpacked(new URL(`fragment/${id}.pf_fragment`, base))).replace(/^pagefind_dcd/, "")));
      fragments.set(id, read);
    }
    return fragments.get(id)();
  };

  /** The names of the results that have all the values asked for, latest first. */
  const allowed = async (filters) => {
    const { results, facets: known } = await facets();
    let left = null;
    for (const [facet, values] of Object.entries(filters)) {
      for (const value of values) {
        const number = known[facet]?.at.get(value);
        const having = new Set(number === undefined ? [] : known[facet].of[number]);
        left = left ? new Set([...left].filter((each) => having.has(each))) : having;
      }
    }
    return left ? results.filter((_, at) => left.has(at)) : results;
  };

  const result = (id, score, at) => ({ id, place, score, at, data: () => fragment(id) });

  /** The results of a query in this shard, best or latest first. */
  const search = async ({ words, phrases, filters, sort }) => {
    const asked = [...(words ? [words] : []), ...phrases.map((phrase) => `"${phrase}"`)];
    if (!asked.length) return (await allowed(filters)).map((id) => result(id, 0, []));
    const keep = Object.keys(filters).length ? new Set(await allowed(filters)) : null;
    if (keep?.size === 0) return [];
    const options = sort === "date" ? { sort: { order: "desc" } } : {};
    const searcher = await instance();
    const answers = [];
    for (const term of asked) answers.push((await searcher.search(term, options)).results);
    const others = answers.slice(1).map((results) => new Map(results.map((result) => [result.id, result])));
    return answers[0]
      .filter(({ id }) => (!keep || keep.has(id)) && others.every((other) => other.has(id)))
      .map((found) => {
        const all = [found, ...others.map((other) => other.get(found.id))];
        const score = all.reduce((sum, each) => sum + each.score, 0);
        return result(found.id, score, [...new Set(all.flatMap((each) => each.words))].sort((a, b) => a - b));
      });
  };

  return { search, facets, instance };
};

const bare = (word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

/** What is shown of a result: its best passage around the words found, as pieces of plain text. */
const shown = async (result) => {
  const { meta, content, anchors, url } = await result.data();
  const words = content.replaceAll("\u200B", "").split(/\s+/);
  const places = anchors.toSorted((a, b) => a.location - b.location);
  const passages = places.slice(0, -1).map(({ id, element, location }, number) => ({
    id,
    element,
    start: location,
    end: places[number + 1].location,
    at: result.at.filter((each) => each >= location && each < places[number + 1].location),
  }));
  const distinct = ({ at }) => new Set(at.map((each) => bare(words[each] ?? "").toLowerCase())).size;
  const text = passages.filter(({ element }) => element === "p");
  const found = text.filter(({ at }) => at.length).toSorted((a, b) => distinct(b) - distinct(a) || b.at.length - a.at.length);
  const best = found[0] ?? text.find(({ id }) => id === "p1") ?? text[0] ?? passages[0];
  const pieces = best ? excerpt(words, best) : [];
  const title = passages.find(({ id }) => id === "title");
  return {
    url: url.replace(/^\//, ""),
    title: title ? piecesOf(words, title.start, title.end, new Set(title.at)) : [[meta.title, false]],
    published: meta.published ?? null,
    source: meta.source ?? null,
    anchor: best?.id ?? "",
    pieces,
    others: found.slice(1, 6).map(({ id }) => id).toSorted((a, b) => a.localeCompare(b, "en", { numeric: true })),
    more: Math.max(0, found.length - 6),
    forms: [...new Set(result.at.map((each) => bare(words[each] ?? "")).filter(Boolean))].slice(0, 12),
  };
};

/** The stretch of a passage that holds most of what was found, from a few words before it on. */
const excerpt = (words, { start, end, at }) => {
  let from = start;
  if (end - start > WORDS && at.length) {
    let most = 0;
    for (const first of at) {
      const held = at.filter((each) => each >= first && each < first + WORDS - 8).length;
      if (held > most) [most, from] = [held, Math.max(start, Math.min(first - 8, end - WORDS))];
    }
  }
  const to = Math.min(end, from + WORDS);
  const pieces = piecesOf(words, from, to, new Set(at));
  if (from > start) pieces.unshift(["… ", false]);
  if (to < end) pieces.push([" …", false]);
  return pieces;
};

const piecesOf = (words, from, to, marked) => {
  const pieces = [];
  for (let place = from; place < to; place += 1) {
    const word = words[place];
    if (word === undefined) break;
    if (marked.has(place)) {
      // The word alone is marked, not the full stop behind it.
      const found = bare(word) || word;
      const at = word.indexOf(found);
      const after = word.slice(at + found.length);
      pieces.push([word.slice(0, at), false], [found, true], [after, false], [" ", !after && marked.has(place + 1)]);
    } else pieces.push([word, false], [" ", false]);
  }
  pieces.pop();
  const joined = [];
  for (const [text, mark] of pieces) {
    if (!text) continue;
    if (joined.length && joined.at(-1)[1] === mark) joined.at(-1)[0] += text;
    else joined.push([text, mark]);
  }
  return joined;
};

let current = 0;
let counts = {};
let last = { question: "", results: [] }; // answered whole: who asks for more of it need not wait

const answer = async (query) => {
  const { id, limit, sort } = query;
  const stale = () => id !== current;
  const question = JSON.stringify([query.words, query.phrases, query.filters, sort]);
  const shards = await open();
  const again = last.question === question;
  const results = again ? last.results : [];
  const send = async (total) => {
    const hits = await Promise.all(results.slice(0, limit).map(shown));
    if (!stale()) postMessage({ id, hits, total, more: results.length > limit });
  };
  // Shards are disjoint in time, latest first. The latest has hits soon, and they are sent at once;
  // in the order of time they stay the first.
  const rest = sort === "date" ? PARALLEL : shards.length;
  for (let next = 0; next < shards.length && !again && !stale(); next += next ? rest : 1) {
    const group = shards.slice(next, next + (next ? rest : 1));
    const before = results.length;
    results.push(...(await Promise.all(group.map((each) => each.search(query)))).flat());
    if (sort !== "date") results.sort((a, b) => b.score - a.score || a.place - b.place);
    if (before < limit && results.length > before && next + group.length < shards.length) await send(null);
  }
  if (stale()) return;
  last = { question, results };
  await send(results.length);
  await count(id, shards, results, stale);
};

/** Count the results by every value of every facet. */
const count = async (id, shards, results, stale) => {
  const sums = {};
  for (const [place, each] of shards.entries()) {
    const found = new Set(results.filter((result) => result.place === place).map((result) => result.id));
    if (!found.size) continue;
    const { results: names, facets } = await each.facets();
    if (stale()) return;
    for (const [facet, { values, of }] of Object.entries(facets)) {
      const sum = (sums[facet] ??= new Map());
      for (const [number, places] of of.entries()) {
        let hits = 0;
        for (const at of places) hits += found.has(names[at]);
        if (hits) sum.set(values[number], (sum.get(values[number]) ?? 0) + hits);
      }
    }
  }
  counts = {};
  for (const [facet, sum] of Object.entries(sums)) {
    const latest = (a, b) => (a[0] < b[0] ? 1 : -1);
    const commonest = (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
    counts[facet] = [...sum].sort(facet === "month" ? latest : commonest);
  }
  const top = Object.fromEntries(Object.entries(counts).map(([facet, rows]) => [facet, { rows: rows.slice(0, TOP), all: rows.length }]));
  postMessage({ id, counts: top });
};

const suggest = ({ id, suggest: facet, text }) => {
  const wanted = text.toLowerCase();
  const rows = (counts[facet] ?? []).filter(([value]) => value.toLowerCase().includes(wanted));
  postMessage({ id, suggestions: rows.slice(0, 20).map(([value]) => value), facet, text });
};

self.addEventListener("message", async ({ data }) => {
  if (data.suggest) return suggest(data);
  current = data.id;
  if (data.words || data.phrases.length) wasm().catch(() => {}); // while the list loads
  try {
    await answer(data);
    // Filters alone needed no engine; the next question may be of words.
    (await open())[0]?.instance().catch(() => {});
  } catch (error) {
    if (data.id === current) postMessage({ id: data.id, problem: String(error?.message ?? error) });
  }
});
