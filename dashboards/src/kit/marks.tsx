/** Coloured words for values; colour never says anything that the word does not. */
import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Api } from "./api.ts";

type Status = Api<"DueRow">["status"];
type Verdict = NonNullable<Api<"DueRow">["verdict"]>;
type Route = Api<"CheckInItem">["route"];
type Timing = Api<"CheckInItem">["timing"];

const STATUS: Record<Status, string> = {
  waiting: "default",
  done: "success",
  review: "warning",
  excused: "default",
  overdue: "warning",
  post_down: "default",
};
const VERDICT: Record<Verdict, string> = {
  match: "success",
  no_match: "warning",
  no_face: "warning",
  unsure: "warning",
};

export function StatusMark({ value }: { value: Status }) {
  const { t } = useTranslation();
  return <Tag color={STATUS[value]}>{t(`due.${value}`)}</Tag>;
}

/** The face's verdict, or the route where no face was asked for. */
export function ResultMark({ route, verdict }: { route: Route | null; verdict: Verdict | null }) {
  const { t } = useTranslation();
  if (!route) return null;
  if (route !== "face" || !verdict) return <Tag>{t(`route.${route}`)}</Tag>;
  return <Tag color={VERDICT[verdict]}>{`${t("due.face")} ${t(`verdict.${verdict}`)}`}</Tag>;
}

export function TimingMark({ value }: { value: Timing | null }) {
  const { t } = useTranslation();
  return value && <span>{t(`timing.${value}`)}</span>;
}
