/** A counted number beside the number of its rule, each with its unit. */
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";

type Hint = Pick<Api<"HintItem">, "number" | "limit" | "rule">;
type Unit = "days" | "months" | "times";

/** The unit of what is counted and of the rule; days are counted towards a month. */
function units(rule: string): [Unit, Unit] {
  if (rule.endsWith("late_months")) return ["days", "months"];
  if (rule.endsWith("months")) return ["months", "months"];
  return rule.endsWith("days") ? ["days", "days"] : ["times", "times"];
}

export function useCounted(): (one: Hint) => string {
  const { t } = useTranslation();
  return ({ number, limit, rule }) => {
    const [counted, ruled] = units(rule);
    return t("conduct.number.limit", {
      number: t(`conduct.unit.${counted}`, { n: number }),
      limit: t(`conduct.unit.${ruled}`, { n: limit }),
    });
  };
}
