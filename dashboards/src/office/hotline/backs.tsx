/** Who is to be called back, and how each attempt ended. */
import { useQuery } from "@tanstack/react-query";
import { Button, Flex, Form, Input, Modal, Select, Segmented, type TableColumnsType, Tag, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api, type Api } from "../../kit/api.ts";
import { List } from "../../kit/list.tsx";
import { usePaging } from "../../kit/paging.ts";
import { When } from "../../kit/when.tsx";
import { Book } from "./book.tsx";
import { type Back, CODES, useSend } from "./use.ts";

function Attempt({ one, close }: { one: Back; close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Api<"AttemptWish">>();
  const send = useSend((body: Api<"AttemptWish">) => answer(api.POST("/api/hotline/backs/{back}/attempts", { params: { path: { back: one.id } }, body })), close);
  return (
    <Modal open title={t("back.attempt", { n: one.attempts.length + 1 })} okText={t("act.save")} confirmLoading={send.isPending} onOk={form.submit} onCancel={close}>
      <Form form={form} layout="vertical" onFinish={send.mutate}>
        <Form.Item name="code" label={t("back.code")} rules={[{ required: true, message: t("matter.need") }]}><Select options={CODES.map((value) => ({ value, label: t(`back.code.${value}`) }))} /></Form.Item>
        <Form.Item name="said" label={t("back.said")}><Input.TextArea rows={3} maxLength={1000} /></Form.Item>
      </Form>
    </Modal>
  );
}

function Actions({ one }: { one: Back }) {
  const { t } = useTranslation();
  const [trying, setTrying] = useState(false);
  const dial = useSend(() => answer(api.POST("/api/hotline/dial", { body: { number: "", call_back: one.id } })));
  if (one.outcome) return <Tag>{t(`back.outcome.${one.outcome}`)}</Tag>;
  return (
    <Flex wrap gap={4}>
      <Button size="small" loading={dial.isPending} onClick={() => dial.mutate(undefined)}>{t("hotline.dial")}</Button>
      <Button size="small" onClick={() => setTrying(true)}>{t("back.write")}</Button>
      {trying && <Attempt one={one} close={() => setTrying(false)} />}
    </Flex>
  );
}

function useColumns(): TableColumnsType<Back> {
  const { t } = useTranslation();
  return [
    { title: t("back.why"), render: (_, one) => <Tag color={one.why === "unsatisfied" ? "error" : "processing"}>{t(`back.why.${one.why}`)}</Tag> },
    { title: t("back.whom"), render: (_, one) => <>{one.number} {one.name}<br /><Typography.Text type="secondary">{one.place}</Typography.Text></> },
    { title: t("back.due"), render: (_, one) => <><When at={one.due_from} stacked />{one.late && <Tag color="error">{t("back.late")}</Tag>}</> },
    { title: t("back.tried"), render: (_, one) => one.attempts.map((at) => <div key={at.place}>{at.place}. {t(`back.code.${at.code}`)} {at.by} {at.said}</div>) },
    { title: t("back.matter"), render: (_, one) => one.matter && <Link to={`/matters/${one.matter}`} style={{ textDecoration: "underline" }}>{t("matter.counter.open")}</Link> },
    { title: t("act.actions"), render: (_, one) => <Actions one={one} /> },
  ];
}

export function Backs() {
  const { t } = useTranslation();
  const [closed, setClosed] = useState(false);
  const [booking, setBooking] = useState(false);
  const { page, size } = usePaging();
  const read = useQuery({
    queryKey: ["hotline", "backs", closed, page],
    queryFn: () => answer(api.GET("/api/hotline/backs", { params: { query: { closed, page, size } } })),
    placeholderData: (before) => before,
  });
  return (
    <Flex vertical gap={8}>
      <Flex wrap gap={8}>
        <Segmented value={closed ? "closed" : "open"} onChange={(one) => setClosed(one === "closed")} options={[{ value: "open", label: t("back.open") }, { value: "closed", label: t("back.closed") }]} />
        <Button onClick={() => setBooking(true)}>{t("back.book")}</Button>
      </Flex>
      <List<Back> read={read} columns={useColumns()} none={t("back.none")} />
      {booking && <Book close={() => setBooking(false)} />}
    </Flex>
  );
}
