/*
 * The quiz in the browser; grader.js and questions.js go before it. A classic script, no module, no build step,
 * because a file:// page can load nothing else. Without it, the same HTML is a plain form that the server grades.
 *
 * HTML (rendering/quiz.py): section[data-quiz=ID][data-threshold=PERCENT?], [data-enhanced] once it is ours
 *   form[data-question=ID][data-type][data-points][data-unit?]   posts `id` (UUIDv7, ours) and `answer`;
 *                                         [data-fraction] once answered: the fraction earned;
 *                                         [data-current] on the question to open at, where a shell knows it
 *     [data-outcome]                      takes the focus after an answer; holds the two next
 *     [data-problem], [data-feedback]     what is said of no valid answer; of an answer
 *   the fields are those that questions.js documents
 *   template[data-words=right|partial|wrong|thanks|kept|place-…]   what the script says by itself in the feedback
 *   [data-progress], [data-bar] of [data-previous] and [data-next], [data-again]   hidden without script
 *   [data-summary]                        filled once every question that is scored is answered
 * Shell: [data-learner=OPAQUE] on any element of a served page: whose unsent answers these are (without it
 * they last as long as the page); window.COURSE_BUNDLE = {id, keys: {QUESTION: key}} before this script in
 * a bundle, each key made by rendering/review.py `offline_key`; CourseQuiz.enhance(element) for a quiz
 * added later. After each answer the form emits a bubbling `quiz:answered`, detail {question, score}.
 * Server: the form's action, posted with `Accept: application/json`, answers
 *   200 {"score": {"fraction", "points"}, "html": feedback, "outcomes": {LETTER: right|wrong|blank}}
 *                                                             recorded (also when its id was already)
 *   422 {"message": sentence}                                 not an answer: asked again
 *   401, 403, 408, 429, 5xx or nothing: kept and sent again, ever less often, at once when the link is back
 *   (`online`, or `live:open` of live.js); anything else: refused
 * localStorage: "<bundle id>/answer/<question>" = {id, response}; "course-unsent/<learner>/<id>".
 */
