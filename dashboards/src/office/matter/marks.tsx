/** Short marks of a matter: how urgent, whose turn, until when. */
import { ExclamationCircleFilled } from "@ant-design/icons";
import { Flex, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { type Lang, relative, shanghai } from "../../kit/time.ts";
import { useNow } from "../../kit/when.tsx";
import type { Line } from "./use.ts";

/** What cannot wait; a guess from the words is called a guess. */
export function UrgentMark({ one }: { one: Pick<Line, "urgent" | "urgent_sure"> }) {
  const { t } = useTranslation();
  if (!one.urgent) return null;
  const what = t(`matter.urgent.${one.urgent}`);
  return (
    <Tag color={one.urgent_sure ? "error" : "warning"} icon={<ExclamationCircleFilled />}>
      {t(one.urgent_sure ? "matter.urgent.sure" : "matter.urgent.maybe", { what })}
    </Tag>
  );
}

/** Until when, with the time that is left. */
export function Due({ at, late = false }: { at: string; late?: boolean }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  return (
    <time dateTime={at} style={{ whiteSpace: "nowrap" }}>
      <Typography.Text {...(late && { type: "danger" as const, strong: true })}>{late && `${t("matter.late")} `}{relative(at, now, i18n.language as Lang)}</Typography.Text>{" "}
      <Typography.Text type="secondary">{shanghai(at).format("MM-DD HH:mm")}</Typography.Text>
    </time>
  );
}

/** Who must act next, and until when. */
export function NextMark({ one }: { one: Pick<Line, "next_actor" | "due_at" | "late" | "outcome" | "state"> }) {
  const { t } = useTranslation();
  if (one.outcome) return <>{t(`matter.outcome.${one.outcome}`)}</>;
  return (
    <Flex vertical>
      <span>{t(`matter.next.${one.next_actor}`)}</span>
      {one.due_at && <Due at={one.due_at} late={one.late} />}
    </Flex>
  );
}
