/** The first page of an officer: who is due, and what waits for the office, each with its clock. */
import { useQuery } from "@tanstack/react-query";
import { Card, Col, Empty, Flex, Row, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api, type Api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { Shown } from "../kit/states.tsx";
import { DutyCard } from "./today/duty.tsx";
import { sayDuty } from "./today/words.ts";

const REFRESH_MS = 60_000;
const STATUSES = ["waiting", "done", "review", "overdue", "excused", "post_down"] as const;

function useToday() {
  return useQuery({
    queryKey: ["today"],
    queryFn: () => answer(api.GET("/api/today")),
    refetchInterval: REFRESH_MS,
  });
}

function Due({ counts }: { counts: Api<"DueCounts"> }) {
  const { t } = useTranslation();
  return (
    <Card size="small" title={<Link to="/due">{t("due.title")}</Link>}>
      <Flex wrap gap={24}>
        {STATUSES.map((status) => (
          <Link key={status} to={`/due?status=${status}`} aria-label={`${t(`due.${status}`)} ${counts[status] ?? 0}`}>
            <Typography.Text type="secondary">{t(`due.${status}`)}</Typography.Text>
            <Typography.Text strong style={{ display: "block", fontSize: 22 }}>{counts[status] ?? 0}</Typography.Text>
          </Link>
        ))}
      </Flex>
    </Card>
  );
}

function Duties({ list }: { list: Api<"Today"> }) {
  const { t } = useTranslation();
  const open = list.duties.filter((one) => one.total > 0);
  const rest = list.duties.filter((one) => one.total === 0);
  return (
    <>
      {open.length === 0 && <Empty description={t("today.none")} />}
      <Row gutter={[12, 12]}>
        {open.map((one) => (
          <Col key={one.name} xs={24} lg={12} xxl={8}><DutyCard duty={one} today={list.today} /></Col>
        ))}
      </Row>
      {open.length > 0 && rest.length > 0 && (
        <Typography.Text type="secondary">{t("today.rest", { names: rest.map((one) => sayDuty(t, one.name)).join("、") })}</Typography.Text>
      )}
    </>
  );
}

export default function TodayPage() {
  const { t } = useTranslation();
  const read = useToday();
  return (
    <Shown read={read}>
      {(list) => (
        <Flex vertical gap={12}>
          <Heading tab={t("today.title")}>
            {t("today.title")}
            <Typography.Text type="secondary" style={{ marginLeft: 12 }}>{list.today}</Typography.Text>
          </Heading>
          <Due counts={list.due} />
          <Duties list={list} />
          <Typography.Text type="secondary">{t("today.note")}</Typography.Text>
        </Flex>
      )}
    </Shown>
  );
}
