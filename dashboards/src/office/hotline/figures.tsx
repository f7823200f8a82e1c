/** Figures of the hotline beside its goals; nobody is named. */
import { useQuery } from "@tanstack/react-query";
import { Empty, Flex, Statistic, Table, type TableColumnsType, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { usePeriod } from "../../kit/period.tsx";
import { Scroll } from "../../kit/scroll.tsx";
import { Shown } from "../../kit/states.tsx";
import { percent } from "../../kit/write.ts";

type Day = Api<"HotlineDay">;
interface Period {
  first: string;
  last: string;
}

function Goal({ title, part, of, goal }: { title: string; part: number; of: number; goal?: number | undefined }) {
  const { t } = useTranslation();
  const reached = of > 0 && goal !== undefined && (part / of) * 100 >= goal;
  return (
    <Flex vertical>
      <Statistic title={title} value={of ? percent(part / of) : "—"} />
      {goal !== undefined && of > 0 && <Tag color={reached ? "success" : "error"}>{t(reached ? "hotline.goal.met" : "hotline.goal.missed", { goal })}</Tag>}
    </Flex>
  );
}

/** What came from a platform in the same period. */
function Tickets({ first, last }: Period) {
  const { t } = useTranslation();
  const read = useQuery({
    queryKey: ["tickets", "figures", first, last],
    queryFn: () => answer(api.GET("/api/sharing/tickets/figures", { params: { query: { first, last } } })),
  });
  if (!read.data?.came) return null;
  const { came, in_time, waiting, returned } = read.data;
  return (
    <Flex vertical>
      <Statistic title={t("ticket.figures")} value={came} />
      <Typography.Text type="secondary">{t("ticket.figures.more", { in_time, waiting, returned })}</Typography.Text>
    </Flex>
  );
}

function Goals({ found, first, last }: { found: Api<"HotlineFigures"> } & Period) {
  const { t } = useTranslation();
  const sum = (name: string): number => found.together[name] ?? 0;
  return (
    <Flex wrap gap={32}>
      <Goal title={t("hotline.answered")} part={sum("answered")} of={sum("offered")} goal={found.goals["answered"]} />
      <Goal title={t("hotline.satisfied")} part={sum("satisfied")} of={sum("rated")} goal={found.goals["satisfied"]} />
      <Goal title={t("hotline.checked")} part={sum("checked")} of={sum("answered")} goal={found.goals["checked"]} />
      <Goal title={t("hotline.followed")} part={sum("followed")} of={sum("unsatisfied")} goal={100} />
      <Tickets first={first} last={last} />
      <Statistic title={t("hotline.waited")} value={sum("answered") ? Math.round(sum("waited_s") / sum("answered")) : "—"} />
    </Flex>
  );
}

function useColumns(): TableColumnsType<Day> {
  const { t } = useTranslation();
  const names = ["offered", "answered", "missed", "ticketed", "rated", "satisfied", "unsatisfied", "followed", "picked", "checked"] as const;
  return [{ title: t("hotline.day"), dataIndex: "day" }, ...names.map((name) => ({ title: t(`hotline.n.${name}`), dataIndex: name, align: "right" as const }))];
}

export function HotlineFigures() {
  const { t } = useTranslation();
  const { first, last, picker } = usePeriod(t("hotline.period"));
  const columns = useColumns();
  const read = useQuery({
    queryKey: ["hotline", "figures", first, last],
    queryFn: () => answer(api.GET("/api/hotline/figures", { params: { query: { first, last } } })),
    placeholderData: (before) => before,
  });
  return (
    <Flex vertical gap={8}>
      {picker}
      <Shown read={read}>
        {(found) => (
          <>
            <Goals found={found} first={first} last={last} />
            <Scroll label={t("hotline.tab.figures")}>
              <Table<Day> size="small" rowKey="day" columns={columns} dataSource={found.days} pagination={false} locale={{ emptyText: <Empty description={t("hotline.calls.none")} /> }} />
            </Scroll>
          </>
        )}
      </Shown>
    </Flex>
  );
}
