/** One cut: its chart and its table side by side. */
import { Card, Col, Empty, Row, Table } from "antd";
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";
import { Scroll } from "../../kit/scroll.tsx";
import { Chart } from "./chart.tsx";
import type { Label } from "./labels.ts";

type Cell = Api<"FigureCell">;

interface Props {
  title: string;
  cells: Cell[];
  label: Label;
  upright?: boolean;
}

export function Figure({ title, cells, label, upright = false }: Props) {
  const { t } = useTranslation();
  const few = (count: number | null) => (count === null ? t("statistics.few") : count);
  const table = (
    <Scroll label={title}>
      <Table
        size="small"
        rowKey="key"
        pagination={false}
        sticky
        dataSource={cells}
        columns={[
          { title: t("statistics.kind"), render: (_, one) => label(one.key) },
          { title: t("statistics.people"), render: (_, one) => few(one.count), align: "right", width: 90 },
        ]}
      />
    </Scroll>
  );
  const series = [{ name: title, values: cells.map((one) => one.count), color: "#0958d9" }];
  const height = upright ? 240 : Math.max(120, cells.length * 34 + 24);
  return (
    <Card size="small" title={title} style={{ height: "100%", breakInside: "avoid" }}>
      {cells.length === 0 ? <Empty description={t("statistics.none")} image={Empty.PRESENTED_IMAGE_SIMPLE} /> : (
        <Row gutter={[12, 12]}>
          <Col xs={24} md={14}><Chart labels={cells.map((one) => label(one.key))} series={series} upright={upright} height={height} /></Col>
          <Col xs={24} md={10}>{table}</Col>
        </Row>
      )}
    </Card>
  );
}
