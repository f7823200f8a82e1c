/** What the key of a cell means, in words. */
import { useTranslation } from "react-i18next";
import { useTownshipName } from "../../kit/townships.ts";
import type { Word } from "../../words/index.ts";

export type Label = (key: string) => string;

export function useLabels() {
  const { t, i18n } = useTranslation();
  const township = useTownshipName();
  const by = (kind: string): Label => (key) =>
    key === "none" ? t("statistics.unset") : i18n.exists(`${kind}.${key}`) ? t(`${kind}.${key}` as Word) : key;
  return {
    states: by("standing"),
    categories: by("category"),
    sentences: by("sentence"),
    ended: by("end"),
    leaves: by("leavestate"),
    sanctions: by("measure"),
    education: by("learned"),
    townships: township as Label,
    week: ((key) => key.slice(5)) as Label,
  };
}
