/** The sample of quality: somebody who did not answer looks at each call. */
import { useQuery } from "@tanstack/react-query";
import { Button, Flex, Form, Input, Modal, Segmented, type TableColumnsType, Tag, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { List } from "../../kit/list.tsx";
import { usePaging } from "../../kit/paging.ts";
import { When } from "../../kit/when.tsx";
import { From } from "./marks.tsx";
import { type Check, CRITERIA, useSend } from "./use.ts";

type Given = Record<(typeof CRITERIA)[number], number> & { said?: string };

function Judge({ one, close }: { one: Check; close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Given>();
  const send = useSend((given: Given) => {
    const body = { points: CRITERIA.map((name) => given[name]), said: given.said ?? "" };
    return answer(api.POST("/api/hotline/checks/{call}", { params: { path: { call: one.call.id } }, body }));
  }, close);
  return (
    <Modal open title={t("check.judge")} okText={t("act.save")} confirmLoading={send.isPending} onOk={form.submit} onCancel={close}>
      <Form form={form} layout="vertical" onFinish={send.mutate} initialValues={Object.fromEntries(CRITERIA.map((name) => [name, 2]))}>
        {CRITERIA.map((name) => <Form.Item key={name} name={name} label={t(`check.${name}`)}><Segmented options={[0, 1, 2].map((value) => ({ value, label: t(`check.points.${value as 0 | 1 | 2}`) }))} /></Form.Item>)}
        <Form.Item name="said" label={t("check.said")}><Input.TextArea rows={2} maxLength={1000} /></Form.Item>
      </Form>
    </Modal>
  );
}

function Verdict({ one }: { one: Check }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (one.points) return <>{t("check.sum", { n: one.points.reduce((sum, each) => sum + each, 0) })} {one.checked_by} {one.said}</>;
  if (one.mine) return <Tag>{t("check.mine")}</Tag>;
  return <><Button size="small" onClick={() => setOpen(true)}>{t("check.judge")}</Button>{open && <Judge one={one} close={() => setOpen(false)} />}</>;
}

/** Heard by who checks, and never by who answered; each hearing is written down. */
function Recording({ one }: { one: Check }) {
  const { t } = useTranslation();
  if (one.mine) return null;
  if (!one.call.recording) return <Typography.Text type="secondary">{t("check.recording.none")}</Typography.Text>;
  return <audio controls preload="none" aria-label={t("check.recording")} src={`/api/hotline/checks/${encodeURIComponent(one.call.id)}/recording`} style={{ width: 240, height: 32 }} />;
}

export function Checks() {
  const { t } = useTranslation();
  const { page, size } = usePaging();
  const read = useQuery({
    queryKey: ["hotline", "checks", page],
    queryFn: () => answer(api.GET("/api/hotline/checks", { params: { query: { page, size } } })),
    placeholderData: (before) => before,
  });
  const columns: TableColumnsType<Check> = [
    { title: t("check.picked"), dataIndex: "picked_on" },
    { title: t("hotline.began"), render: (_, one) => <When at={one.call.began_at} stacked /> },
    { title: t("hotline.from"), render: (_, one) => <From one={one.call} /> },
    { title: t("hotline.operator"), render: (_, one) => one.call.operator },
    { title: t("check.recording"), render: (_, one) => <Recording one={one} /> },
    { title: t("check.result"), render: (_, one) => <Verdict one={one} /> },
  ];
  return <Flex vertical><List<Check> read={read} columns={columns} none={t("check.none")} rowKey={(one) => one.call.id} /></Flex>;
}
