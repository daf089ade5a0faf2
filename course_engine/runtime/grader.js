/*
 * The grader in the browser, twin of grading.py: the same operations on doubles, in the same order, judged by
 * the same vectors. Pure: it knows of no page. One classic script before quiz.js, because a file:// page can
 * load no module. Types, keys and responses are those of model/quiz.py; a sentence is for the learner.
 */
(function () {
  "use strict";

  const ROUNDING_MARGIN = 1e-9;
  const SPACE = "[\\t-\\r \\u00a0\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
  const SPACES = new RegExp(SPACE, "g");
  const AROUND = new RegExp(`^${SPACE}+|${SPACE}+$`, "g");
  const NUMBER = new RegExp(
    `^([-\\u2212]?)(0(?!${SPACE}*[0-9])|[1-9](?:${SPACE}*[0-9])*)(?:[.,]([0-9](?:${SPACE}*[0-9])*))?`
  );
  const CHOOSE = "Choisissez une réponse, puis validez-la.";
  const CHOOSE_SOME = "Choisissez au moins une réponse, puis validez.";
  const WRITE = "Écrivez votre réponse, puis validez-la.";
  const OF_ANOTHER_KIND = "Cette réponse n’est pas du genre que la question attend\u00a0: répondez de nouveau.";
  const unknownOption = (letter) =>
    `«\u00a0${letter}\u00a0» n’est pas un des choix de cette question\u00a0: choisissez de nouveau.`;
  const notANumber = (text) =>
    `«\u00a0${text}\u00a0» n’est pas lu comme un nombre\u00a0: écrivez-le en chiffres, par exemple 12 ou 3,5.`;

  class InvalidResponse extends Error {}

  function requireThat(valid, sentence) {
    if (!valid) throw new InvalidResponse(sentence);
  }

  const trim = (text) => text.replace(AROUND, "");
  const exact = (text) => trim(text).normalize("NFC");

  /* œ and æ by their codes: were the file read in another encoding, words would break, never scores. */
  function fold(text) {
    return text.normalize("NFKD").toLowerCase().normalize("NFKD")
      .replace(/[\p{Mn}\u00ad\u200b-\u200d\u2060\ufeff]/gu, "")
      .replace(/\u0153/g, "oe").replace(/\u00e6/g, "ae")
      .replace(/[\u2019\u02bc\u2032]/g, "'").replace(/[\u2010-\u2015\u2212]/g, "-")
      .replace(/[\t-\r \u2028\u2029]+/g, " ").replace(/^ | $/g, "");
  }

  /* A decimal is {digits, scale}, worth digits / 10^scale: never a double, since 0.1 is not one. */
  function readNumber(text, unit) {
    const trimmed = trim(text);
    const match = NUMBER.exec(trimmed);
    if (!match || !["", fold(unit)].includes(fold(trimmed.slice(match[0].length)))) return null;
    const [whole, decimals] = [match[2], match[3] || ""].map((digits) => digits.replace(SPACES, ""));
    return { digits: BigInt((match[1] && "-") + whole + decimals), scale: decimals.length };
  }

  const atMost = (a, b) => a.digits * 10n ** BigInt(b.scale) <= b.digits * 10n ** BigInt(a.scale);

  const CREDIT = {
    "off": (e, r, w) => (r === e && w === 0 ? 1 : 0),
    "net-correct": (e, r, w) => Math.max(0, (r - w) / e),
    "coverage": (e, r, w) => (r / e) * (r / (r + w)),
    "each-answer": (e, r, w, lures) => (r + lures - w) / (e + lures),
  };

  const partialCredit = (rule, e, r, w, lures) => (r === 0 ? 0 : CREDIT[rule](e, r, w, lures));

  function requireOffered({ options }, letters) {
    for (const letter of letters) requireThat(options.some((o) => o.letter === letter), unknownOption(letter));
  }

  const typed = { read: ([text = ""]) => ({ text }), chosen: () => [] };

  /* For each type: `read` a form's values; `require` that they answer, which needs no key; judge a
     `fraction`; the values `chosen` among those offered. */
  const TYPES = {
    "single-choice": {
      read: ([option = ""]) => ({ option }),
      require(question, { option }) {
        requireThat(option, CHOOSE);
        requireOffered(question, [option]);
      },
      fraction: (key, { option }) => Number(option === key.right),
      chosen: ({ option }) => [option],
    },
    "multiple-choice": {
      read(values) {
        requireThat(values.length, CHOOSE_SOME);
        return { options: values };
      },
      require: (question, { options }) => requireOffered(question, options),
      fraction(key, { options }) {
        const given = [...new Set(options)];
        const found = given.filter((letter) => key.right.includes(letter)).length;
        const lures = key.offered.length - key.right.length;
        return partialCredit(key.rule, key.right.length, found, given.length - found, lures);
      },
      chosen: ({ options }) => options,
    },
    "true-false": {
      read(values) {
        requireThat(values.length, CHOOSE);
        return { value: values[0] === "true" };
      },
      require() {},
      fraction: (key, { value }) => Number(value === key.right),
      chosen: ({ value }) => [String(value)],
    },
    "short-text": {
      ...typed,
      require: (question, { text }) => requireThat(fold(text), WRITE),
      fraction(key, { text }) {
        const as = key.strict ? exact : fold;
        return Number(key.accepted.some((spelling) => as(spelling) === as(text)));
      },
    },
    "numeric": {
      ...typed,
      require(question, { text }) {
        requireThat(fold(text), WRITE);
        requireThat(readNumber(text, question.unit_label || ""), notANumber(trim(text)));
      },
      fraction(key, { text }, question) {
        const number = readNumber(text, question.unit_label || "");
        return Number(atMost(readNumber(key.low, ""), number) && atMost(number, readNumber(key.high, "")));
      },
    },
  };

  function requireAnswer(question, response) {
    requireThat(response.type === question.type, OF_ANOTHER_KIND);
    TYPES[question.type].require(question, response);
  }

  function grade(question, key, response) {
    requireAnswer(question, response);
    return { fraction: TYPES[question.type].fraction(key, response, question), points: question.points };
  }

  const passed = (earned, maximum, threshold) => earned + ROUNDING_MARGIN >= (threshold * maximum) / 100;
  const percentage = (earned, maximum) => Math.floor(((earned + ROUNDING_MARGIN) * 100) / maximum);

  globalThis.CourseGrader = Object.freeze({
    InvalidResponse, ROUNDING_MARGIN, TYPES,
    fold, grade, partialCredit, passed, percentage, readNumber, requireAnswer,
  });
})();
