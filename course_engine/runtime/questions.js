/*
 * The fields of each type of question: read, filled, put in order, pointed at. A classic script between grader.js
 * and quiz.js. It knows forms (rendering/controls.html.jinja), not servers, nor what is kept.
 *
 * HTML: [name=answer]               the fields, in the page's order
 *   [data-letter]                   on a field: whose answer it is (a row, a gap); on a list's item: which it is
 *   ol[data-shown="LETTERS"]        items to put in order, as they were first shown; each holds
 *     [data-place] (a list of places, for whoever has no script), [data-moves] of [data-move=-1|1], [data-grip]
 *   svg[data-zones]                 over a picture: [data-zone=LETTER], [data-pointer]; [data-twin] the same in words
 *   [data-said]                     a live region: what has just been done
 *   [data-outcome-of=LETTER]        how a place came out, in words; [data-came-out] on a zone
 */
(function () {
  "use strict";

  const { TYPES } = CourseGrader;
  const OUTSIDE = "outside";
  const POINT = "Montrez l’endroit sur l’image, du doigt ou à la souris.";
  const POINTED = "Endroit choisi. Vous pouvez encore en choisir un autre.";
  const moved = (name, place, count) => `${name}\u00a0: place ${place} sur ${count}.`;

  const inputs = (form) => [...form.querySelectorAll("[name=answer]")];
  const isChoice = (input) => input.type === "radio" || input.type === "checkbox";
  const values = (fields) => fields.map((field) => ({ letter: field.value }));
  const choices = (field) => (field.options ? values([...field.options].slice(1)) : []);
  const say = (form, words) => { for (const said of form.querySelectorAll("[data-said]")) said.textContent = words; };

  /* ---- What was asked, and what is answered. ---- */

  const ASKED = {
    "matching": (fields) => ({ rows: fields.map(({ dataset }) => dataset), choices: choices(fields[0]) }),
    "cloze": (fields) => ({
      gaps: fields.map((field) => ({
        letter: field.dataset.letter, choices: choices(field), is_number: field.inputMode === "decimal",
      })),
    }),
    "ordering": (_fields, form) => ({ items: shownLetters(listOf(form)).map((letter) => ({ letter })) }),
    "hotspot": (fields) => ({ zones: values(fields.filter(({ value }) => value !== OUTSIDE)) }),
    "rating": (fields) => ({ steps: values(fields) }),
  };

  /* The question as it is shown here: what grader.js wants to know of it. */
  function questionOf(form) {
    const { type, points, unit } = form.dataset;
    const fields = inputs(form);
    const offered = ASKED[type]?.(fields, form) ?? { options: values(fields) };
    return { type, points: Number(points), unit_label: unit, ...offered };
  }

  function read(form) {
    const { type } = form.dataset;
    const given = inputs(form).filter((input) => !isChoice(input) || input.checked);
    return { type, ...TYPES[type].read(given.map((input) => input.value), questionOf(form)) };
  }

  function fill(form, response) {
    if (response.sequence) arrange(listOf(form), response.sequence);
    const chosen = TYPES[form.dataset.type].chosen(response);
    const places = response.pairs ?? response.gaps;
    for (const input of inputs(form)) {
      if (isChoice(input)) input.checked = chosen.includes(input.value);
      else if (places) input.value = places[input.dataset.letter] ?? "";
      else if ("text" in response) input.value = response.text;
    }
    showChosen(form);
  }

  /* What the fields held when the page came; nothing is said of them any more. */
  function clear(form) {
    form.reset();
    showOutcomes(form, {});
    const list = listOf(form);
    if (list) arrange(list, shownLetters(list));
    if (form.querySelector("[data-zones]")) askForPoint(form);
  }

  /* Puts the focus where an answer begins. */
  function focusFirst(form) {
    const twin = form.querySelector("[data-twin]");
    const first = listOf(form)?.querySelector("[data-move]:not([aria-disabled=true])") ?? inputs(form)[0];
    (twin && !twin.open ? twin.querySelector("summary") : first).focus();
  }

  /* What was said of the fields while they were filled says nothing of how they came out. */
  function showOutcomes(form, outcomes) {
    say(form, "");
    const wordsOf = (outcome) => form.closest("[data-quiz]").querySelector(`[data-words=place-${outcome}]`).innerHTML;
    for (const slot of form.querySelectorAll("[data-outcome-of]")) {
      const outcome = outcomes[slot.dataset.outcomeOf];
      slot.innerHTML = outcome ? wordsOf(outcome) : "";
    }
    for (const zone of form.querySelectorAll("[data-zone]")) {
      zone.dataset.cameOut = outcomes[zone.dataset.zone] ?? "";
    }
  }

  /* ---- Items to put in order: by buttons; a pointer may also drag them. ---- */

  const listOf = (form) => form.querySelector("[data-shown]");
  const shownLetters = (list) => list.dataset.shown.split(" ");
  const itemsOf = (list) => [...list.children];

  function arrange(list, letters) {
    const byLetter = new Map(itemsOf(list).map((item) => [item.dataset.letter, item]));
    list.append(...letters.filter((letter) => byLetter.has(letter)).map((letter) => byLetter.get(letter)));
    settlePlaces(list);
  }

  function settlePlaces(list) {
    itemsOf(list).forEach((item, index, { length }) => {
      item.querySelector("select").selectedIndex = index + 1;
      const [up, down] = item.querySelectorAll("[data-move]");
      up.setAttribute("aria-disabled", String(index === 0));
      down.setAttribute("aria-disabled", String(index === length - 1));
    });
  }

  function sayPlace(form, item) {
    const items = itemsOf(item.parentElement);
    const name = item.querySelector(".quiz-item-text").textContent.trim();
    say(form, moved(name, items.indexOf(item) + 1, items.length));
  }

  function place(item, index) {
    const list = item.parentElement;
    const others = itemsOf(list).filter((other) => other !== item);
    list.insertBefore(item, others[index] ?? null);
    settlePlaces(list);
  }

  function move(form, button) {
    if (button.getAttribute("aria-disabled") === "true") return;
    const item = button.closest("[data-letter]");
    place(item, itemsOf(item.parentElement).indexOf(item) + Number(button.dataset.move));
    button.focus(); // The item took it away with it.
    sayPlace(form, item);
  }

  /* The item goes where the pointer is, among the others' middles. */
  function drag(form, grip, { pointerId }) {
    const item = grip.closest("[data-letter]");
    const list = item.parentElement;
    const begun = itemsOf(list).indexOf(item);
    const follow = ({ clientY }) => {
      const above = itemsOf(list).filter((other) => {
        const { top, height } = other.getBoundingClientRect();
        return other !== item && top + height / 2 < clientY;
      });
      if (above.length !== itemsOf(list).indexOf(item)) place(item, above.length);
    };
    const over = new AbortController();
    const leave = () => {
      over.abort();
      delete item.dataset.dragged;
      if (itemsOf(list).indexOf(item) !== begun) sayPlace(form, item);
    };
    item.dataset.dragged = "";
    addEventListener("pointermove", follow, over);
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, leave, over);
    grip.releasePointerCapture(pointerId); // A finger's moves go to the page, since its item changes place.
  }

  function enhanceList(form, list) {
    const given = itemsOf(list).map((item) => item.querySelector("select").selectedIndex);
    const isWhole = new Set(given).size === given.length && !given.includes(0);
    const letters = itemsOf(list).map((item) => item.dataset.letter);
    // In the order given, where the page came back with one.
    arrange(list, isWhole ? letters.sort((a, b) => given[letters.indexOf(a)] - given[letters.indexOf(b)]) : shownLetters(list));
    for (const part of list.querySelectorAll("[data-place]")) part.hidden = true;
    for (const part of list.querySelectorAll("[data-moves], [data-grip]")) part.hidden = false;
    list.addEventListener("click", ({ target }) => { if (target.dataset.move) move(form, target); });
    list.addEventListener("pointerdown", (event) => {
      if (!("grip" in event.target.dataset) || event.button || list.closest("fieldset").disabled) return;
      event.preventDefault();
      drag(form, event.target, event);
    });
  }

  /* ---- A picture to point at; its twin is a list of radio buttons. ---- */

  function showChosen(form) {
    const chosen = inputs(form).find((input) => input.checked)?.value;
    for (const zone of form.querySelectorAll("[data-zone]")) zone.toggleAttribute("data-chosen", zone.dataset.zone === chosen);
  }

  function forgetPoint(form) {
    form.querySelector("[data-pointer]").replaceChildren();
    showChosen(form);
  }

  function askForPoint(form) {
    forgetPoint(form);
    say(form, POINT);
  }

  /* Two rings where the picture was touched, of a size in pixels whatever the picture's own units. */
  function showPoint(zones, { clientX, clientY }) {
    const matrix = zones.getScreenCTM();
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(matrix.inverse());
    const rings = [12, 4].map((radius) => {
      const ring = document.createElementNS(zones.namespaceURI, "circle");
      for (const [name, value] of Object.entries({ cx: x, cy: y, r: radius / matrix.a })) ring.setAttribute(name, value);
      return ring;
    });
    zones.querySelector("[data-pointer]").replaceChildren(...rings);
  }

  function enhancePicture(form, zones) {
    const twin = form.querySelector("[data-twin]");
    twin.open = false;
    if (form.querySelector("fieldset").disabled) showChosen(form);
    else askForPoint(form);
    zones.addEventListener("click", (event) => {
      if (form.querySelector("fieldset").disabled) return;
      const letter = event.target.dataset.zone ?? OUTSIDE;
      inputs(form).find(({ value }) => value === letter).checked = true;
      showChosen(form);
      showPoint(zones, event);
      say(form, POINTED);
    });
    form.addEventListener("change", () => forgetPoint(form));
  }

  function enhance(form) {
    const zones = form.querySelector("[data-zones]");
    const list = listOf(form);
    if (zones) enhancePicture(form, zones);
    if (list && form.dataset.fraction === undefined) enhanceList(form, list);
  }

  globalThis.CourseQuestions = Object.freeze({ clear, enhance, fill, focusFirst, inputs, questionOf, read, showOutcomes });
})();
