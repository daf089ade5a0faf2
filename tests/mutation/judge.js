/*
 * Judges mutants of grader.js by the vectors, in Node: reads {sources, vectors} on the standard input, writes for
 * each source "killed", "survived" or "broken" (it does not load) on the standard output.
 */
"use strict";

const vm = require("node:vm");

const LIMIT = { timeout: 5000 };
const OBEYS = `(vectors) => {
  const { InvalidResponse, TYPES, grade, outcomes, passed, percentage } = CourseGrader;
  const said = (judge) => {
    try { return judge(); }
    catch (error) {
      if (!(error instanceof InvalidResponse)) throw error;
      return error.message;
    }
  };
  const read = ({ question, values }) => ({ type: question.type, ...TYPES[question.type].read(values, question) });
  const byName = (_name, one) => one && typeof one === "object" && !Array.isArray(one)
    ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one;
  const same = (one, other) => JSON.stringify(one, byName) === JSON.stringify(other, byName);
  return vectors.grading.every((v) => same(said(() => grade(v.question, v.key, v.response)), v.expected))
    && vectors.grading.every((v) => !v.outcomes || same(outcomes(v.key, v.response), v.outcomes))
    && vectors.forms.every((v) => same(said(() => read(v)), v.expected))
    && vectors.lengths.every((v) => (typeof said(() => read(v)) !== "string") === v.is_read)
    && vectors.thresholds.every((v) =>
      passed(v.earned, v.maximum, v.threshold) === v.passed && percentage(v.earned, v.maximum) === v.percentage);
}`;

function verdict(source, vectors) {
  const context = vm.createContext({});
  try { vm.runInContext(source, context, LIMIT); }
  catch { return "broken"; }
  try {
    return vm.runInContext(`(${OBEYS})(JSON.parse(vectors))`, Object.assign(context, { vectors }), LIMIT)
      ? "survived" : "killed";
  } catch { return "killed"; } // An error of the program, or no end.
}

const { sources, vectors } = JSON.parse(require("node:fs").readFileSync(0, "utf-8"));
const text = JSON.stringify(vectors);
process.stdout.write(JSON.stringify(sources.map((source) => verdict(source, text))));
