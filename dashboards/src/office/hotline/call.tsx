/** A call on the line: what was asked from this number before, and its ticket. */
import { Alert, Card, Col, Empty, Flex, List as Lines, Row, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { When } from "../../kit/when.tsx";
import { useWhat } from "../matter/use.ts";
import { Lookup } from "./lookup.tsx";
import { From, Nothing, StateMark } from "./marks.tsx";
import { Ticket } from "./ticket.tsx";
import type { CallRecord, Desk } from "./use.ts";

function History({ call }: { call: CallRecord }) {
  const { t } = useTranslation();
  const what = useWhat();
  return (
    <Flex vertical gap={8}>
      <Typography.Text type="secondary">{t("hotline.number.note")}</Typography.Text>
      <Lines size="small" header={t("hotline.earlier.matters")} dataSource={call.matters} locale={{ emptyText: <Nothing said={t("hotline.earlier.none")} /> }}
        renderItem={(one) => <Lines.Item><Link to={`/matters/${one.id}`} style={{ textDecoration: "underline" }}>{one.number} {what(one)}</Link><When at={one.opened_at} /></Lines.Item>} />
      <Lines size="small" header={t("hotline.earlier.calls")} dataSource={call.calls} locale={{ emptyText: <Nothing said={t("hotline.earlier.none")} /> }}
        renderItem={(one) => <Lines.Item><StateMark one={one} /><When at={one.began_at} /></Lines.Item>} />
    </Flex>
  );
}

function Current({ call }: { call: CallRecord }) {
  const { t } = useTranslation();
  return (
    <Card size="small" title={<Flex wrap gap={8}><From one={call} /><StateMark one={call} /></Flex>}>
      {call.elsewhere && <Alert type="info" showIcon style={{ marginBottom: 8 }} title={t("hotline.elsewhere.note")} />}
      <Row gutter={16}>
        <Col xs={24} lg={14}><Ticket key={call.id} call={call} /></Col>
        <Col xs={24} lg={10}><Lookup /><History call={call} /></Col>
      </Row>
    </Card>
  );
}

export function Calling({ desk }: { desk: Desk }) {
  const { t } = useTranslation();
  return (
    <Flex vertical gap={8}>
      {desk.ringing && <Alert type="success" showIcon role="alert" title={t("hotline.rings")} description={<From one={desk.ringing} />} />}
      {desk.untold.length > 1 && <Alert type="warning" showIcon title={t("hotline.untold", { n: desk.untold.length })} />}
      {desk.current ? <Current call={desk.current} /> : <Card size="small"><Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("hotline.nobody")} /><Lookup /></Card>}
    </Flex>
  );
}
