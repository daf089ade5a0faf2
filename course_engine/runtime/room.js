/*
 * Sends what is done in the room without reading the whole screen again: live.js brings what changed. Where
 * nobody answers, it says so in place: a browser's own page of error would hide the room.
 * Without it, each button is a form like any other.
 *
 * HTML: form[data-act], in an element [data-live-from]; [data-act-reads]: the screen is then read again
 *   [data-act-said=SENTENCE] takes the sentence of a refusal, or its own where nobody answers
 */
(function () {
  "use strict";

  const ask = (form) =>
    // Not form.action: that is the field of this name.
    fetch(form.getAttribute("action"), {
      method: "POST",
      headers: { accept: "application/json" },
      body: new URLSearchParams(new FormData(form)),
    });

  async function refusal(reply) {
    try {
      return reply.ok ? "" : (await reply.json()).message;
    } catch {
      return null;
    }
  }

  async function send(form, said) {
    const isStale = form.closest("[data-stale]") !== null;
    const reply = await ask(form).catch(() => null);
    const sentence = reply && (await refusal(reply));
    said.textContent = sentence ?? said.dataset.actSaid;
    if (sentence !== "" || !(isStale || form.matches("[data-act-reads]"))) return;
    location.hash = form.closest("section[id]")?.id ?? "";
    location.reload();
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const said = document.querySelector("[data-act-said]");
    if (!form.matches("[data-live-from] form[data-act]") || !said) return;
    event.preventDefault();
    send(form, said);
  });
})();
