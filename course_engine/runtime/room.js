/*
 * Sends what is done in the room without reading the whole screen again: live.js brings what changed.
 * Without it, or when the link is cut, each button is a form like any other.
 *
 * HTML: form[data-act], in an element [data-live-from]; [data-act-said] takes the sentence of a refusal
 */
(function () {
  "use strict";

  async function send(form, said) {
    // Not form.action: that is the field of this name.
    const reply = await fetch(form.getAttribute("action"), {
      method: "POST",
      headers: { accept: "application/json" },
      body: new URLSearchParams(new FormData(form)),
    });
    said.textContent = reply.ok ? "" : (await reply.json()).message;
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const said = document.querySelector("[data-act-said]");
    const isLive = form.closest("[data-live-from]:not([data-stale])");
    if (!form.matches("form[data-act]") || !isLive || !said) return;
    event.preventDefault();
    send(form, said).catch(() => form.submit());
  });
})();
