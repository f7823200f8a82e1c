/** Tell the person, lift the order, hand a device out: each in a dialog. */
import { Alert, Button, Checkbox, Flex, Form, Input, Modal, Select, Typography } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { shanghai } from "../../kit/time.ts";
import { Dialog } from "../leave/dialog.tsx";
import { Line, Text } from "../leave/fields.tsx";
import type { Order } from "./order.tsx";
import { useReread } from "./use.ts";

interface Props {
  one: Order;
  close: () => void;
}
type Served = Omit<Api<"ServiceWish">, "served_on">;
type Told = Served & { at: string; serve: boolean };
const WAYS = ["direct", "left", "post", "electronic", "others"] as const;

function Service() {
  const { t } = useTranslation();
  const way = Form.useWatch<Served["way"]>("way");
  const refused = Form.useWatch<boolean>("refused") || way === "left";
  const posted = way !== "direct" && way !== "left";
  return (
    <>
      <Form.Item name="way" label={t("paper.serve.way")}><Select options={WAYS.map((value) => ({ value, label: t(`way.${value}`) }))} /></Form.Item>
      <Line name="recipient" word="paper.serve.recipient" max={100} />
      <Line name="place" word="paper.serve.place" max={200} optional />
      <Line name="proof" word="paper.serve.proof" hint="paper.serve.proof.hint" max={200} optional={!posted} />
      <Form.Item name="refused" valuePropName="checked"><Checkbox>{t("paper.serve.refused")}</Checkbox></Form.Item>
      <Line name="witness" word="paper.serve.witness" hint="paper.serve.witness.hint" max={200} optional={!refused} />
    </>
  );
}

function Telling() {
  const { t } = useTranslation();
  const serve = Form.useWatch<boolean>("serve");
  return (
    <>
      <Form.Item name="at" label={t("pos.tell.at")} rules={[{ required: true, message: t("pos.need") }]}><Input type="datetime-local" /></Form.Item>
      <Form.Item name="serve" valuePropName="checked"><Checkbox>{t("pos.tell.serve")}</Checkbox></Form.Item>
      {serve && <Service />}
    </>
  );
}

export function TellForm({ one, close }: Props) {
  const { t } = useTranslation();
  const reread = useReread();
  const send = async ({ at, serve, ...served }: Told) => {
    const wish = { ...served, refused: served.refused || served.way === "left", served_on: at.slice(0, 10) };
    const body = { at: `${at}:00+08:00`, served: serve ? wish : null };
    await answer(api.POST("/api/positioning/{order}/tell", { params: { path: { order: one.id } }, body }));
    reread();
  };
  const start: Told = {
    at: shanghai(Date.now()).format("YYYY-MM-DDTHH:mm"),
    serve: true, way: "direct", recipient: one.name, place: "", proof: "", refused: false, witness: "",
  };
  return (
    <Dialog title={t("pos.tell")} send={send} close={close} start={start}>
      <Alert type="info" title={t("pos.tell.text")} style={{ marginBottom: 12 }} />
      <Telling />
    </Dialog>
  );
}

export function LiftForm({ one, close }: Props) {
  const { t } = useTranslation();
  const reread = useReread();
  const send = async (body: Api<"Lifting">) => {
    await answer(api.POST("/api/positioning/{order}/lift", { params: { path: { order: one.id } }, body }));
    reread();
  };
  return (
    <Dialog title={t("pos.lift")} send={send} close={close}>
      <Alert type="warning" title={t("pos.lift.text")} style={{ marginBottom: 12 }} />
      <Text name="why" word="pos.lift.why" />
    </Dialog>
  );
}

/** Shown once: nobody can read it again, so it is closed on purpose only. */
function Key({ made, close }: { made: Api<"TrackerKey">; close: () => void }) {
  const { t } = useTranslation();
  const done = <Button type="primary" onClick={close}>{t("pos.key.done")}</Button>;
  return (
    <Modal open title={t("pos.key.title")} closable={false} keyboard={false} mask={{ closable: false }} onCancel={close} footer={done}>
      <Flex vertical align="center" gap={12}>
        <Typography.Text code style={{ fontSize: 26, wordBreak: "break-all", textAlign: "center", userSelect: "all" }}>{made.key}</Typography.Text>
        <Typography.Text copyable={{ text: made.key, icon: [t("act.copy"), t("act.copied")], tooltips: false }} />
        <Typography.Text strong>{t("pos.key.text")}</Typography.Text>
      </Flex>
    </Modal>
  );
}

export function IssueForm({ one, close }: Props) {
  const { t } = useTranslation();
  const reread = useReread();
  const [made, keep] = useState<Api<"TrackerKey">>();
  const got = useRef(false); // the dialog closes also when it is done, and then the key is to be seen
  const send = async (body: Api<"NewTracker">) => {
    keep(await answer(api.POST("/api/positioning/{order}/tracker", { params: { path: { order: one.id } }, body })));
    got.current = true;
  };
  if (made) return <Key made={made} close={() => { reread(); close(); }} />;
  return (
    <Dialog title={t("pos.issue")} send={send} close={() => (got.current ? undefined : close())}>
      <Line name="label" word="pos.issue.label" max={60} />
    </Dialog>
  );
}
