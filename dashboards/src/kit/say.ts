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

function general({ status }: Problem): string {
  if (status === 0) return "unreachable";
  if (status < 0) return "page";
  return status >= 500 ? "server" : "refused";
}

/** Title and explanation; where we have no words, the collector's own sentence explains. */
export function sayProblem(t: TFunction, problem: Problem, language: string): Said {
  const wait = duration(problem.waitS, language as Lang);
  const names = [problem.code, String(problem.status), general(problem)];
  const title = names.map((one) => `problem.${one}`).find(known) ?? "problem.refused";
  const text = `${title}.text`;
  const foreign = title.startsWith("problem.4") || title === "problem.refused";
  return {
    title: t(title, { wait }),
    text: known(text) ? t(text, { wait }) : foreign ? problem.message : "",
  };
}
