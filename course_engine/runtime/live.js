/*
 * Keeps a served screen as fresh as its link (web/events.py says what comes). Without it, the page is right
 * for the hour that it shows, and is read again by hand.
 *
 * HTML: [data-live-from=ADDRESS] on an element: where events come from; [data-stale] while the link is cut
 *   [data-live=NAME]      a region; its content is replaced by what the server made
 *   [data-live-hour]      takes the hour of the last news
 *   [data-live-cut]       hidden unless the link is cut; says so in words
 * Emits a bubbling `live:go`, detail {href}, before going where the animateur leads: a script that cancels it
 * (something is being typed) shows the way instead.
 */
(function () {
  "use strict";

  const SILENCE_MS = 12000; // The server is heard every five seconds, even when nothing changes.

  function replace(region, html) {
    const focused = region.contains(document.activeElement) && document.activeElement.id;
    const open = [...region.querySelectorAll("details[open][id]")].map((details) => details.id);
    region.innerHTML = html;
    open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
    if (focused) document.getElementById(focused)?.focus();
  }

  function follow(root) {
    const source = new EventSource(root.dataset.liveFrom);
    const cut = root.querySelectorAll("[data-live-cut]");
    let silence = 0;

    function fresh(isFresh) {
      root.toggleAttribute("data-stale", !isFresh);
      cut.forEach((element) => { element.hidden = isFresh; });
    }

    function heard() {
      clearTimeout(silence);
      silence = setTimeout(() => fresh(false), SILENCE_MS);
      fresh(true);
    }

    source.addEventListener("open", () => dispatchEvent(new Event("live:open")));
    source.addEventListener("error", () => fresh(false));
    source.addEventListener("regions", ({ data }) => {
      heard();
      const { hour, regions } = JSON.parse(data);
      root.querySelectorAll("[data-live-hour]").forEach((element) => { element.textContent = hour; });
      for (const [name, html] of Object.entries(regions)) {
        root.querySelectorAll(`[data-live="${name}"]`).forEach((region) => replace(region, html));
      }
    });
    source.addEventListener("go", ({ data }) => {
      heard();
      const { href } = JSON.parse(data);
      if (href === location.pathname) return;
      const go = new CustomEvent("live:go", { bubbles: true, cancelable: true, detail: { href } });
      if (root.dispatchEvent(go)) location.assign(href);
    });
    addEventListener("pagehide", () => source.close());
    heard();
  }

  const start = () => document.querySelectorAll("[data-live-from]").forEach(follow);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
