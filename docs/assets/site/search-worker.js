/* The search itself, away from the page: it opens the shards of the index (Pagefind's, each with a
   file of our own to filter and count by), asks them, and puts their answers together. The page's
   content security policy needs no exception for WebAssembly, because it only runs here.

   In:  { id, words, phrases, filters: { facet: [value] }, sort, limit }  or  { id, suggest, text }
   Out: { id, hits, total, more } (total is null while older shards are still being asked),
        { id, counts: { facet: [[value, count]] } }, { id, suggestions }, { id, problem } */

const ROOT = new URL("../../pagefind/", import.meta.url);
const TOP = 8; // values of a facet that are shown
const WORDS = 38; // in the passage of a hit
const PARALLEL = 4; // shards asked at once after the first

/* Every shard's instance asks for the same WebAssembly at its own address: fetch it once. */
const fetchAnything = self.fetch.bind(self);
let wasm;
self.fetch = async (input, options) => {
  const url = String(input.url ?? input);
  if (!url.includes("wasm.en.pagefind")) return fetchAnything(input, options);
  wasm ??= fetchAnything(new URL("wasm.en.pagefind", ROOT)).then((response) => response.arrayBuffer());
  return new Response((await wasm).slice(0));
};

const once = (make) => {
  let made;
  return () => (made ??= make().catch((error) => { made = undefined; throw error; }));
};

const open = once(async () => {
  const response = await fetchAnything(new URL("shards.json", ROOT), { cache: "no-cache" });
  if (!response.ok) throw new Error("there is no index");
  const list = await response.json();
  if (!list.shards.length) return [];
  const engine = await import(new URL(`pagefind.js?${list.engine}`, ROOT).href);
  // All instances share one WebAssembly instance, and the first must have it before others start.
  let ready = null;
  const start = async (path) => {
    const made = engine.createInstance({ basePath: new URL(`${path}/`, ROOT).href, baseUrl: "/", metaCacheTag: path });
    await made.filters(); // waits for it; there is nothing else to load
    return made;
  };
  const instance = async (path) => {
    if (ready) return ready.then(() => start(path));
    ready = start(path);
    return ready;
  };
  return list.shards.map((row, place) => shard(row, place, instance, list.marker));
});

/** A part of the index: its searcher and its facets, each loaded when first needed. */
const shard = (row, place, start, marker) => {
  const base = new URL(`${row.path}/`, ROOT);
  const instance = once(() => start(row.path));
  const facets = once(async () => {
    const response = await fetchAnything(new URL("facets.gz.bin", base));
    const text = await new Response(response.body.pipeThrough(new DecompressionStream("gzip"))).text();
    const { results, facets } = JSON.parse(text);
    for (const facet of Object.values(facets)) facet.at = new Map(facet.values.map((value, number) => [value, number]));
    return { results, facets };
  });

  /** The names of the results that have all the values asked for; null where all results do. */
  const allowed = async (filters) => {
    let left = null;
    for (const [facet, values] of Object.entries(filters)) {
      for (const value of values) {
        const { results, facets: known } = await facets();
        const number = known[facet]?.at.get(value);
        const having = new Set(number === undefined ? [] : known[facet].of[number].map((each) => results[each]));
        left = left ? new Set([...left].filter((each) => having.has(each))) : having;
      }
    }
    return left;
  };

  /** The results of a query in this shard, best or latest first. */
  const search = async ({ words, phrases, filters, sort }) => {
    const keep = await allowed(filters);
    if (keep?.size === 0) return [];
    const asked = [...(words ? [words] : []), ...phrases.map((phrase) => `"${phrase}"`)];
    const options = sort === "date" ? { sort: { order: "desc" } } : {};
    const searcher = await instance();
    const answers = [];
    for (const term of asked.length ? asked : [marker]) answers.push((await searcher.search(term, options)).results);
    const others = answers.slice(1).map((results) => new Map(results.map((result) => [result.id, result])));
    return answers[0]
      .filter(({ id }) => (!keep || keep.has(id)) && others.every((other) => other.has(id)))
      .map((result) => {
        const all = [result, ...others.map((other) => other.get(result.id))];
        return {
          id: result.id,
          place,
          score: all.reduce((sum, each) => sum + each.score, 0),
          at: asked.length ? [...new Set(all.flatMap((each) => each.words))].sort((a, b) => a - b) : [],
          data: result.data,
        };
      });
  };

  return { search, facets };
};

const bare = (word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

/** What is shown of a result: its best passage around the words found, as pieces of plain text. */
const shown = async (result) => {
  const { meta, content, anchors, raw_url: url } = await result.data();
  const words = content.split(/\s+/);
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
    if (words[place] === undefined) break;
    pieces.push([words[place], marked.has(place)], [" ", marked.has(place) && marked.has(place + 1)]);
  }
  pieces.pop();
  const joined = [];
  for (const [text, mark] of pieces) {
    if (joined.length && joined.at(-1)[1] === mark) joined.at(-1)[0] += text;
    else joined.push([text, mark]);
  }
  return joined;
};

let current = 0;
let counts = {};

const answer = async (query) => {
  const { id, limit } = query;
  const stale = () => id !== current;
  const shards = await open();
  const results = [];
  let sent = false;
  const send = async (total) => {
    const hits = await Promise.all(results.slice(0, limit).map(shown));
    if (!stale()) postMessage({ id, hits, total, more: results.length > limit });
  };
  if (query.sort === "date") {
    // Shards are disjoint in time, latest first: enough hits from the first need no other.
    for (let next = 0; next < shards.length && !stale(); next += next ? PARALLEL : 1) {
      const group = shards.slice(next, next + (next ? PARALLEL : 1));
      results.push(...(await Promise.all(group.map((each) => each.search(query)))).flat());
      if (!sent && results.length >= limit) {
        await send(null);
        sent = true;
      }
    }
  } else {
    const found = await Promise.all(shards.map((each) => each.search(query)));
    results.push(...found.flat().sort((a, b) => b.score - a.score || a.place - b.place));
  }
  if (stale()) return;
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
  try {
    await answer(data);
  } catch (error) {
    if (data.id === current) postMessage({ id: data.id, problem: String(error?.message ?? error) });
  }
});
