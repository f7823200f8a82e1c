/** Each day after an unmet duty, with why it counts or does not. */
import { Collapse, Empty, Table, type TableColumnsType, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";
import { Scroll } from "../../kit/scroll.tsx";

type Stretch = Api<"StretchItem">;
type Day = Api<"EvidenceDay">;

export function Days({ days }: { days: readonly Day[] }) {
  const { t } = useTranslation();
  const columns: TableColumnsType<Day> = [
    { title: t("conduct.day"), width: 110, render: (_, one) => one.day },
    {
      title: t("conduct.counts"),
      width: 120,
      render: (_, one) => (one.why ? <Tag>{t(`excluded.${one.why}`)}</Tag> : one.day && <Tag color="warning">{t("conduct.counts")}</Tag>),
    },
    { title: t("conduct.evidence"), render: (_, one) => one.text },
  ];
  return (
    <Scroll label={t("conduct.evidence")}>
      <Table size="small" rowKey="no" columns={columns} dataSource={[...days]} pagination={false} sticky scroll={{ x: 480 }} />
    </Scroll>
  );
}

function useTitle(): (one: Stretch) => string {
  const { t } = useTranslation();
  return (one) => {
    const said = t("conduct.stretch", { duty: t(`obligation.${one.duty}`), since: one.since, counted: one.counted });
    return `${said} · ${one.until ? t("conduct.until", { until: one.until }) : t("conduct.ongoing")}`;
  };
}

export function Stretches({ some }: { some: readonly Stretch[] }) {
  const { t } = useTranslation();
  const title = useTitle();
  const items = some.map((one) => ({
    key: `${one.duty} ${one.since}`,
    label: title(one),
    children: <Days days={one.days} />,
  }));
  return (
    <section>
      <Typography.Title level={3} style={{ fontSize: 14 }}>{t("conduct.stretches")}</Typography.Title>
      {items.length > 0 ? <Collapse size="small" items={items} /> : <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("conduct.stretches.none")} />}
    </section>
  );
}
