/** A problem in plain words of the chosen language. */
import type { TFunction } from "i18next";
import { all, type Word } from "../words/index.ts";
import type { Problem } from "./problem.ts";
import { duration, type Lang } from "./time.ts";

export interface Said {
  title: string;
  text: string;
}

function known(key: string): key is Word {
  return key in all;
}

function kind(problem: Problem): string {
  if (problem.status === 0) return "unreachable";
  if (problem.status < 0) return "page";
  return problem.status >= 500 ? "server" : "";
}

/** Title and explanation; the collector's own sentence is the explanation where we have none. */
export function sayProblem(t: TFunction, problem: Problem, language: string): Said {
  const wait = duration(problem.waitS, language as Lang);
  const general = kind(problem);
  if (general) {
    return {
      title: t(`problem.${general}` as Word),
      text: t(`problem.${general}.text` as Word),
    };
  }
  const keys = [`problem.${problem.code}`, `problem.${problem.status}`, "problem.refused"];
  const key = keys.find(known) as Word;
  const text = known(`${key}.text`) ? t(`${key}.text` as Word, { wait }) : problem.message;
  return { title: t(key, { wait }), text };
}
