/** Evidence in words; a code without words keeps its name. */
import type { TFunction } from "i18next";
import { absolute } from "../../kit/time.ts";

export type Line = { [name: string]: string };

/** Where more of a line is shown, for who may see it. */
export function placeOf({ code, alert, request, session, device }: Line): string | null {
  if (alert) return `/alerts?tab=office&id=${alert}`;
  if (request) return `/approvals?id=${request}`;
  if (session) return `/sessions/${session}`;
  return code?.startsWith("post_") && device ? `/posts/${device}` : null;
}

export function sayEvidence(t: TFunction, line: Line): string {
  const { code = "", since, until, evidence, rule, state, camera, kind, ...rest } = line;
  const moment = (at: string | undefined) => (at ? absolute(at, Date.now()) : "");
  const said = {
    ...rest,
    since: moment(since),
    until: moment(until),
    n: (evidence ?? "").split(",").filter(Boolean).length,
    rule: rule ? t(`alert.rule.${rule}` as "alert.rule.post_down") : "",
    state: state ? t(`post.${state}` as "post.online") : "",
    camera: camera ? t(`camera.${camera}` as "camera.black") : "",
  };
  const key = code === "crossing" ? `evidence.crossing.${kind === "outside" ? "in" : "out"}.${until ? "back" : "still"}` : `evidence.${code}`;
  return t(key as "evidence.post_silent", { ...said, defaultValue: code });
}
