/*
 * The quiz in the browser: grader and interaction. One classic script, no module, no build step, because
 * a file:// page can load nothing else. Without it, the same HTML is a plain form that the server grades.
 *
 * Contract with rendering/quiz.py (HTML) and with the shell (served page or bundle):
 *   section[data-quiz=ID][data-threshold=PERCENT?]   one quiz
 *     form[data-question=ID][data-type][data-points][data-unit?]   one question; posts `id` and `answer`
 *       [data-fraction]        on the form once answered: the fraction earned
 *       [data-outcome]         takes the focus after an answer; holds the two next
 *         [data-problem]       where « this is not an answer » is said
 *         [data-feedback]      the status area where feedback is put
 *     template[data-verdict=right|partial|wrong]   the first words of a feedback, for offline use
 *     [data-summary]           where the end is said, once every question is answered
 *   [data-learner=OPAQUE]      on any ancestor, served only: whose unsent answers these are; without it
 *                              they are not kept beyond the page
 *   window.COURSE_BUNDLE = {id, keys: {QUESTION: key}}   offline only; a key is what
 *                              rendering/review.py `offline_key` gives
 * Served, an answer is posted to the form's action with `Accept: application/json`:
 *   200 {"score": {"fraction", "points"}, "html": feedback}    recorded (also when its id was already)
 *   422 {"message": sentence}                                  not an answer: asked again
 * localStorage: "<bundle id>/answer/<question>" = {id, response}; "course-unsent/<learner>/<id>" = what
 * will be sent. After each answer the form emits a bubbling `quiz:answered`, detail {question, score}.
 */
