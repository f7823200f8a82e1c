/** One kind of task of the office: how many, and the most urgent with their last days. */
import { Card, Flex, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Api } from "../../kit/api.ts";
import { useTownshipName } from "../../kit/townships.ts";
import { sayDuty, sayLaw, sayWhat } from "./words.ts";

type Duty = Api<"DutyItem">;
type Task = Api<"TaskItem">;
const DAY_MS = 86_400_000;

/** Whole days from one legal day to another. */
function between(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** The last day in time. What is over is over for the office, not for the person. */
export function LastDay({ clock, today }: { clock: string | null; today: string }) {
  const { t } = useTranslation();
  if (!clock) return null;
  const left = between(today, clock);
  const words = left < 0 ? t("today.late", { days: -left }) : left === 0 ? t("today.last") : t("today.left", { days: left });
  return <Tag color={left < 0 ? "warning" : left <= 3 ? "processing" : "default"} style={{ marginInlineEnd: 0 }}>{`${clock} ${words}`}</Tag>;
}

function Line({ duty, task, today }: { duty: string; task: Task; today: string }) {
  const { t } = useTranslation();
  const township = useTownshipName();
  const what = sayWhat(t, duty, task.what);
  return (
    <Flex component="li" wrap justify="space-between" gap={8} style={{ padding: "6px 0" }}>
      <span>
        <Link to={task.link}>{task.name || what || t("today.open")}</Link>{" "}
        <Typography.Text type="secondary">{[task.name && what, task.township && township(task.township)].filter(Boolean).join(" · ")}</Typography.Text>
      </span>
      <LastDay clock={task.clock ?? null} today={today} />
    </Flex>
  );
}

export function DutyCard({ duty, today }: { duty: Duty; today: string }) {
  const { t } = useTranslation();
  const more = duty.total - duty.tasks.length;
  const law = sayLaw(t, duty.name);
  return (
    <Card
      size="small"
      title={<>{sayDuty(t, duty.name)} <Typography.Text strong>{duty.total}</Typography.Text></>}
      extra={duty.late > 0 && <Tag color="warning">{t("today.late.count", { n: duty.late })}</Tag>}
      styles={{ body: { paddingBlock: 0 } }}
    >
      <ul style={{ margin: 0, padding: 0, listStyle: "none" }}>
        {duty.tasks.map((task) => <Line key={task.id} duty={duty.name} task={task} today={today} />)}
      </ul>
      {(law || more > 0) && (
        <Typography.Paragraph type="secondary" style={{ margin: "4px 0 8px" }}>
          {more > 0 && (duty.screen ? <Link to={duty.screen}>{t("today.more", { n: more })}</Link> : t("today.more", { n: more }))} {law}
        </Typography.Paragraph>
      )}
    </Card>
  );
}