(function () {
  "use strict";

  const { InvalidResponse, ROUNDING_MARGIN, TYPES, grade, outcomes, passed, percentage, requireAnswer } = CourseGrader;
  const { clear, enhance, fill, focusFirst, inputs, questionOf, read, showOutcomes } = CourseQuestions;

  /* ---- What is kept in this browser. Where storage is full or refused, for as long as the page. ---- */

  const memory = {};

  function storage() { try { return localStorage; } catch { return memory; } }
  function keep(name, text) { try { storage()[name] = text; } catch { memory[name] = text; } }
  const kept = (name) => storage()[name] ?? memory[name];
  const forget = (name) => delete storage()[name] && delete memory[name];

  /* RFC 9562: 48 bits of milliseconds, then chance; in order of names, answers are in order of time. */
  function uuid7() {
    const random = crypto.getRandomValues(new Uint8Array(10));
    random[0] = (random[0] & 0x0f) | 0x70;
    random[2] = (random[2] & 0x3f) | 0x80;
    const tail = [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const hex = Date.now().toString(16).padStart(12, "0") + tail;
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  /* ---- One question. ---- */

  const bundle = () => globalThis.COURSE_BUNDLE;
  const offlineKey = (form) => bundle()?.keys?.[form.dataset.question];
  const answerName = (form) => `${bundle().id}/answer/${form.dataset.question}`;
  const formOf = (question) => document.querySelector(`form[data-question="${question}"]`);
  const words = (form, name) => form.closest("[data-quiz]").querySelector(`[data-words=${name}]`).innerHTML;
  const isAnswered = (form) => form.dataset.fraction !== undefined;
  const showFeedback = (form, html) => { form.querySelector("[data-feedback]").innerHTML = html; };
  const focusOutcome = (form) => form.querySelector("[data-outcome]").focus();

  function lock(form, locked) {
    form.querySelector("fieldset").disabled = locked;
    form.querySelector("[type=submit]").hidden = locked;
  }

  function sayProblem(form, sentence) {
    const problem = form.querySelector("[data-problem]");
    problem.textContent = sentence;
    problem.hidden = !sentence;
    for (const input of inputs(form)) input.setAttribute("aria-invalid", String(Boolean(sentence)));
    if (sentence) focusFirst(form);
  }

  function askAgain(form, sentence) {
    lock(form, false);
    showFeedback(form, "");
    sayProblem(form, sentence);
  }

  function settle(form, score, html, cameOut) {
    form.dataset.fraction = score.fraction;
    lock(form, true);
    showOutcomes(form, cameOut);
    showFeedback(form, html);
    const detail = { question: form.dataset.question, score };
    form.dispatchEvent(new CustomEvent("quiz:answered", { bubbles: true, detail }));
  }

  /* The same parts in the same order as rendering/feedback.py `feedback_html`. */
  function offlineFeedback(form, key, response, { fraction, points }) {
    const outcome = fraction === 1 ? "right" : fraction > 0 ? "partial" : "wrong";
    const verdict = words(form, points ? outcome : "thanks");
    const chosen = TYPES[key.type].chosen(response);
    const why = inputs(form).filter((input) => chosen.includes(input.value))
      .map((input) => key.feedback[input.value] || "").join("");
    return fraction === 1
      ? verdict + why + key.explanation
      : verdict + why + key.solution + key.explanation + key.read_again;
  }

  function answerOffline(form, response) {
    const key = offlineKey(form);
    const score = grade(questionOf(form), key, response);
    settle(form, score, offlineFeedback(form, key, response, score), outcomes(key, response));
  }

  function restore(form) {
    const text = kept(answerName(form));
    if (!text) return;
    try {
      const { response } = JSON.parse(text);
      answerOffline(form, response);
      fill(form, response);
    } catch (error) {
      if (![InvalidResponse, SyntaxError, TypeError].some((kind) => error instanceof kind)) throw error;
      forget(answerName(form)); // The question has changed since, or the text was damaged: asked again.
    }
  }

  /* ---- Answers on their way to the server. ---- */

  const TIMEOUT_MS = 10000;
  const SAID_KEPT_MS = 1500; // A cable that is pulled says nothing: the answer must not seem lost meanwhile.
  const [FIRST_RETRY_MS, LAST_RETRY_MS] = [1000, 30000];
  const SENT_AGAIN = [401, 403, 408, 429];
  const REFUSED = "Cette réponse n’a pas pu être enregistrée\u00a0: demandez à l’animateur.";
  let sending = Promise.resolve();
  let retry = 0;
  let failures = 0;
  const waiting = new Map(); // What this page has sent, or must, and of which it knows no more; by id.

  const learner = () => document.querySelector("[data-learner]")?.dataset.learner;
  const unsentPrefix = () => `course-unsent/${learner() ?? ""}/`;

  function keepUnsent(item) {
    const name = unsentPrefix() + item.id;
    if (learner()) keep(name, JSON.stringify(item));
    else memory[name] = JSON.stringify(item); // On a shared machine, it would be sent as someone else's.
  }

  /* Everything of this learner in this browser, in the order of answering. What another tab has sent meanwhile
     is sent again by a page that shows it: the server says the same of it, and records it once. */
  function unsent() {
    const names = Object.keys({ ...storage(), ...memory }).filter((name) => name.startsWith(unsentPrefix()));
    for (const name of names) waiting.set(name.slice(unsentPrefix().length), JSON.parse(kept(name)));
    return [...waiting.keys()].sort().map((id) => waiting.get(id));
  }

  /* A page that was on its way when an answer was acknowledged may show the question without it: the tab remembers
     what it sent until its next page, which sends it once more if it shows it unanswered. */
  const SENT = "course-sent/";
  const tabStorage = () => { try { return sessionStorage; } catch { return {}; } };

  function rememberSent(item) {
    if (learner()) tabStorage()[`${SENT}${learner()}/${item.id}`] = JSON.stringify(item);
  }

  function sendAgainWhatIsMissing() {
    for (const name of Object.keys(tabStorage()).filter((one) => one.startsWith(SENT))) {
      const item = JSON.parse(tabStorage()[name]);
      const form = name.startsWith(`${SENT}${learner()}/`) && formOf(item.question);
      if (form && !isAnswered(form)) keepUnsent(item);
      delete tabStorage()[name];
    }
  }

  /* Half of the delay is chance: a room that was cut does not come back all at once. */
  function delay() {
    const longest = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
    return longest * (0.5 + Math.random() / 2);
  }

  /* Returns {status, body}, or null when the link or the session is down: to be sent again. */
  async function post(item) {
    try {
      const body = new URLSearchParams(item.fields);
      const [headers, signal] = [{ Accept: "application/json" }, AbortSignal.timeout(TIMEOUT_MS)];
      const reply = await fetch(item.action, { method: "POST", headers, body, signal });
      if (reply.status >= 500 || SENT_AGAIN.includes(reply.status)) return null;
      return { status: reply.status, body: await reply.json() };
    } catch {
      return null; // No network, too slow, or a page of something else (a hotel's portal) came back.
    }
  }

  function received(item, { status, body }, focusedId) {
    const form = formOf(item.question);
    if (!form) return;
    if (status !== 200) return askAgain(form, (status === 422 && body.message) || REFUSED);
    fill(form, item.response); // Another tab may have answered.
    settle(form, body.score, body.html, body.outcomes);
    if (item.id === focusedId) focusOutcome(form);
  }

  async function sendUnsent(focusedId) {
    clearTimeout(retry);
    for (const item of unsent()) {
      const reply = await post(item);
      if (!reply) {
        retry = setTimeout(flush, delay());
        failures += 1;
        return showUnsent(focusedId);
      }
      failures = 0;
      forget(unsentPrefix() + item.id);
      waiting.delete(item.id);
      rememberSent(item);
      received(item, reply, focusedId);
    }
  }

  /* One sending at a time, in the order of answering. */
  const flush = (focusedId) => { sending = sending.then(() => sendUnsent(focusedId)); };

  function showUnsent(focusedId) {
    for (const item of unsent()) {
      const form = formOf(item.question);
      if (!form || isAnswered(form)) continue;
      fill(form, item.response);
      lock(form, true);
      if (form.querySelector(".quiz-kept")) continue; // Said already: whoever went on is not brought back.
      showFeedback(form, words(form, "kept"));
      if (item.id === focusedId) focusOutcome(form);
    }
  }

  function answerServed(form, response) {
    const id = uuid7();
    form.elements.id.value = id;
    const fields = [...new FormData(form)]; // Before the lock: what is disabled is not sent.
    keepUnsent({ id, question: form.dataset.question, action: form.action, fields, response });
    lock(form, true);
    flush(id);
    setTimeout(showUnsent, SAID_KEPT_MS, id);
  }

  function submitted(event) {
    event.preventDefault();
    const form = event.currentTarget;
    sayProblem(form, "");
    try {
      const response = read(form);
      requireAnswer(questionOf(form), response);
      if (!offlineKey(form)) return answerServed(form, response);
      keep(answerName(form), JSON.stringify({ id: uuid7(), response }));
      answerOffline(form, response);
      focusOutcome(form);
    } catch (error) {
      if (!(error instanceof InvalidResponse)) throw error;
      sayProblem(form, error.message);
    }
  }

  /* ---- One quiz: the question alone, progress, the end. ---- */

  /* What is scored; all of a quiz where nothing is. */
  function counted(forms) {
    const scored = forms.filter((form) => Number(form.dataset.points));
    return scored.length ? scored : forms;
  }

  /* The same sentences as rendering/quiz.py `_summary`. */
  function summary(quiz, forms) {
    const total = (worth) => counted(forms).reduce((sum, form) => sum + worth(form.dataset), 0);
    const maximum = total(({ points }) => Number(points));
    if (!maximum) return ["Merci de vos réponses."];
    const earned = total(({ fraction, points }) => fraction * points);
    const shown = Math.floor((earned + ROUNDING_MARGIN) * 100) / 100;
    const points = `${String(shown).replace(".", ",")} point${shown < 2 ? "" : "s"}`;
    const first = `Vous avez ${points} sur ${maximum}, soit ${percentage(earned, maximum)}\u00a0%.`;
    const { threshold } = quiz.dataset;
    if (threshold === undefined) return [first];
    return [first, passed(earned, maximum, Number(threshold))
      ? `Le seuil de ${threshold}\u00a0% est atteint.`
      : `Le seuil est de ${threshold}\u00a0%\u00a0: relisez les pages conseillées.`];
  }

  function enhanceQuiz(quiz) {
    const forms = [...quiz.querySelectorAll("form[data-question]")];
    if (!forms.length || quiz.dataset.enhanced !== undefined) return;
    quiz.dataset.enhanced = "";
    const [progress, bar, previous, next, again, end] =
      ["progress", "bar", "previous", "next", "again", "summary"].map((part) => quiz.querySelector(`[data-${part}]`));
    let current = 0;

    /* The question after this one; after the last, one that was passed over. */
    function onward() {
      return current < forms.length - 1 ? current + 1 : forms.findIndex((form) => !isAnswered(form));
    }

    function refresh() {
      const answered = forms.filter(isAnswered).length;
      const all = counted(forms).every(isAnswered);
      forms.forEach((form, index) => { form.hidden = index !== current; });
      progress.textContent = `${answered} question${answered < 2 ? "" : "s"} sur ${forms.length}`;
      previous.hidden = current === 0;
      const left = onward();
      next.hidden = left < 0 || left === current;
      next.textContent = left > current ? "Question suivante" : "Aller à la question sans réponse";
      next.classList.toggle("main", isAnswered(forms[current]));
      again.hidden = !all || !offlineKey(forms[0]);
      end.innerHTML = all ? summary(quiz, forms).map((line) => `<p>${line}</p>`).join("") : "";
    }

    function go(index) {
      current = index;
      refresh();
      const group = forms[current].querySelector("fieldset");
      group.tabIndex = -1;
      group.focus();
    }

    function restart() {
      for (const form of forms) {
        forget(answerName(form));
        delete form.dataset.fraction;
        clear(form);
        askAgain(form, "");
      }
      go(0);
    }

    for (const form of forms) {
      form.noValidate = true; // Our own sentences, the same as the server's.
      form.addEventListener("submit", submitted);
      enhance(form);
      if (offlineKey(form)) restore(form);
    }
    quiz.addEventListener("quiz:answered", refresh);
    previous.addEventListener("click", () => go(current - 1));
    next.addEventListener("click", () => go(onward()));
    again.addEventListener("click", restart);
    progress.hidden = bar.hidden = false;
    const linked = forms.findIndex((form) => form.querySelector(":target") || form.hasAttribute("data-current"));
    current = linked >= 0 ? linked : Math.max(0, forms.findIndex((form) => !isAnswered(form)));
    refresh();
  }

  function enhanceAll(root) {
    root.querySelectorAll("[data-quiz]").forEach(enhanceQuiz);
    if (bundle()) return;
    sendAgainWhatIsMissing();
    showUnsent();
    flush();
  }

  globalThis.CourseQuiz = Object.freeze({ ...CourseGrader, enhance: enhanceAll });
  for (const back of ["online", "live:open"]) addEventListener(back, () => flush());
  addEventListener("storage", ({ key }) => { if (key?.startsWith(unsentPrefix())) flush(); });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => enhanceAll(document));
  else enhanceAll(document);
})();
