/** People drawn by lot; the same seed draws the same people again. */
import { useMutation } from "@tanstack/react-query";
import { Button, Empty, Flex, Form, Input, InputNumber, Table, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";
import { useLineColumns } from "./people.tsx";

interface Wish {
  size: number;
  seed?: string;
}

export function Draw() {
  const { t } = useTranslation();
  const columns = useLineColumns();
  const draw = useMutation({
    mutationFn: ({ size, seed }: Wish) =>
      answer(api.GET("/api/inspection/sample", { params: { query: { size, seed: seed?.trim() || null } } })),
  });
  return (
    <Flex vertical gap={12}>
      <Typography.Text type="secondary">{t("inspection.sample.note")}</Typography.Text>
      <Form layout="inline" initialValues={{ size: 5 }} onFinish={draw.mutate} style={{ rowGap: 8 }}>
        <Form.Item name="size" label={t("inspection.size")} rules={[{ required: true }]}><InputNumber min={1} max={50} /></Form.Item>
        <Form.Item name="seed" label={t("inspection.seed")}><Input maxLength={20} placeholder={t("inspection.seed.new")} /></Form.Item>
        <Button type="primary" htmlType="submit" loading={draw.isPending}>{t("inspection.draw")}</Button>
      </Form>
      {draw.isError && <Failure error={draw.error} />}
      {draw.data && (
        <>
          <Typography.Text>{t("inspection.drawn", { seed: draw.data.seed })}</Typography.Text>
          <Table size="small" rowKey="person" columns={columns} dataSource={draw.data.people} pagination={false} locale={{ emptyText: <Empty description={t("people.none")} /> }} />
        </>
      )}
    </Flex>
  );
}
