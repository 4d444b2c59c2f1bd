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
      const box = shown[0][0].getClientRects()[0];
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
    addEventListener("scroll", hide, { passive: true });
  };

  /** A search hit opens at its section: go on to the words that were searched for, if they are
      out of sight. The theme marks them after loading. */
  const found = () => {
    if (!new URLSearchParams(location.search).get("h")) return;
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    let tries = 20;
    const look = () => {
      const marks = [...document.querySelectorAll("mark[data-md-highlight]")];
      const mark = marks.find((each) => !target || target.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING);
      if (!mark && --tries) return void setTimeout(look, 50);
      const top = mark?.getBoundingClientRect().top;
      if (top > innerHeight * 0.9) mark.scrollIntoView({ block: "center" });
    };
    look();
  };

  /** A table that scrolls inside itself can be scrolled with the keyboard too. */
  const tables = () => {
    for (const frame of document.querySelectorAll(".md-typeset__scrollwrap")) {
      if (frame.scrollWidth <= frame.clientWidth) continue;
      frame.tabIndex = 0;
      frame.setAttribute("role", "group");
      frame.setAttribute("aria-label", "Table");
    }
  };

  addEventListener("load", found);
  addEventListener("load", tables);

  if (text) {
    const legend = document.querySelector(".legend");
    if (legend) switches(legend);
    tips();
  }
})();
