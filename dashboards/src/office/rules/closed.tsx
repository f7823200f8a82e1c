/** The days of a year on which no report is due. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, DatePicker, Flex, Form, Input, Radio, Table } from "antd";
import type { Dayjs } from "dayjs";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { sayCode } from "../../kit/code.ts";
import { useMay } from "../../kit/session.tsx";
import { Failure, Shown } from "../../kit/states.tsx";

function AddDay() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: (filled: { day: Dayjs; closed: boolean; note: string }) =>
      answer(api.POST("/api/calendar", { body: { ...filled, day: filled.day.format("YYYY-MM-DD") } })),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["calendar"] }),
  });
  const need = { required: true, message: t("rules.need") };
  const options = [{ value: true, label: t("rules.closed") }, { value: false, label: t("rules.takenback") }];
  return (
    <Form layout="inline" initialValues={{ closed: true }} onFinish={add.mutate} disabled={add.isPending}>
      <Form.Item name="day" label={t("rules.day")} rules={[need]}><DatePicker /></Form.Item>
      <Form.Item name="closed"><Radio.Group options={options} /></Form.Item>
      <Form.Item name="note" label={t("rules.note.day")} rules={[{ ...need, whitespace: true }]}><Input maxLength={200} /></Form.Item>
      <Button htmlType="submit" loading={add.isPending}>{t("rules.addday")}</Button>
      {add.isError && <Failure error={add.error} />}
    </Form>
  );
}

export function Closed() {
  const { t } = useTranslation();
  const may = useMay("administer");
  const [year, setYear] = useState(dayjs().year());
  const read = useQuery({
    queryKey: ["calendar", year],
    queryFn: () => answer(api.GET("/api/calendar", { params: { query: { year } } })),
  });
  return (
    <Flex vertical gap={12}>
      <DatePicker picker="year" aria-label={t("rules.day")} value={dayjs(`${year}-01-01`)} allowClear={false} onChange={(at) => setYear(at?.year() ?? year)} style={{ width: 120 }} />
      {may && <AddDay />}
      <Shown read={read}>
        {(found) => (
          <>
            {!found.published && <Alert type="warning" showIcon title={t("rules.unpublished", { year: found.year })} />}
            <Table
              size="small"
              rowKey="day"
              pagination={false}
              dataSource={found.days}
              columns={[
                { title: t("rules.day"), dataIndex: "day" },
                { title: t("rules.note.day"), render: (_, one) => sayCode(t, "holiday", one.name) },
                { title: t("rules.value"), render: (_, one) => t(one.closed ? "rules.closed" : "rules.takenback") },
                { title: t("rules.source"), render: (_, one) => (one.local ? t("rules.local") : "") },
              ]}
            />
          </>
        )}
      </Shown>
    </Flex>
  );
}
