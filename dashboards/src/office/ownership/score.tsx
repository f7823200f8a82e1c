/** The national self-check: the score, what cost points, what is about to, and how near each line is. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Card, Col, Empty, Flex, Progress, Row, Table, type TableColumnsType, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api, type Api } from "../../kit/api.ts";
import { Shown } from "../../kit/states.tsx";
import { When } from "../../kit/when.tsx";
import { useTitle } from "./say.ts";
import { Trend } from "./trend.tsx";

type Site = Api<"SiteScore">;
type Finding = Api<"FindingItem">;

function Figure({ site }: { site: Site }) {
  const { t } = useTranslation();
  return (
    <Card size="small" title={t("score.now")} style={{ height: "100%" }}>
      <Flex vertical align="center" gap={8}>
        <Progress type="dashboard" percent={site.score ?? 0} status={site.failed ? "exception" : "normal"} format={() => site.score} aria-label={`${t("score.now")} ${site.score}`} />
        <Tag color={site.failed ? "error" : "success"}>{t(site.failed ? "score.failed" : "score.passed")}</Tag>
        {site.at && <When at={site.at} />}
      </Flex>
    </Card>
  );
}

function Line({ one }: { one: Api<"LineItem"> }) {
  const { t } = useTranslation();
  const near = !one.reached && one.limit > 1 && one.count === one.limit - 1;
  return (
    <div>
      <Flex justify="space-between" gap={8}>
        <span>{t(`line.${one.code}`)}</span>
        <span style={{ whiteSpace: "nowrap" }}>
          {one.reached && <Tag color="error">{t("line.reached")}</Tag>}
          {near && <Tag color="warning">{t("line.next")}</Tag>}
          {t("line.of", { n: one.count, limit: one.limit })}
        </span>
      </Flex>
      <Progress percent={Math.min(100, (one.count / one.limit) * 100)} showInfo={false} size="small" status={one.reached ? "exception" : "normal"} aria-label={t(`line.${one.code}`)} />
    </div>
  );
}

function Warnings({ site }: { site: Site }) {
  const { t } = useTranslation();
  const title = useTitle();
  return (
    <Card size="small" title={t("score.warnings")} style={{ height: "100%" }}>
      <Flex vertical gap={8}>
        {site.warnings.length === 0 && <Typography.Text type="secondary">{t("score.warnings.none")}</Typography.Text>}
        {site.warnings.map((one) => (
          <Alert key={one.subject + one.code} type="warning" showIcon title={`${title(one)}：${t(`warned.${one.code}` as "warned.stale", { days: one.days })}`} description={one.on} />
        ))}
      </Flex>
    </Card>
  );
}

function Findings({ site }: { site: Site }) {
  const { t } = useTranslation();
  const title = useTitle();
  const columns: TableColumnsType<Finding> = [
    { title: t("owned.what"), render: (_, one) => title(one) },
    { title: t("owned.fault"), render: (_, one) => t(`finding.${one.code}`, { n: one.count }) },
    { title: t("owned.since"), render: (_, one) => one.since ?? "" },
    { title: t("score.points"), render: (_, one) => `−${one.points}`, align: "right" },
  ];
  return (
    <Card size="small" title={t("score.findings")}>
      <Table size="small" rowKey={(one) => one.subject + one.code} columns={columns} dataSource={site.findings} pagination={{ hideOnSinglePage: true, pageSize: 20, showSizeChanger: false }} scroll={{ x: "max-content" }} locale={{ emptyText: <Empty description={t("score.findings.none")} /> }} />
    </Card>
  );
}

function Checked({ site }: { site: Site }) {
  const { t } = useTranslation();
  if (site.score === null) return <Empty description={t("score.none")} />;
  return (
    <Flex vertical gap={12}>
      <Row gutter={[12, 12]}>
        <Col xs={24} md={6}><Figure site={site} /></Col>
        <Col xs={24} md={9}>
          <Card size="small" title={t("score.lines")} style={{ height: "100%" }}><Flex vertical gap={8}>{site.lines.map((one) => <Line key={one.code} one={one} />)}</Flex></Card>
        </Col>
        <Col xs={24} md={9}><Warnings site={site} /></Col>
      </Row>
      <Findings site={site} />
      <Trend days={site.trend} />
    </Flex>
  );
}

export function Score() {
  const { t } = useTranslation();
  const read = useQuery({ queryKey: ["owned", "score"], queryFn: () => answer(api.GET("/api/owned/score")) });
  return (
    <Flex vertical gap={8}>
      <Typography.Text type="secondary">{t("score.note")}</Typography.Text>
      <Link to="/rules" className="screen">{t("menu.rules")}</Link>
      <Shown read={read}>{(site) => <Checked site={site} />}</Shown>
    </Flex>
  );
}
