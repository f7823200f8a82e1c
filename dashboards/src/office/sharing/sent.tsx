/** The ledger of what was sent: recipient, law, purpose, and how far it has come. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Checkbox, Flex, Form, Input, Modal, type TableColumnsType, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api, type Api } from "../../kit/api.ts";
import { List } from "../../kit/list.tsx";
import { usePaging } from "../../kit/paging.ts";
import { useMay } from "../../kit/session.tsx";
import { Failure } from "../../kit/states.tsx";
import { Handed, nextStep } from "./handed.tsx";
import { When } from "../../kit/when.tsx";

export type Packet = Api<"PacketLine">;
const COLOUR = { sent: "default", received: "processing", read: "processing", answered: "success", overdue: "warning", withdrawn: "default" } as const;

export function PacketState({ one }: { one: Packet }) {
  const { t } = useTranslation();
  const who = one.by_hand.answered ?? one.by_hand.read ?? one.by_hand.received;
  return (
    <>
      <Tag color={COLOUR[one.state]}>{t(`packet.${one.state}`)}</Tag>
      {who && <small>{t("disc.by.hand", { who })}</small>}
    </>
  );
}

/** Take a packet back, with a reason. */
function TakeBack({ one, close }: { one: Packet; close: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ why: string }>();
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: (body: { why: string }) =>
      answer(api.POST("/api/sharing/packets/{packet}/withdraw", { params: { path: { packet: one.id } }, body })),
    onSuccess: () => {
      void message.success(t("packet.withdrawn"));
      close();
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ["packets"] }),
  });
  return (
    <Modal open title={t("packet.withdraw")} onCancel={close} onOk={form.submit} okText={t("packet.withdraw")} confirmLoading={send.isPending}>
      <Form form={form} layout="vertical" onFinish={send.mutate}>
        <Form.Item name="why" label={t("packet.why")} rules={[{ required: true, whitespace: true, message: t("oversight.need") }]}>
          <Input maxLength={200} />
        </Form.Item>
        {send.isError && <Failure error={send.error} />}
      </Form>
    </Modal>
  );
}

/** What can still be done with a packet. */
function Acts({ one, back, hand }: { one: Packet; back: () => void; hand: () => void }) {
  const { t } = useTranslation();
  if (!nextStep(one)) return null;
  return (
    <Flex gap={8}>
      <Button size="small" onClick={hand}>{t("disc.step")}</Button>
      <Button size="small" onClick={back}>{t("packet.withdraw")}</Button>
    </Flex>
  );
}

function useColumns(back: (one: Packet) => void, hand: (one: Packet) => void): TableColumnsType<Packet> {
  const { t } = useTranslation();
  const decides = useMay("decide_county");
  const serves = useMay("work_matters");
  const sends = decides || serves;
  return [
    { title: t("packet.to"), dataIndex: "recipient" },
    { title: t("packet.purpose"), render: (_, one) => <><div>{one.purpose}</div><small>{one.basis}</small>{one.matter && <div><Link to={`/matters/${one.matter}`} style={{ textDecoration: "underline" }}>{t("passed.matter")}</Link></div>}</> },
    { title: t("packet.at"), render: (_, one) => <When at={one.sent_at} stacked /> },
    { title: t("packet.state"), render: (_, one) => <PacketState one={one} /> },
    { title: t("packet.due"), dataIndex: "due_on", responsive: ["md"] },
    { title: t("packet.answer"), render: (_, one) => one.answer ?? one.withdrawn_why, responsive: ["md"] },
    { title: t("act.actions"), render: (_, one) => sends && <Acts one={one} back={() => back(one)} hand={() => hand(one)} /> },
  ];
}

export function Sent() {
  const { t } = useTranslation();
  const { page, size } = usePaging();
  const [late, setLate] = useState(false);
  const [back, setBack] = useState<Packet>();
  const [hand, setHand] = useState<Packet>();
  const columns = useColumns(setBack, setHand);
  const step = hand && nextStep(hand);
  const read = useQuery({
    queryKey: ["packets", page, late],
    queryFn: () => answer(api.GET("/api/sharing/packets", { params: { query: { page, size, late } } })),
    placeholderData: (before) => before,
  });
  return (
    <Flex vertical gap={12}>
      <Checkbox checked={late} onChange={(event) => setLate(event.target.checked)}>{t("packet.only.late")}</Checkbox>
      <List<Packet> read={read} none={t(late ? "packet.none.late" : "packet.none")} columns={columns} />
      {hand && step && <Handed one={hand} step={step} close={() => setHand(undefined)} />}
      {back && <TakeBack one={back} close={() => setBack(undefined)} />}
    </Flex>
  );
}