(function () {
  "use strict";

  /* ---- The grader, twin of grading.py: same operations on doubles, in the same order. ---- */

  const ROUNDING_MARGIN = 1e-9;
  const SPACE = "[\\t-\\r \\u00a0\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
  const AROUND = new RegExp(`^${SPACE}+|${SPACE}+$`, "g");
  const NUMBER = new RegExp(
    `^([-\\u2212]?)(0(?!${SPACE}*[0-9])|[1-9](?:${SPACE}*[0-9])*)(?:[.,]([0-9](?:${SPACE}*[0-9])*))?`
  );
  const SENTENCES = {
    choose: "Choisissez une réponse, puis validez-la.",
    write: "Écrivez votre réponse, puis validez-la.",
    option: (letter) => `«\u00a0${letter}\u00a0» n’est pas un des choix de cette question\u00a0: choisissez de nouveau.`,
    number: (text) =>
      `«\u00a0${text}\u00a0» n’est pas lu comme un nombre\u00a0: écrivez-le en chiffres, par exemple 12 ou 3,5.`,
    kind: "Cette réponse n’est pas du genre que la question attend\u00a0: répondez de nouveau.",
  };

  class InvalidResponse extends Error {}

  const trim = (text) => text.replace(AROUND, "");
  const exact = (text) => trim(text).normalize("NFC");

  function fold(text) {
    return text.normalize("NFKD").toLowerCase().normalize("NFKD")
      .replace(/[\p{Mn}\u00ad\u200b-\u200d\u2060\ufeff]/gu, "")
      .replace(/\u0153/g, "oe").replace(/\u00e6/g, "ae")
      .replace(/[\u2019\u02bc\u2032]/g, "'").replace(/[\u2010-\u2015\u2212]/g, "-")
      .replace(/[\t-\r \u2028\u2029]+/g, " ").replace(/^ | $/g, "");
  }

  /* A decimal is {digits, scale}, worth digits / 10^scale: never a double, 0.1 is not one. */
  function readNumber(text, unit) {
    const trimmed = trim(text);
    const match = NUMBER.exec(trimmed);
    if (!match || !["", fold(unit)].includes(fold(trimmed.slice(match[0].length)))) return null;
    const bare = (digits) => (digits || "").replace(new RegExp(SPACE, "g"), "");
    const decimals = bare(match[3]);
    return { digits: BigInt((match[1] && "-") + bare(match[2]) + decimals), scale: decimals.length };
  }

  function atMost(a, b) {
    return a.digits * 10n ** BigInt(b.scale) <= b.digits * 10n ** BigInt(a.scale);
  }

  const CREDIT = {
    "off": (e, r, w) => (r === e && w === 0 ? 1 : 0),
    "net-correct": (e, r, w) => Math.max(0, (r - w) / e),
    "coverage": (e, r, w) => (r / e) * (r / (r + w)),
    "each-answer": (e, r, w, lures) => (r + lures - w) / (e + lures),
  };

  const partialCredit = (rule, e, r, w, lures) => (r === 0 ? 0 : CREDIT[rule](e, r, w, lures));

  function requireOffered(question, letters) {
    const unknown = letters.find((letter) => !question.options.some((option) => option.letter === letter));
    if (unknown !== undefined) throw new InvalidResponse(SENTENCES.option(unknown));
  }

  function requireWritten(text) {
    if (!fold(text)) throw new InvalidResponse(SENTENCES.write);
  }

  /* For each type: `read` a form's values, `require` that they answer (needs no key), judge a `fraction`. */
  const TYPES = {
    "single-choice": {
      read: (values) => ({ option: values[0] || "" }),
      require(question, response) {
        if (!response.option) throw new InvalidResponse(SENTENCES.choose);
        requireOffered(question, [response.option]);
      },
      fraction: (key, response) => (response.option === key.right ? 1 : 0),
      chosen: (response) => [response.option],
    },
    "multiple-choice": {
      read: (values) => ({ options: values }),
      require: (question, response) => requireOffered(question, response.options),
      fraction(key, response) {
        const given = [...new Set(response.options)];
        const found = given.filter((letter) => key.right.includes(letter)).length;
        const lures = key.offered.filter((letter) => !key.right.includes(letter)).length;
        return partialCredit(key.rule, key.right.length, found, given.length - found, lures);
      },
      chosen: (response) => response.options,
    },
    "true-false": {
      read(values) {
        if (!values.length) throw new InvalidResponse(SENTENCES.choose);
        return { value: values[0] === "true" };
      },
      require() {},
      fraction: (key, response) => (response.value === key.right ? 1 : 0),
      chosen: (response) => [String(response.value)],
    },
    "short-text": {
      read: (values) => ({ text: values[0] || "" }),
      require: (question, response) => requireWritten(response.text),
      fraction(key, response) {
        const same = key.strict ? exact : fold;
        return key.accepted.some((spelling) => same(spelling) === same(response.text)) ? 1 : 0;
      },
      chosen: () => [],
    },
    "numeric": {
      read: (values) => ({ text: values[0] || "" }),
      require(question, response) {
        requireWritten(response.text);
        if (!readNumber(response.text, question.unit_label || "")) {
          throw new InvalidResponse(SENTENCES.number(trim(response.text)));
        }
      },
      fraction(key, response) {
        const number = readNumber(response.text, key.unit_label || "");
        return atMost(readNumber(key.low, ""), number) && atMost(number, readNumber(key.high, "")) ? 1 : 0;
      },
      chosen: () => [],
    },
  };

  function requireAnswer(question, response) {
    if (response.type !== question.type) throw new InvalidResponse(SENTENCES.kind);
    TYPES[question.type].require(question, response);
  }

  function grade(question, key, response) {
    requireAnswer(question, response);
    return { fraction: TYPES[question.type].fraction(key, response), points: question.points };
  }

  const passed = (earned, maximum, threshold) => earned + ROUNDING_MARGIN >= (threshold * maximum) / 100;
  const percentage = (earned, maximum) => Math.floor(((earned + ROUNDING_MARGIN) * 100) / maximum);

  /* ---- What is kept in this browser. ---- */

  /* Storage may be full, or refused by a setting: the quiz then works for as long as the page is open. */
  const memory = new Map();
  const keep = {
    get(name) {
      try { return localStorage.getItem(name) ?? memory.get(name) ?? null; } catch { return memory.get(name) ?? null; }
    },
    set(name, text) {
      memory.set(name, text);
      try { localStorage.setItem(name, text); } catch { /* kept in memory */ }
    },
    remove(name) {
      memory.delete(name);
      try { localStorage.removeItem(name); } catch { /* it was in memory only */ }
    },
    names(prefix) {
      let stored = [];
      try { stored = Object.keys(localStorage); } catch { /* in memory only */ }
      return [...new Set([...stored, ...memory.keys()])].filter((name) => name.startsWith(prefix)).sort();
    },
  };

  /* RFC 9562: 48 bits of milliseconds, then random; unsent answers therefore sort by the time they were given. */
  function uuid7() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const now = Date.now().toString(16).padStart(12, "0");
    for (let i = 0; i < 6; i += 1) bytes[i] = parseInt(now.slice(2 * i, 2 * i + 2), 16);
    bytes[6] = (bytes[6] & 0x0f) | 0x70;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  /* ---- One question. ---- */

  const bundle = () => globalThis.COURSE_BUNDLE;
  const offlineKey = (form) => bundle()?.keys[form.dataset.question];
  const answerName = (form) => `${bundle().id}/answer/${form.dataset.question}`;
  const inputs = (form) => [...form.querySelectorAll("[name=answer]")];
  const isChoice = (input) => input.type === "radio" || input.type === "checkbox";
  const isAnswered = (form) => form.dataset.fraction !== undefined;

  function questionOf(form) {
    return {
      type: form.dataset.type,
      points: Number(form.dataset.points),
      unit_label: form.dataset.unit,
      options: inputs(form).map((input) => ({ letter: input.value })),
    };
  }

  function readForm(form) {
    const values = inputs(form).filter((input) => !isChoice(input) || input.checked).map((input) => input.value);
    return { type: form.dataset.type, ...TYPES[form.dataset.type].read(values) };
  }

  function fill(form, response) {
    const { text } = response;
    const chosen = TYPES[form.dataset.type].chosen(response);
    for (const input of inputs(form)) {
      if (isChoice(input)) input.checked = chosen.includes(input.value);
      else input.value = text ?? "";
    }
  }

  function lock(form, locked) {
    form.querySelector("fieldset").disabled = locked;
    form.querySelector("[type=submit]").hidden = locked;
  }

  function say(form, sentence) {
    const problem = form.querySelector("[data-problem]");
    problem.textContent = sentence;
    problem.hidden = !sentence;
    for (const input of inputs(form)) input.setAttribute("aria-invalid", String(Boolean(sentence)));
    if (sentence) inputs(form)[0].focus();
  }

  function show(form, html) {
    form.querySelector("[data-feedback]").innerHTML = html;
  }

  const focusOutcome = (form) => form.querySelector("[data-outcome]").focus();

  function settle(form, score, html) {
    form.dataset.fraction = score.fraction;
    lock(form, true);
    show(form, html);
    form.dispatchEvent(
      new CustomEvent("quiz:answered", { bubbles: true, detail: { question: form.dataset.question, score } })
    );
  }

  /* The same parts in the same order as rendering/feedback.py `feedback_html`. */
  function offlineFeedback(form, key, response, score) {
    const right = score.fraction === 1;
    const outcome = right ? "right" : score.fraction > 0 ? "partial" : "wrong";
    const chosen = inputs(form).map((input) => input.value)
      .filter((value) => TYPES[key.type].chosen(response).includes(value));
    const why = chosen.map((letter) => key.feedback[letter] || "").join("");
    const verdict = form.parentElement.querySelector(`[data-verdict=${outcome}]`).innerHTML;
    return right
      ? verdict + why + key.explanation
      : verdict + why + key.right_answers + key.explanation + key.read_again;
  }

  function answerOffline(form, response) {
    const key = offlineKey(form);
    const score = grade(questionOf(form), key, response);
    settle(form, score, offlineFeedback(form, key, response, score));
  }

  function restore(form) {
    const kept = keep.get(answerName(form));
    if (!kept) return;
    try {
      const { response } = JSON.parse(kept);
      answerOffline(form, response);
      fill(form, response);
    } catch (error) {
      /* The question has changed since, or someone edited the storage: it is asked again. */
      if (!(error instanceof InvalidResponse || error instanceof SyntaxError || error instanceof TypeError)) throw error;
      keep.remove(answerName(form));
    }
  }

  /* ---- Answers on their way to the server. ---- */

  const RETRY_MS = 10000;
  const KEPT = "<p class=\"quiz-kept\">Réponse gardée, sera envoyée dès que la liaison revient.</p>";
  const REFUSED = "Cette réponse n’a pas pu être enregistrée\u00a0: demandez à l’animateur.";

  const unsentPrefix = () =>
    `course-unsent/${document.querySelector("[data-learner]")?.dataset.learner || `page-${PAGE}`}/`;
  const PAGE = typeof crypto === "undefined" ? "" : uuid7();
  let sending = Promise.resolve();
  let retry = 0;

  /* Returns {status, body}, or null when the link, or the session, is down: to be sent again. */
  async function post(item) {
    try {
      const reply = await fetch(item.action, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: new URLSearchParams(item.fields),
        signal: AbortSignal.timeout(RETRY_MS),
      });
      const retryable = reply.status >= 500 || [401, 403, 408, 429].includes(reply.status);
      return retryable ? null : { status: reply.status, body: await reply.json() };
    } catch {
      return null; // No network, too slow, or a page of something else (a hotel's portal) came back.
    }
  }

  function received(item, { status, body }, focus) {
    const form = document.querySelector(`form[data-question="${item.question}"]`);
    if (!form) return;
    if (status === 200) {
      settle(form, body.score, body.html);
      if (focus) focusOutcome(form);
      return;
    }
    show(form, "");
    lock(form, false);
    say(form, (status === 422 && body.message) || REFUSED);
  }

  async function sendUnsent(focusedId) {
    clearTimeout(retry);
    for (const name of keep.names(unsentPrefix())) {
      const item = JSON.parse(keep.get(name));
      const reply = await post(item);
      if (!reply) {
        retry = setTimeout(flush, RETRY_MS);
        markUnsent(focusedId);
        return;
      }
      keep.remove(name);
      received(item, reply, item.id === focusedId);
    }
  }

  /* One sending at a time, in the order of answering: each answer leaves once. */
  function flush(focusedId) {
    sending = sending.then(() => sendUnsent(focusedId));
    return sending;
  }

  function markUnsent(focusedId) {
    for (const name of keep.names(unsentPrefix())) {
      const item = JSON.parse(keep.get(name));
      const form = document.querySelector(`form[data-question="${item.question}"]`);
      if (!form || isAnswered(form)) continue;
      fill(form, item.response);
      lock(form, true);
      if (!form.querySelector(".quiz-kept")) show(form, KEPT);
      if (item.id === focusedId) focusOutcome(form);
    }
  }

  function answerServed(form, response) {
    const { id } = form.elements;
    id.value = uuid7();
    const item = {
      id: id.value,
      question: form.dataset.question,
      action: form.action,
      fields: [...new FormData(form)],
      response,
    };
    keep.set(unsentPrefix() + item.id, JSON.stringify(item));
    lock(form, true);
    flush(item.id);
  }

  function submitted(event) {
    event.preventDefault();
    const form = event.currentTarget;
    say(form, "");
    try {
      const response = readForm(form);
      requireAnswer(questionOf(form), response);
      if (!offlineKey(form)) return answerServed(form, response);
      keep.set(answerName(form), JSON.stringify({ id: uuid7(), response }));
      answerOffline(form, response);
      focusOutcome(form);
    } catch (error) {
      if (!(error instanceof InvalidResponse)) throw error;
      say(form, error.message);
    }
  }

  /* ---- One quiz: the question alone, progress, the end. ---- */

  function button(words, action) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button";
    made.textContent = words;
    made.addEventListener("click", action);
    return made;
  }

  const frenchNumber = (number) => String(number).replace(".", ",");

  /* The same words as rendering/quiz.html.jinja. */
  function summary(quiz, forms) {
    const maximum = forms.reduce((sum, form) => sum + Number(form.dataset.points), 0);
    const earned = forms.reduce((sum, form) => sum + form.dataset.fraction * form.dataset.points, 0);
    const shown = Math.floor((earned + ROUNDING_MARGIN) * 100) / 100;
    const threshold = quiz.dataset.threshold;
    const first = `Vous avez ${frenchNumber(shown)} point${shown < 2 ? "" : "s"} sur ${maximum}, soit ${percentage(earned, maximum)}\u00a0%.`;
    if (threshold === undefined) return [first];
    if (passed(earned, maximum, Number(threshold))) return [first, `Le seuil de ${threshold}\u00a0% est atteint.`];
    return [first, `Le seuil est de ${threshold}\u00a0%\u00a0: relisez les pages conseillées.`];
  }

  function enhanceQuiz(quiz) {
    const forms = [...quiz.querySelectorAll("form[data-question]")];
    if (!forms.length || quiz.dataset.enhanced) return;
    quiz.dataset.enhanced = "";
    const progress = document.createElement("p");
    progress.className = "quiz-progress";
    forms[0].before(progress);
    const previous = button("Question précédente", () => go(current - 1));
    const next = button("Question suivante", () => go(current + 1));
    const again = button("Recommencer ce quiz", restart);
    const end = quiz.querySelector("[data-summary]");
    const bar = document.createElement("div");
    bar.className = "quiz-bar";
    bar.append(previous, next);
    forms.at(-1).after(bar);
    if (offlineKey(forms[0])) end.after(again);
    let current = 0;

    function refresh() {
      const answered = forms.filter(isAnswered).length;
      forms.forEach((form, index) => { form.hidden = index !== current; });
      progress.textContent = `${answered} question${answered < 2 ? "" : "s"} sur ${forms.length}`;
      previous.hidden = current === 0;
      next.hidden = current === forms.length - 1;
      next.classList.toggle("main", isAnswered(forms[current]));
      again.hidden = answered < forms.length;
      end.replaceChildren(...(answered < forms.length ? [] : summary(quiz, forms)).map((sentence) => {
        const line = document.createElement("p");
        line.textContent = sentence;
        return line;
      }));
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
        keep.remove(answerName(form));
        delete form.dataset.fraction;
        form.reset();
        lock(form, false);
        say(form, "");
        show(form, "");
      }
      go(0);
    }

    for (const form of forms) {
      form.noValidate = true; // Our own sentences, the same as the server's.
      form.addEventListener("submit", submitted);
      if (offlineKey(form)) restore(form);
    }
    quiz.addEventListener("quiz:answered", refresh);
    const linked = forms.findIndex((form) => form.querySelector(":target"));
    current = linked >= 0 ? linked : Math.max(0, forms.findIndex((form) => !isAnswered(form)));
    refresh();
  }

  function enhance(root) {
    root.querySelectorAll("[data-quiz]").forEach(enhanceQuiz);
    if (bundle()) return;
    markUnsent();
    flush();
  }

  globalThis.CourseQuiz = Object.freeze({
    enhance, fold, grade, partialCredit, passed, percentage, readNumber, InvalidResponse,
  });

  if (typeof document === "undefined") return;
  addEventListener("online", () => flush());
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => enhance(document));
  else enhance(document);
})();
