/** The operator's seat: where they sit, whether calls may come, and who waits. */
import { Alert, Badge, Button, Card, Flex, Form, Input, List as Lines, Switch, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { When } from "../../kit/when.tsx";
import { From, Nothing } from "./marks.tsx";
import { type Call, type Desk, useSend } from "./use.ts";

function Sit() {
  const { t } = useTranslation();
  const sit = useSend((body: { extension: string }) => answer(api.PUT("/api/hotline/seat", { body: { ...body, ready: true } })));
  return (
    <Form layout="inline" onFinish={sit.mutate}>
      <Form.Item name="extension" label={t("hotline.extension")} rules={[{ required: true, pattern: /^[0-9]{2,10}$/, message: t("hotline.extension.need") }]}>
        <Input inputMode="numeric" maxLength={10} autoComplete="off" style={{ width: 120 }} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={sit.isPending}>{t("hotline.sit")}</Button>
    </Form>
  );
}

function Seated({ seat }: { seat: NonNullable<Desk["seat"]> }) {
  const { t } = useTranslation();
  const turn = useSend((ready: boolean) => answer(api.PUT("/api/hotline/seat", { body: { extension: seat.extension, ready } })));
  const leave = useSend(() => answer(api.DELETE("/api/hotline/seat")));
  return (
    <Flex wrap gap={12} align="center">
      <Typography.Text strong>{t("hotline.seat", { extension: seat.extension })}</Typography.Text>
      <Switch aria-label={t("hotline.ready")} checked={seat.ready} loading={turn.isPending} onChange={(ready) => turn.mutate(ready)} checkedChildren={t("hotline.ready")} unCheckedChildren={t("hotline.away")} />
      <Button size="small" loading={leave.isPending} onClick={() => leave.mutate(undefined)}>{t("hotline.leave")}</Button>
      {seat.why && <Alert type="warning" showIcon role="alert" title={t(`hotline.why.${seat.why}`)} />}
    </Flex>
  );
}

function Waiting({ calls }: { calls: readonly Call[] }) {
  const { t } = useTranslation();
  return (
    <Lines
      size="small"
      header={<Badge count={calls.length} showZero color={calls.length ? "#cf1322" : "#595959"}><Typography.Text strong style={{ paddingRight: 12 }}>{t("hotline.waiting")}</Typography.Text></Badge>}
      dataSource={[...calls]}
      locale={{ emptyText: <Nothing said={t("hotline.waiting.none")} /> }}
      renderItem={(one) => <Lines.Item><From one={one} /><When at={one.began_at} /></Lines.Item>}
    />
  );
}

export function Seat({ desk }: { desk: Desk }) {
  const { t } = useTranslation();
  return (
    <Card size="small">
      <Flex vertical gap={8}>
        {desk.seat ? <Seated seat={desk.seat} /> : <Sit />}
        {desk.dial_failed && <Alert type="warning" showIcon role="alert" title={t("hotline.dial.failed")} />}
        <Waiting calls={desk.waiting} />
        <Flex wrap gap={4} aria-label={t("hotline.seats")}>
          {desk.seats.map((one) => <Tag key={one.extension} color={one.busy ? "processing" : one.ready ? "success" : "default"}>{one.extension} {one.name} · {t(one.busy ? "hotline.busy" : one.ready ? "hotline.ready" : "hotline.away")}</Tag>)}
        </Flex>
      </Flex>
    </Card>
  );
}
