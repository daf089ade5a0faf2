/*
 * Keeps a served screen as fresh as its link (web/events.py says what comes). Without it, the page is right
 * for the hour that it shows, and is read again by hand.
 *
 * HTML: [data-live-from=ADDRESS] on an element: where events come from; [data-stale] while the link is cut
 *   [data-live=NAME]      a region; its content is replaced by what the server made
 *                         (a preview merges it: preview.js)
 *   [data-live-hour]      takes the hour of the last news
 *   [data-live-cut]       hidden unless the link is cut; says so in words
 *   [data-live-over]      hidden until the server has nothing more to say: the page is to be read again
 * Emits a bubbling `live:go`, detail {href, since}, before going where the animateur leads: a script that
 * cancels it (something is being typed) shows the way instead; and `live:open` on the window when the link is
 * there (again). CourseLive.show(root, {NAME: HTML}) fills regions with what came by another way.
 * A tab that nobody sees does not listen: browsers open six links to one server, all tabs together.
 */
(function () {
  "use strict";

  const SILENCE_MS = 12000; // The server is heard every five seconds, even when nothing changes.
  const [FIRST_MS, LONGEST_MS] = [1000, 10000];
  const REFUSED = [401, 403, 404]; // Let in no longer, or the session is over: asking again would not help.

  /* The ids of what has the focus in a region and of what that stands in, the nearest first; none without it. */
  function focused(region) {
    const ids = [];
    for (let at = document.activeElement; at !== region && region.contains(at); at = at.parentElement) {
      ids.push(at.id);
    }
    return ids;
  }

  /* A button that did its work may be gone: the focus stays where it stood, at worst on the region. */
  function refocus(region, ids) {
    const place = ids.map((id) => id && document.getElementById(id)).find(Boolean) ?? region;
    if (place.tabIndex < 0) place.tabIndex = -1;
    place.focus({ preventScroll: true });
  }

  function replace(region, html) {
    const made = document.createElement("template");
    made.innerHTML = html;
    if (made.innerHTML.trim() === region.innerHTML.trim()) return; // Not said twice by a screen reader.
    const had = focused(region);
    const open = [...region.querySelectorAll("details[open][id]")].map((details) => details.id);
    if (globalThis.CourseMerge) CourseMerge.merge(region, made.content);
    else region.replaceChildren(made.content);
    open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
    if (had.length && !region.contains(document.activeElement)) refocus(region, had);
  }

  function show(root, regions) {
    for (const [name, html] of Object.entries(regions)) {
      root.querySelectorAll(`[data-live="${name}"]`).forEach((region) => replace(region, html));
    }
  }

  async function isRefused(address) {
    const asking = new AbortController();
    try {
      const { status } = await fetch(address, { headers: { Accept: "application/json" }, signal: asking.signal });
      return REFUSED.includes(status);
    } catch {
      return false;
    } finally {
      asking.abort(); // A stream would never end by itself.
    }
  }

  function follow(root) {
    const address = root.dataset.liveFrom;
    let source = null;
    let [silence, again, failures] = [0, 0, 0];

    const all = (name) => root.querySelectorAll(`[data-live-${name}]`);

    function fresh(isFresh) {
      root.toggleAttribute("data-stale", !isFresh);
      all("cut").forEach((element) => { element.hidden = isFresh; });
    }

    function close() {
      clearTimeout(silence);
      clearTimeout(again);
      source?.close();
      source = null;
    }

    function heard() {
      clearTimeout(silence);
      silence = setTimeout(lost, SILENCE_MS); // A cable that is pulled says nothing by itself.
      failures = 0;
      fresh(true);
    }

    function over() {
      stop();
      fresh(true);
      all("over").forEach((element) => { element.hidden = false; });
    }

    /* Opens again later and later, each browser at a moment of its own. */
    function lost() {
      const mayBeRefused = source?.readyState === EventSource.CLOSED;
      close();
      fresh(false);
      const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures++);
      again = setTimeout(async () => {
        if (mayBeRefused && (await isRefused(address))) over();
        else if (!document.hidden) open();
      }, longest * (0.5 + Math.random() / 2));
    }

    function open() {
      close();
      source = new EventSource(address);
      silence = setTimeout(lost, SILENCE_MS);
      source.addEventListener("open", () => dispatchEvent(new Event("live:open")));
      source.addEventListener("error", lost);
      source.addEventListener("regions", ({ data }) => {
        heard();
        const { hour, regions } = JSON.parse(data);
        all("hour").forEach((element) => { element.textContent = hour; });
        show(root, regions);
      });
      source.addEventListener("go", ({ data }) => {
        heard();
        const detail = JSON.parse(data);
        if (detail.href === location.pathname) return;
        const go = new CustomEvent("live:go", { bubbles: true, cancelable: true, detail });
        if (root.dispatchEvent(go)) location.assign(detail.href);
      });
      source.addEventListener("over", over);
    }

    const turned = () => (document.hidden ? close() : open());
    const shown = ({ persisted }) => { if (persisted) open(); };
    const LISTENED = [[document, "visibilitychange", turned], [window, "online", turned],
      [window, "pagehide", close], [window, "pageshow", shown]];

    function stop() {
      close();
      LISTENED.forEach(([where, event, listener]) => where.removeEventListener(event, listener));
    }

    LISTENED.forEach(([where, event, listener]) => where.addEventListener(event, listener));
    turned();
  }

  globalThis.CourseLive = Object.freeze({ show });
  const start = () => document.querySelectorAll("[data-live-from]").forEach(follow);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
