/** The dates of the correction and its category. */
import { useTranslation } from "react-i18next";
import type { Api } from "../kit/api.ts";
import { Lines } from "./card.tsx";
import { sayDay } from "./say.ts";

export function TermFacts({ term }: { term: Api<"OwnTerm"> }) {
  const { t, i18n } = useTranslation();
  const category = i18n.language === "en" ? term.category_en : term.category_zh;
  return (
    <Lines
      lines={[
        [t("own.term.sentence"), t(`own.sentence.${term.sentence}`)],
        [t("own.term.from"), sayDay(term.starts_on, i18n.language)],
        [t("own.term.to"), sayDay(term.ends_on, i18n.language)],
        [t("own.term.left"), t("own.days", { n: term.days_left })],
        category !== null && [t("own.term.category"), category],
      ]}
    />
  );
}
