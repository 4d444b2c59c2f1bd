/* Comfort for readers: switches for the highlights, and a word on what a highlight is. Everything a
   page says is there without it. */
(() => {
  "use strict";

  const KEY = "__highlights_off";
  const text = document.querySelector(".article");

  /** Turn the legend of the highlights into switches; the choice holds for every page. */
  const switches = (legend) => {
    const off = new Set([globalThis.__md_get(KEY) ?? []].flat());
    const apply = () => {
      text.dataset.off = [...off].join(" ");
    };
    for (const item of legend.querySelectorAll("li")) {
      const kind = item.querySelector("mark")?.className.match(/\bm-(\w+)/)?.[1];
      if (!kind) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...item.childNodes);
      button.dataset.kind = kind;
      button.setAttribute("aria-pressed", String(!off.has(kind)));
      button.addEventListener("click", () => {
        if (!off.delete(kind)) off.add(kind);
        button.setAttribute("aria-pressed", String(!off.has(kind)));
        globalThis.__md_set(KEY, [...off]);
        apply();
      });
      item.append(button);
    }
    legend.setAttribute("role", "group");
    legend.setAttribute("aria-label", "Highlights");
    apply();
  };

  /** Say what a highlight is as soon as it is pointed at or focused (a `title` waits, and shows
      nothing to those who use the keyboard). */
  const tips = () => {
    const tip = document.createElement("div");
    tip.className = "tip";
    tip.id = "__tip";
    tip.setAttribute("role", "tooltip");
    tip.hidden = true;
    document.body.append(tip);
    let shown = [];

    const hide = () => {
      for (const [element, title] of shown) {
        element.title = title;
        element.removeAttribute("aria-describedby");
      }
      shown = [];
      tip.hidden = true;
    };
    const show = (target) => {
      hide();
      for (let element = target.closest("[title]"); element && text.contains(element); element = element.parentElement.closest("[title]")) {
        shown.push([element, element.title]);
        element.removeAttribute("title");
      }
      if (!shown.length) return;
      shown[0][0].setAttribute("aria-describedby", tip.id);
      tip.textContent = shown.map(([, title]) => title).join("\n");
      tip.hidden = false;
      place();
    };
    const place = () => {
      const box = shown[0]?.[0].getClientRects()[0];
      if (!box) return;
      if (box.bottom < 0 || box.top > innerHeight) return hide();
      const above = box.top - tip.offsetHeight - 6;
      tip.style.top = `${above > 60 ? above : box.bottom + 6}px`;
      tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 8))}px`;
    };

    // A highlight that holds no link can be reached with the keyboard too.
    for (const mark of text.querySelectorAll("mark[title]")) {
      if (!mark.querySelector("a, mark")) mark.closest("a") ?? (mark.tabIndex = 0);
    }

    text.addEventListener("pointerover", (event) => event.pointerType === "mouse" && show(event.target));
    text.addEventListener("pointerleave", hide);
    text.addEventListener("focusin", (event) => show(event.target));
    text.addEventListener("focusout", hide);
    document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
    // Focus scrolls to what it reaches: the word goes along.
    addEventListener("scroll", place, { passive: true });
  };

  /** A search hit opens at its passage: mark the words that were found there. */
  const found = () => {
    const forms = new URLSearchParams(location.search).getAll("h").filter(Boolean).slice(0, 40);
    if (!forms.length || !text) return;
    const words = forms.map((form) => form.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).sort((a, b) => b.length - a.length);
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})(?![\\p{L}\\p{N}])`, "giu");
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) {
      let rest = node;
      let gone = 0;
      for (const match of node.data.matchAll(pattern)) {
        const word = rest.splitText(match.index - gone);
        rest = word.splitText(match[0].length);
        gone = match.index + match[0].length;
        const mark = document.createElement("mark");
        mark.dataset.hit = "";
        word.replaceWith(mark);
        mark.append(word);
      }
    }
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const mark = target?.querySelector("mark[data-hit]");
    if (mark && mark.getBoundingClientRect().top > innerHeight * 0.9) mark.scrollIntoView({ block: "center" });
  };

  /** "/" leads to the search from anywhere. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    const boxes = [...document.querySelectorAll("form[role=search] input[type=search]")];
    const box = boxes.reverse().find((each) => each.checkVisibility());
    if (!box) return;
    event.preventDefault();
    box.select();
    box.focus();
  });

  /** A table that scrolls inside itself can be scrolled with the keyboard too. */
  const tables = () => {
    for (const frame of document.querySelectorAll(".md-typeset__scrollwrap")) {
      if (frame.scrollWidth <= frame.clientWidth) continue;
      frame.tabIndex = 0;
      frame.setAttribute("role", "group");
      frame.setAttribute("aria-label", "Table");
    }
  };

  /** A visit goes on while any page is read; its end is for changes.js to notice. */
  const stay = () => {
    const seen = globalThis.__md_get("__seen");
    if (Date.now() - seen?.at < 2 * 60 * 60 * 1000) globalThis.__md_set("__seen", { ...seen, at: Date.now() });
  };

  stay();
  addEventListener("load", found);
  addEventListener("load", tables);

  if (text) {
    const legend = document.querySelector(".legend");
    if (legend) switches(legend);
    tips();
  }
})();
