/*
 * Draws a signature with a finger, a pen or a mouse. Without it, or for who cannot draw, the page says how to
 * sign on paper.
 *
 * HTML: form[data-signature] with
 *   [data-signature-pad]      shown by the script; holds the svg to draw in, whose viewBox is 1000 wide
 *   [data-signature-without]  hidden by it
 *   input[name=trace]         takes the strokes as JSON, [[[x, y], …], …], in thousandths of the width
 *   [data-signature-clear]    a button
 *   [data-signature-state]    role=status; data-empty and data-drawn are its words
 */
(function () {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const UNIT = 1000;
  const NEAR = 4; // Two points nearer than that are one.
  const MOST_POINTS = 600; // What a form may hold, and more than a name needs.
  const MOST_STROKES = 60;

  const d = (stroke) => `M${stroke.map(([x, y]) => `${x} ${y}`).join("L")}${stroke.length > 1 ? "" : "h0"}`;

  function thinned(strokes) {
    const points = strokes.reduce((sum, stroke) => sum + stroke.length, 0);
    const step = Math.ceil(points / MOST_POINTS);
    return strokes.map((stroke) => stroke.filter((_point, rank) => rank % step === 0 || rank === stroke.length - 1));
  }

  function prepare(form) {
    const pad = form.querySelector("[data-signature-pad]");
    const box = pad.querySelector("svg");
    const trace = form.querySelector("[name=trace]");
    const state = form.querySelector("[data-signature-state]");
    let strokes = [];
    let pen = null; // The pointer that draws: a palm on the screen is another.
    let path = null;

    function pointOf(event) {
      const { left, top, width } = box.getBoundingClientRect();
      const within = (length) => Math.min(UNIT, Math.max(0, Math.round((length / width) * UNIT)));
      return [within(event.clientX - left), Math.min(within(event.clientY - top), box.viewBox.baseVal.height)];
    }

    function add(point) {
      const stroke = strokes[strokes.length - 1];
      const last = stroke[stroke.length - 1];
      if (last && Math.hypot(point[0] - last[0], point[1] - last[1]) < NEAR) return;
      stroke.push(point);
      path.setAttribute("d", d(stroke));
    }

    function keep() {
      trace.value = strokes.length ? JSON.stringify(thinned(strokes)) : "";
      state.textContent = strokes.length ? state.dataset.drawn : "";
    }

    function clear() {
      strokes = [];
      box.replaceChildren();
      keep();
    }

    box.addEventListener("pointerdown", (event) => {
      if (pen !== null || event.button !== 0 || strokes.length === MOST_STROKES) return;
      event.preventDefault();
      pen = event.pointerId;
      box.setPointerCapture(pen);
      path = box.appendChild(document.createElementNS(SVG, "path"));
      strokes.push([]);
      add(pointOf(event));
    });
    box.addEventListener("pointermove", (event) => {
      if (event.pointerId !== pen) return;
      const passed = event.getCoalescedEvents?.() ?? [];
      (passed.length ? passed : [event]).forEach((each) => add(pointOf(each)));
    });
    const lift = (event) => {
      if (event.pointerId !== pen) return;
      pen = null;
      keep();
    };
    box.addEventListener("pointerup", lift);
    box.addEventListener("pointercancel", lift);

    form.querySelector("[data-signature-clear]").addEventListener("click", clear);
    form.addEventListener("submit", (event) => {
      if (trace.value) return;
      event.preventDefault();
      state.textContent = state.dataset.empty;
    });
    // The next person does not find the last one's signature under the « back » button.
    addEventListener("pageshow", (event) => event.persisted && clear());
    form.querySelectorAll("[data-signature-without]").forEach((element) => { element.hidden = true; });
    pad.hidden = false;
    clear();
  }

  const start = () => document.querySelectorAll("form[data-signature]").forEach(prepare);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
