/** The steps of a repair: take it up, note, take parts, close. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Flex, Form, Input, InputNumber, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";
import { DONE, PARTS } from "./marks.tsx";

type Record = Api<"RepairRecord">;

function useStep<T>(one: Record, call: (given: T) => Promise<Record>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: (changed: Record) => {
      client.setQueryData(["repair", one.id], changed);
      void client.invalidateQueries({ queryKey: ["repairs"] });
      void client.invalidateQueries({ queryKey: ["spares"] });
    },
  });
}

interface StepProps<T> {
  one: Record;
  title: string;
  call: (given: T) => Promise<Record>;
  initial?: Partial<T>;
  children: ReactNode;
}

function Step<T extends object>({ one, title, call, initial, children }: StepProps<T>) {
  const step = useStep(one, call);
  const [form] = Form.useForm<T>();
  return (
    <Card size="small" title={title} style={{ flex: "1 1 280px" }}>
      <Form form={form} layout="vertical" initialValues={initial} onFinish={(given: T) => step.mutate(given, { onSuccess: () => form.resetFields() })} disabled={step.isPending}>
        {children}
        {step.isError && <Failure error={step.error} />}
        <Button type="primary" htmlType="submit" loading={step.isPending}>{title}</Button>
      </Form>
    </Card>
  );
}

function Take({ one }: { one: Record }) {
  const { t } = useTranslation();
  const read = useQuery({ queryKey: ["technicians"], queryFn: () => answer(api.GET("/api/technicians")) });
  const others = (read.data ?? []).map((staff) => ({ value: staff.id, label: staff.name }));
  const path = { repair: one.id };
  return (
    <Step<Api<"RepairAssignment">> one={one} title={t(one.assigned_to ? "repair.give" : "repair.take")} call={(body) => answer(api.POST("/api/repairs/{repair}/assign", { params: { path }, body: { staff: body.staff ?? null } }))}>
      <Form.Item name="staff" label={t("repair.give")}><Select allowClear options={others} /></Form.Item>
    </Step>
  );
}

export function Mending({ one }: { one: Record }) {
  const { t } = useTranslation();
  const path = { repair: one.id };
  return (
    <Flex gap={12} wrap>
      <Take one={one} />
      <Step<Api<"RepairWords">> one={one} title={t("repair.note.add")} call={(body) => answer(api.POST("/api/repairs/{repair}/notes", { params: { path }, body }))}>
        <Form.Item name="words" label={t("repair.note")} rules={[{ required: true, whitespace: true, message: t("repair.note") }]}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
      </Step>
      <Step<Api<"PartTaken">> one={one} title={t("repair.part.take")} initial={{ kind: "card", count: 1 }} call={(body) => answer(api.POST("/api/repairs/{repair}/parts", { params: { path }, body }))}>
        <Flex gap={8}>
          <Form.Item name="kind" label={t("spare.kind")}><Select options={PARTS.map((value) => ({ value, label: t(`part.${value}`) }))} style={{ minWidth: 120 }} /></Form.Item>
          <Form.Item name="count" label={t("rollout.size")}><InputNumber min={1} max={20} /></Form.Item>
        </Flex>
      </Step>
      <Step<Api<"RepairEnd">> one={one} title={t("repair.close")} initial={{ done: "part", said: "" }} call={(body) => answer(api.POST("/api/repairs/{repair}/close", { params: { path }, body }))}>
        <Form.Item name="done" label={t("repair.done")}><Select options={DONE.map((value) => ({ value, label: t(`mended.${value}`) }))} /></Form.Item>
        <Form.Item name="said" label={t("repair.said")}><Input.TextArea rows={2} maxLength={1000} /></Form.Item>
      </Step>
    </Flex>
  );
}
