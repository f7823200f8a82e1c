/** When a service point is open; whoever keeps it changes that. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Checkbox, Flex, Form, InputNumber, Modal, Switch, Tag, TimePicker, Typography } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { sayCode } from "../../kit/code.ts";
import { useMe } from "../../kit/session.tsx";
import { Failure } from "../../kit/states.tsx";
import type { Point } from "../bookings.tsx";

type Filled = Omit<Api<"HoursWish">, "opens" | "shuts"> & { opens: Dayjs; shuts: Dayjs };
const DAYS = [1, 2, 3, 4, 5, 6, 7];
const CLOCK = "HH:mm";

function onTheWall(clock: string): Dayjs {
  return dayjs(`2000-01-01T${clock}`);
}

function HoursForm({ point, close }: { point: Point; close: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Filled>();
  const change = useMutation({
    mutationFn: ({ opens, shuts, ...rest }: Filled) =>
      answer(
        api.PUT("/api/points/{code}/hours", {
          params: { path: { code: point.code } },
          body: { ...rest, opens: opens.format(CLOCK), shuts: shuts.format(CLOCK) },
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["points"] });
      void message.success(t("booking.saved"));
      close();
    },
  });
  const need = [{ required: true, message: t("booking.need") }];
  const start: Filled = { ...point, opens: onTheWall(point.opens), shuts: onTheWall(point.shuts) };
  const days = DAYS.map((one) => ({ value: one, label: sayCode(t, "weekday", String(one)) }));
  return (
    <Modal open title={t("booking.hours.change")} onCancel={close} okText={t("act.save")} onOk={() => form.submit()} confirmLoading={change.isPending}>
      {point.booked_ahead > 0 && <Alert type="warning" showIcon title={t("booking.ahead", { n: point.booked_ahead })} description={t("booking.hours.warn")} style={{ marginBottom: 12 }} />}
      <Form form={form} layout="vertical" initialValues={start} onFinish={change.mutate}>
        <Flex gap={16} wrap>
          <Form.Item name="opens" label={t("booking.opens")} rules={need}><TimePicker format={CLOCK} minuteStep={5} needConfirm={false} /></Form.Item>
          <Form.Item name="shuts" label={t("booking.shuts")} rules={need}><TimePicker format={CLOCK} minuteStep={5} needConfirm={false} /></Form.Item>
          <Form.Item name="slot_minutes" label={t("booking.minutes")} rules={need}><InputNumber min={10} max={240} /></Form.Item>
          <Form.Item name="capacity" label={t("booking.capacity")} rules={need}><InputNumber min={1} max={50} /></Form.Item>
        </Flex>
        <Form.Item name="weekdays" label={t("booking.weekdays")}><Checkbox.Group options={days} /></Form.Item>
        <Form.Item name="open" label={t("booking.open")} valuePropName="checked"><Switch /></Form.Item>
        {change.isError && <Failure error={change.error} />}
      </Form>
    </Modal>
  );
}

export function Hours({ point }: { point: Point }) {
  const { t } = useTranslation();
  const { powers } = useMe();
  const [open, setOpen] = useState(false);
  const may = point.mine && (powers.includes("write_texts") || powers.includes("keep_owned"));
  const days = point.weekdays.map((one) => sayCode(t, "weekday", String(one))).join(" ");
  const what = { opens: point.opens, shuts: point.shuts, minutes: point.slot_minutes, capacity: point.capacity };
  return (
    <Flex wrap gap={12} align="center">
      <Typography.Text>{days} {t("booking.hours.text", what)}</Typography.Text>
      {!point.open && <Tag color="warning">{t("booking.shut")}</Tag>}
      {may && <Button size="small" className="screen" onClick={() => setOpen(true)}>{t("booking.hours.change")}</Button>}
      {open && <HoursForm point={point} close={() => setOpen(false)} />}
    </Flex>
  );
}
