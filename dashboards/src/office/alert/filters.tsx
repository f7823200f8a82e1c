/** What a list of alerts is narrowed to; kept in the address, so that a link can narrow it. */
import { Flex, Select, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useAreaName } from "../../kit/area.ts";
import { useMe } from "../../kit/session.tsx";
import { useTownships } from "../../kit/townships.ts";
import { type About, RULES, type Stand, STANDS, type Wish } from "./use.ts";

/** The wish of the address, and how to change a part of it. */
export function useWish(about: About): [Wish, (changes: { [name: string]: string | null }) => void] {
  const [query, setQuery] = useSearchParams();
  const stand = STANDS.find((one) => one === query.get("stand")) ?? "waiting";
  const wish = { about, stand, rule: query.get("rule"), office: query.get("office") ?? "", alone: query.get("alone") === "1", late: query.get("late") === "1" };
  function put(changes: { [name: string]: string | null }): void {
    const next = new URLSearchParams(query);
    for (const [key, value] of Object.entries(changes)) value === null ? next.delete(key) : next.set(key, value);
    setQuery(next, { replace: true });
  }
  return [wish, put];
}

function useOffices(): { value: string; label: string }[] {
  const name = useAreaName();
  const own = useMe().area;
  const codes = useTownships().map((one) => one.code).filter((code) => code.startsWith(own));
  const counties = [...new Set(codes.map((code) => code.slice(0, 6)))];
  return [...counties.flatMap((one) => [one, ...codes.filter((code) => code.startsWith(one))])]
    .filter((code) => code.length > own.length)
    .map((value) => ({ value, label: name(value) }));
}

export function Filters({ wish, put }: { wish: Wish; put: (changes: { [name: string]: string | null }) => void }) {
  const { t } = useTranslation();
  const offices = useOffices();
  return (
    <Flex wrap gap={8} align="center">
      <Select<Stand> aria-label={t("alert.state")} value={wish.stand} style={{ width: 150 }} onChange={(stand) => put({ stand, page: null })}
        options={STANDS.map((value) => ({ value, label: t(`alert.stand.${value}`) }))} />
      <Select<string> aria-label={t("alert.rule")} allowClear placeholder={t("alert.rule.all")} value={wish.rule} style={{ width: 190 }}
        onChange={(rule?: string) => put({ rule: rule ?? null, page: null })}
        options={RULES[wish.about].map((value) => ({ value, label: t(`alert.rule.${value}`) }))} />
      {offices.length > 1 && (
        <Select<string> aria-label={t("alert.office")} allowClear showSearch={{ optionFilterProp: "label" }} placeholder={t("alert.office.all")} style={{ width: 220 }}
          value={wish.office || null} onChange={(office?: string) => put({ office: office ?? null, alone: null, page: null })} options={offices} />
      )}
      <label><Switch size="small" checked={wish.late} onChange={(on) => put({ late: on ? "1" : null, page: null })} /> {t("alert.late.only")}</label>
    </Flex>
  );
}
