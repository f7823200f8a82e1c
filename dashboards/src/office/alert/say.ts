/** Evidence in words; a code without words keeps its numbers. */
import type { TFunction } from "i18next";
import { absolute } from "../../kit/time.ts";

export function sayEvidence(t: TFunction, line: Record<string, string>): string {
  const { code = "", since, evidence, rule, state, camera, ...rest } = line;
  const said = {
    ...rest,
    since: since ? absolute(since, Date.now()) : "",
    n: (evidence ?? "").split(",").filter(Boolean).length,
    rule: rule ? t(`alert.rule.${rule}` as "alert.rule.post_down") : "",
    state: state ? t(`post.${state}` as "post.online") : "",
    camera: camera ? t(`camera.${camera}` as "camera.black") : "–",
  };
  return t(`evidence.${code}` as "evidence.post_down", { ...said, defaultValue: code });
}
