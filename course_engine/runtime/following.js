/*
 * A trainee's screen in a room that is held: it goes where everyone is led, unless its trainee chose their own
 * pace or is typing; and « Besoin d’aide » without leaving the page. live.js goes before it. Without it, where
 * the animateur is is a link, and the button a form.
 *
 * HTML: [data-session=ID][data-lead=MS] on the live element: whose pace; since when everyone is led, as the page
 *   shows it; [data-own] while the pace is the trainee's own; [data-led] when the animateur brought them
 *   [data-own-pace]       the button that changes the pace, hidden without script
 *   a[data-lead-link]     leads to the page of everyone
 *   form[data-help]       posted with `Accept: application/json`, answers {"regions": {NAME: HTML}}
 *   [data-help-failed]    hidden unless it could not be sent
 *   [data-held]           hidden unless a page was asked for while the link is cut: it opens when the link is back
 * sessionStorage: "course-pace/<session>" = "own"; "course-led" until the next page shows it.
 */
(function () {
  "use strict";

  const root = document.querySelector("[data-live-from][data-session]");
  if (!root) return;
  const [PACE, LED] = [`course-pace/${root.dataset.session}`, "course-led"];
  const SENDING_MS = 10000;
  const memory = {};
  const paceButton = root.querySelector("[data-own-pace]");
  let followed = Number(root.dataset.lead);

  function storage() { try { return sessionStorage; } catch { return memory; } }

  /* What is sent, or shown as it was answered, is disabled: it cannot be lost. */
  function isTyping() {
    const fields = [...root.querySelectorAll("input:not([type=hidden]):enabled, textarea:enabled")];
    return fields.some((field) => field.checked !== field.defaultChecked || field.value !== field.defaultValue);
  }

  function showPace() {
    const isOwn = storage()[PACE] === "own";
    root.toggleAttribute("data-own", isOwn);
    paceButton?.setAttribute("aria-pressed", String(isOwn));
  }

  function changePace() {
    const wasOwn = root.hasAttribute("data-own");
    if (wasOwn) delete storage()[PACE];
    else storage()[PACE] = "own";
    showPace();
    const lead = root.querySelector("[data-lead-link]");
    if (wasOwn && lead && !isTyping()) location.assign(lead.href);
  }

  /* Nobody is led twice by one act: who went further by themselves, or was typing, is left there. */
  function led(event) {
    const { since } = event.detail;
    if (since <= followed || root.hasAttribute("data-own") || isTyping()) event.preventDefault();
    else storage()[LED] = "yes";
    followed = Math.max(followed, since);
  }

  async function sendHelp(form) {
    const body = new URLSearchParams(new FormData(form));
    const signal = AbortSignal.timeout(SENDING_MS);
    const [address, headers] = [form.getAttribute("action"), { Accept: "application/json" }];
    const reply = await fetch(address, { method: "POST", headers, body, signal });
    if (!reply.ok) throw new TypeError(reply.statusText);
    CourseLive.show(root, (await reply.json()).regions);
  }

  async function submitted(event) {
    const form = event.target;
    if (!form.matches("[data-help]")) return;
    event.preventDefault();
    if (form.dataset.sent) return; // Pressed twice: another button takes its place once it is recorded.
    form.dataset.sent = "yes";
    const isSent = await sendHelp(form).then(() => true, () => false);
    delete form.dataset.sent;
    // No link, too slow, refused: one way out for all, which needs no computer.
    root.querySelector("[data-help-failed]").hidden = isSent;
  }

  /* A page that is asked for while the link is cut waits for it: the browser's own page of an error would take the
     place of this one, and of what is said here. */
  const held = root.querySelector("[data-held]");
  let wanted = "";

  function openWanted() {
    const href = wanted;
    wanted = ""; // Whoever comes back here by the browser's button stays.
    if (held) held.hidden = true;
    if (href && !isTyping()) location.assign(href);
  }

  function clicked(event) {
    const link = event.target.closest("a[href]");
    const isCut = held && root.hasAttribute("data-stale");
    if (!isCut || !link || link.origin !== location.origin || link.pathname === location.pathname) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    wanted = link.href;
    held.hidden = false;
    fetch(wanted, { signal: AbortSignal.timeout(SENDING_MS) }).then(openWanted, () => {});
  }

  root.addEventListener("live:go", led);
  document.addEventListener("click", clicked);
  addEventListener("live:open", openWanted);
  root.addEventListener("submit", submitted);
  paceButton?.addEventListener("click", changePace);
  if (paceButton) paceButton.hidden = false;
  showPace();
  root.toggleAttribute("data-led", storage()[LED] === "yes");
  delete storage()[LED];
})();
