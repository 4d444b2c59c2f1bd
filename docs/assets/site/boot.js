/* Runs before the body is parsed. Two tasks: the small functions that Material's bundle expects to
   find (its own inline script, which the content security policy does not let run), and the colour
   scheme, set on the body the moment it exists, so that a dark page never flashes light. */
(() => {
  const root = document.documentElement;
  const base = document.currentScript.dataset.base || ".";

  globalThis.__md_scope = new URL(base, location);
  globalThis.__md_hash = (text) => [...text].reduce((hash, char) => (hash << 5) - hash + char.charCodeAt(0), 0);
  globalThis.__md_get = (key, storage = localStorage, scope = globalThis.__md_scope) => {
    try {
      return JSON.parse(storage.getItem(scope.pathname + "." + key));
    } catch {
      return null; // storage is switched off, or holds something that is not ours
    }
  };
  globalThis.__md_set = (key, value, storage = localStorage, scope = globalThis.__md_scope) => {
    try {
      storage.setItem(scope.pathname + "." + key, JSON.stringify(value));
    } catch {
      // full or switched off: the choice lasts for this page
    }
  };

  root.classList.replace("no-js", "js");
  // A reader who was here before is told what is new: the line for it is kept free from the start.
  if (globalThis.__md_get("__seen")) root.classList.add("returning");

  const media = globalThis.__md_get("__palette")?.color?.media ?? "";
  const dark = media.includes("dark") || (!media.includes("light") && matchMedia("(prefers-color-scheme: dark)").matches);
  const paint = () => {
    if (!document.body) return false;
    document.body.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
    return true;
  };
  if (!paint()) {
    new MutationObserver((_, observer) => paint() && observer.disconnect()).observe(root, { childList: true });
  }
})();
