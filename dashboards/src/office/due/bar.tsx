/** Day, filter with counts, print. */
import { LeftOutlined, PrinterOutlined, RightOutlined } from "@ant-design/icons";
import { Button, DatePicker, Flex, Segmented, Space } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";
import { absolute } from "../../kit/time.ts";

export type Status = Api<"DueRow">["status"];
export type Filter = Status | "all";

const ORDER: Status[] = ["waiting", "done", "review", "overdue", "excused", "post_down"];

interface Props {
  list: Api<"DueList">;
  day: string;
  today: string;
  filter: Filter;
  go: (change: { day?: string; status?: string }) => void;
}

function DayPicker({ day, today, go }: Props) {
  const { t } = useTranslation();
  function move(days: number): void {
    go({ day: dayjs(day).add(days, "day").format("YYYY-MM-DD") });
  }
  return (
    <Space.Compact>
      <Button icon={<LeftOutlined />} aria-label={t("due.before")} onClick={() => move(-1)} />
      <DatePicker
        aria-label={t("due.day")}
        value={dayjs(day)}
        allowClear={false}
        style={{ width: 132 }}
        onChange={(value) => go({ day: value?.format("YYYY-MM-DD") ?? today })}
      />
      <Button icon={<RightOutlined />} aria-label={t("due.after")} onClick={() => move(1)} />
      <Button disabled={day === today} onClick={() => go({ day: today })}>{t("due.today")}</Button>
    </Space.Compact>
  );
}

function Filters({ list, filter, go }: Props) {
  const { t } = useTranslation();
  const options = [
    { value: "all", label: `${t("due.all")} ${list.rows.length}` },
    ...ORDER.filter((one) => list.counts[one] > 0 || one === filter || one === "waiting" || one === "done").map(
      (one) => ({ value: one, label: `${t(`due.${one}`)} ${list.counts[one]}` }),
    ),
  ];
  return (
    <div style={{ maxWidth: "100%", overflowX: "auto" }}>
      <Segmented
        aria-label={t("due.filter")}
        value={filter}
        options={options}
        onChange={(status) => go({ status })}
      />
    </div>
  );
}

export function DueBar(props: Props) {
  const { t } = useTranslation();
  const at = absolute(new Date().toISOString(), 0);
  return (
    <>
      <Flex wrap gap={12} align="center" className="screen">
        <DayPicker {...props} />
        <Filters {...props} />
        <Button icon={<PrinterOutlined />} onClick={() => window.print()} style={{ marginLeft: "auto" }}>
          {t("act.print")}
        </Button>
      </Flex>
      <p className="paper">
        {ORDER.map((one) => `${t(`due.${one}`)} ${props.list.counts[one]}`).join(" · ")} ·{" "}
        {t("due.printed", { at })}
      </p>
    </>
  );
}
