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

/** The value of a rule with its unit; a code is said as a word where there is one. */
export function useValue(): (one: Item) => string {
  const { t, i18n } = useTranslation();
  const said = (code: string) => (i18n.exists(`said.${code}`) ? t(`said.${code}` as Word) : code);
  const unit = (one: Item) => (i18n.exists(`unit.${one.unit}`) ? t(`unit.${one.unit}` as Word) : "");
  return ({ value, ...one }) => {
    if (Array.isArray(value)) return value.map(said).join(" · ");
    if (typeof value === "boolean") return t(value ? "word.yes" : "word.no");
    if (typeof value === "string") return said(value);
    return `${value} ${unit({ value, ...one })}`.trim();
  };
}
