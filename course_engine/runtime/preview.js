/*
 * Keeps a designer's place while the page changes under them; live.js and quiz.js come after it. Without it, the
 * regions of a live page are replaced whole; without any script, the page is read again by hand.
 *
 * HTML: [data-live-merge]  on a region of live.js: only what differs from what the server made before is touched, so
 *                       that fields, folds and answers stay; a quiz that differs starts again at the same question
 * CourseMerge.merge(region, content): what live.js calls with what the server made.
 */
(function () {
  "use strict";

  const SEEN = "h1, h2, h3, h4, p, li, tr, figure, pre, form, summary";

  /* What the server made of each region, before any script changed it. */
  const made = new WeakMap();
  const keepMade = (region) => made.set(region, region.cloneNode(true));

  const isQuiz = (node) => node.nodeType === Node.ELEMENT_NODE && node.matches("[data-quiz]");
  const areAlike = (one, other) => one.nodeName === other.nodeName && !isQuiz(one);

  function mergeAttributes(shown, before, after) {
    for (const { name } of [...before.attributes]) if (!after.hasAttribute(name)) shown.removeAttribute(name);
    for (const { name, value } of [...after.attributes]) {
      if (before.getAttribute(name) !== value) shown.setAttribute(name, value);
    }
  }

  /* `shown` is `before` and what scripts and the reader made of it; it becomes so of `after`. */
  function mergeNode(shown, before, after) {
    if (before.isEqualNode(after)) return;
    if (!areAlike(before, after) || shown.nodeName !== before.nodeName) return replaceOne(shown, after);
    if (shown.nodeType !== Node.ELEMENT_NODE) { shown.data = after.data; return; }
    mergeAttributes(shown, before, after);
    mergeChildren(shown, before, after);
  }

  function replaceOne(shown, after) {
    const copy = after.cloneNode(true);
    if (isQuiz(shown) && isQuiz(copy)) keepQuestion(shown, copy);
    shown.replaceWith(copy);
  }

  /* A quiz that is made again opens at the question that was shown. */
  function keepQuestion(shown, copy) {
    const current = shown.querySelector("form[data-question]:not([hidden])")?.dataset.question;
    copy.querySelector(`form[data-question="${current}"]`)?.setAttribute("data-current", "");
  }

  function mergeChildren(shown, before, after) {
    const [old, was, will] = [shown, before, after].map((node) => [...node.childNodes]);
    if (old.length !== was.length) return shown.replaceChildren(...will.map((node) => node.cloneNode(true)));
    let [start, end] = [0, 0];
    const most = Math.min(was.length, will.length);
    while (start < most && was[start].isEqualNode(will[start])) start++;
    while (end < most - start && was.at(-1 - end).isEqualNode(will.at(-1 - end))) end++;
    const gone = was.slice(start, was.length - end);
    const come = will.slice(start, will.length - end);
    const at = old[was.length - end] ?? null;
    come.forEach((node, index) => {
      if (index < gone.length) mergeNode(old[start + index], gone[index], node);
      else shown.insertBefore(node.cloneNode(true), at);
    });
    old.slice(start + come.length, start + gone.length).forEach((node) => node.remove());
  }

  /* What is at the top of the window, with where it stands: the first of it that stays keeps its place. */
  function places(region) {
    const moving = [...region.querySelectorAll(SEEN)].filter((element) => !element.closest("nav")); // These may stick.
    const seen = moving.map((element) => [element, element.getBoundingClientRect()]);
    return seen.filter(([, box]) => box.height && box.bottom > 0 && box.top < innerHeight);
  }

  function keepPlace(before) {
    const stays = before.find(([element]) => element.isConnected && element.getBoundingClientRect().height);
    if (stays) scrollBy({ top: stays[0].getBoundingClientRect().top - stays[1].top, behavior: "instant" });
  }

  function merge(region, content) {
    if (!made.has(region)) return region.replaceChildren(content);
    const [before, after] = [made.get(region), region.cloneNode(false)];
    after.append(content);
    const seen = places(region);
    mergeChildren(region, before, after);
    made.set(region, after);
    globalThis.CourseQuiz?.enhance(region);
    keepPlace(seen);
  }

  document.querySelectorAll("[data-live-merge]").forEach(keepMade);
  globalThis.CourseMerge = Object.freeze({ merge });
})();
