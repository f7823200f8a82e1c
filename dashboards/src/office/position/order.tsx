/** An order of positioning in words: how it stands, what is left of it, the way to its trajectory. */
import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Api } from "../../kit/api.ts";
import { useMay } from "../../kit/session.tsx";
import { dayOf } from "../../kit/time.ts";
import { useNow } from "../../kit/when.tsx";

export type Order = Api<"PositioningItem">;
export type Stands = Order["stands"];

const COLOURS: Partial<Record<Stands, string>> = { asked: "warning", untold: "error", running: "processing" };
const DAY_MS = 86_400_000;

export function StandsMark({ value }: { value: Stands }) {
  const { t } = useTranslation();
  return <Tag color={COLOURS[value] ?? "default"}>{t(`pos.${value}`)}</Tag>;
}

/** Whether it waits or may still take something. */
export function isLive(one: Order): boolean {
  return ["asked", "untold", "to_begin", "running"].includes(one.stands);
}

/** How long it lasts still, in words. */
export function useLeft(): (one: Order) => string {
  const { t } = useTranslation();
  const today = dayOf(useNow());
  return (one) => {
    if (!isLive(one)) return "";
    const n = Math.round((Date.parse(one.until_on) - Date.parse(today)) / DAY_MS);
    if (n < 0) return t("pos.left.over");
    return n === 0 ? t("pos.left.last") : t("pos.left.days", { n });
  };
}

/** Where the trajectory of an order is seen. */
export function trackOf(one: Order): string {
  return `/people/${one.person}/trajectory/${one.id}?from=${one.from_on}&until=${one.until_on}`;
}

/** For those who may look, of an order under which something can have been taken. */
export function TrackLink({ one }: { one: Order }) {
  const { t } = useTranslation();
  const [changes, inspects] = [useMay("change_people"), useMay("inspect")];
  if (!one.notified_at || !(changes || inspects)) return null;
  return <Link to={trackOf(one)}>{t("pos.trajectory")}</Link>;
}
