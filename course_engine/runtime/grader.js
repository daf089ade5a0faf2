/*
 * The grader in the browser, twin of grading/: the same operations on doubles, in the same order, judged by
 * the same vectors. Pure: it knows of no page. One classic script before quiz.js, because a file:// page can
 * load no module. Types, keys and responses are those of model/quiz/; a sentence is for the learner.
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
  const WRITE = "Écrivez votre réponse, puis validez-la.";
  const OF_ANOTHER_KIND = "Cette réponse n’est pas du genre que la question attend\u00a0: répondez de nouveau.";
  const FILL = "Remplissez au moins une place, puis validez.";
  const PLACE_EACH = "Donnez à chaque élément une place à lui, puis validez.";
  const UNTOUCHED = "Mettez la liste en ordre, puis validez-la\u00a0: elle n’a pas encore changé.";
  const NOT_TAKEN = "Cette réponse n’est pas de celles que la question peut recevoir\u00a0: répondez de nouveau.";
  const OUTSIDE = "outside";
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

  /* Where each of several places takes one element: one left blank is neither right nor wrong. */
  const creditByPlace = (rule, e, r, w) => (rule === "each-answer" ? r / e : partialCredit(rule, e, r, w, 0));

  function requireOffered(options, letters) {
    for (const letter of letters) requireThat(options.some((o) => o.letter === letter), unknownOption(letter));
  }

  function requirePlaces(places, given) {
    requireThat(given.length, FILL);
    requireThat(given.every((letter) => places.some((place) => place.letter === letter)), NOT_TAKEN);
  }

  function filled(places, values) {
    requireThat(values.length <= places.length, NOT_TAKEN);
    return Object.fromEntries(values.map((value, index) => [places[index].letter, value]).filter(([, value]) => value));
  }

  const written = (gaps) => Object.entries(gaps).filter(([, text]) => fold(text));

  function requireNumber(text, unit) {
    const number = readNumber(text, unit);
    requireThat(number, notANumber(trim(text)));
    return number;
  }

  const within = (number, { low, high }) => atMost(readNumber(low, ""), number) && atMost(number, readNumber(high, ""));

  const FILLS = {
    chosen: (key, text) => text === key.right,
    typed: (key, text) => key.accepted.some((spelling) => fold(spelling) === fold(text)),
    number: (key, text) => within(requireNumber(text, ""), key),
  };

  /* The longest increasing subsequence, by the smallest ends of those of each length (Fredman 1975). */
  function inOrder(ranks) {
    const ends = [];
    for (const rank of ranks) {
      const place = ends.findIndex((end) => end >= rank);
      ends[place < 0 ? ends.length : place] = rank;
    }
    return ends.length;
  }

  /* How one place came out, as grading/outcomes.py names it. */
  const outcome = (given, isRight) => (given ? (isRight ? "right" : "wrong") : "blank");
  const outcomesOf = (key, judged) =>
    Object.fromEntries(Object.keys(key.right).map((letter) => [letter, judged(letter)]));

  const typed = { read: ([text = ""]) => ({ text }), chosen: () => [] };

  /* For each type: `read` a form's values; `require` that they answer, which needs no key; judge a
     `fraction`; the values `chosen` among those offered; the `outcomes` of its places by letter, where it has
     several. `read` and `require` know the question as it is shown. */
  const TYPES = {
    "single-choice": {
      read: ([option = ""]) => ({ option }),
      require(question, { option }) {
        requireThat(option, CHOOSE);
        requireOffered(question.options, [option]);
      },
      fraction: (key, { option }) => Number(option === key.right),
      chosen: ({ option }) => [option],
    },
    "multiple-choice": {
      read: (values) => ({ options: values }),
      require: (question, { options }) => requireOffered(question.options, options),
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
        requireNumber(text, question.unit_label || "");
      },
      fraction: (key, { text }, question) => Number(within(readNumber(text, question.unit_label || ""), key)),
    },
    "matching": {
      read: (values, { rows }) => ({ pairs: filled(rows, values) }),
      require({ rows, choices }, { pairs }) {
        requirePlaces(rows, Object.keys(pairs));
        requireOffered(choices, Object.values(pairs));
      },
      fraction(key, { pairs }, { rows }) {
        const given = Object.entries(pairs);
        const found = given.filter(([row, choice]) => key.right[row] === choice).length;
        return creditByPlace(key.rule, rows.length, found, given.length - found);
      },
      chosen: () => [],
      outcomes: (key, { pairs }) => outcomesOf(key, (row) => outcome(pairs[row], pairs[row] === key.right[row])),
    },
    "ordering": {
      read(values, { items }) {
        const placed = values.map((value) => /^(.*)\.([0-9]{1,3})$/s.exec(value));
        requireThat(placed.every(Boolean), PLACE_EACH);
        requireThat(new Set(placed.map(([, , place]) => Number(place))).size === placed.length, PLACE_EACH);
        const sequence = placed.sort((a, b) => a[2] - b[2]).map(([, letter]) => letter);
        requireThat(sequence.join() !== items.map(({ letter }) => letter).join(), UNTOUCHED);
        return { sequence };
      },
      require({ items }, { sequence }) {
        requireOffered(items, sequence);
        requireThat(sequence.length === items.length && new Set(sequence).size === items.length, PLACE_EACH);
      },
      fraction(key, { sequence }) {
        if (key.rule === "off") return Number(sequence.join() === key.right.join());
        return (inOrder(sequence.map((letter) => key.right.indexOf(letter))) - 1) / (key.right.length - 1);
      },
      chosen: () => [],
      outcomes: (key, { sequence }) => Object.fromEntries(
        sequence.map((letter, place) => [letter, outcome(letter, letter === key.right[place])])),
    },
    "cloze": {
      read: (values, { gaps }) => ({ gaps: filled(gaps, values) }),
      require({ gaps }, response) {
        const given = new Map(written(response.gaps));
        requirePlaces(gaps, [...given.keys()]);
        for (const { letter, choices = [], is_number: isNumber } of gaps) {
          if (!given.has(letter)) continue;
          if (choices.length) requireOffered(choices, [given.get(letter)]);
          if (isNumber) requireNumber(given.get(letter), "");
        }
      },
      fraction(key, response, { gaps }) {
        const given = written(response.gaps);
        const found = given.filter(([gap, text]) => FILLS[key.right[gap].kind](key.right[gap], text)).length;
        return creditByPlace(key.rule, gaps.length, found, given.length - found);
      },
      chosen: () => [],
      outcomes: (key, { gaps }) => outcomesOf(key, (gap) => {
        const text = gaps[gap] ?? "";
        return fold(text) ? outcome(text, FILLS[key.right[gap].kind](key.right[gap], text)) : "blank";
      }),
    },
    "hotspot": {
      read: ([zone = ""]) => ({ zone }),
      require({ zones }, { zone }) {
        requireThat(zone, CHOOSE);
        if (zone !== OUTSIDE) requireOffered(zones, [zone]);
      },
      fraction: (key, { zone }) => Number(key.right.includes(zone)),
      chosen: ({ zone }) => [zone],
      outcomes: (key, { zone }) => ({
        ...(zone !== OUTSIDE && { [zone]: "wrong" }),
        ...Object.fromEntries(key.right.map((letter) => [letter, "right"])),
      }),
    },
    "free-text": {
      ...typed,
      require: (question, { text }) => requireThat(fold(text), WRITE),
      fraction: () => 0,
    },
    "rating": {
      read: ([step = ""]) => ({ step }),
      require({ steps }, { step }) {
        requireThat(step, CHOOSE);
        requireOffered(steps, [step]);
      },
      fraction: () => 0,
      chosen: ({ step }) => [step],
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

  const outcomes = (key, response) => TYPES[key.type].outcomes?.(key, response) ?? {};
  const passed = (earned, maximum, threshold) => earned + ROUNDING_MARGIN >= (threshold * maximum) / 100;
  const percentage = (earned, maximum) => Math.floor(((earned + ROUNDING_MARGIN) * 100) / maximum);

  globalThis.CourseGrader = Object.freeze({
    InvalidResponse, ROUNDING_MARGIN, TYPES,
    fold, grade, outcomes, partialCredit, passed, percentage, readNumber, requireAnswer,
  });
})();
