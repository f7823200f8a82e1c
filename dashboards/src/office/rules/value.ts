/** How a rule is written: its title in the language of the page, and its value with the unit. */
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";
import type { Word } from "../../words/index.ts";

type Item = Api<"RuleItem">;

/** The title of a rule in the language of the page. */
export function useRuleTitle(): (one: Item) => string {
  const { i18n } = useTranslation();
  return (one) => (i18n.language === "en" ? one.title_en : one.title_zh);
}

/** The value of a rule with its unit. */
export function useValue(): (one: Item) => string {
  const { t } = useTranslation();
  return (one) => {
    if (Array.isArray(one.value)) return one.value.join(" · ");
    if (typeof one.value === "boolean") return t(one.value ? "word.yes" : "word.no");
    return `${one.value} ${t(`unit.${one.unit}` as Word)}`.trim();
  };
}
