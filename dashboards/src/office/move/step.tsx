/** The step whose turn it is, for the office whose hands it needs. */
import { useMutation } from "@tanstack/react-query";
import { App, Button, Form, Radio, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useComplain } from "../../kit/complain.ts";
import { useMay, useMe } from "../../kit/session.tsx";
import { Dialog, useAfter } from "../leave/dialog.tsx";
import { Line, Text } from "../leave/fields.tsx";

type Move = Omit<Api<"MoveItem">, "side" | "person">;
type Step = Api<"MoveClock">["step"];

/** Whose county does this step: of a place outside the old one writes down what came. */
function handsOf(one: Move, step: Step): string {
  const old = one.from_township.slice(0, 6);
  const theirs = step === "answer" || step === "receipt" || step === "report";
  return theirs && one.to_township ? one.to_region : old;
}

function useSend(one: Move, step: Step) {
  const params = { path: { move: one.id } };
  return (filled: object) => {
    if (step === "ask") return answer(api.POST("/api/moves/{move}/ask", { params, body: filled as Api<"NewInquiry"> }));
    if (step === "answer") return answer(api.POST("/api/moves/{move}/answer", { params, body: filled as Api<"NewReply"> }));
    if (step === "decide") return answer(api.POST("/api/moves/{move}/decide", { params, body: filled as Api<"MoveDecision"> }));
    const path = `/api/moves/{move}/${step}` as "/api/moves/{move}/file";
    return answer(api.POST(path, { params, body: filled as Api<"StepNote"> }));
  };
}

function Choice({ name, yes, no, word }: { name: string; yes: string; no: string; word: string }) {
  const { t } = useTranslation();
  const options = [{ value: true, label: yes }, { value: false, label: no }];
  return (
    <Form.Item name={name} label={word} rules={[{ required: true, message: t("leave.need") }]}>
      <Radio.Group options={options} />
    </Form.Item>
  );
}

function Fields({ one, step }: { one: Move; step: Step }) {
  const { t } = useTranslation();
  if (step === "ask") return <><Text name="conduct" word="move.conduct" /><Line name="contact" word="move.contact" /></>;
  if (step === "answer") {
    return (
      <>
        <Choice name="agreed" word={t("move.agreed")} yes={t("move.yes")} no={t("move.no")} />
        <Text name="checked" word="move.checked" />
        <Text name="reasons" word="move.no.why" optional />
        {!one.to_township && <Line name="number" word="move.number" optional max={100} />}
      </>
    );
  }
  if (step === "decide") {
    return (
      <>
        <Choice name="granted" word={t("approval.answer")} yes={t("approval.grant")} no={t("approval.refuse")} />
        <Text name="reasons" word="move.reasons" optional max={2000} />
        <Line name="report_at" word="move.report.at" optional />
      </>
    );
  }
  return <Text name="note" word="move.note" optional max={500} />;
}

function Withdraw({ one }: { one: Move }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const send = () => answer(api.POST("/api/moves/{move}/withdraw", { params: { path: { move: one.id } } }));
  const sent = useMutation({ mutationFn: send, onSuccess: useAfter(), onError: useComplain() });
  const ask = async () => {
    if (await modal.confirm({ title: t("move.withdraw.sure") })) sent.mutate();
  };
  return <Button size="small" loading={sent.isPending} onClick={() => void ask()}>{t("move.withdraw")}</Button>;
}

export function Steps({ one }: { one: Move }) {
  const { t } = useTranslation();
  const { area } = useMe();
  const [county, changes] = [useMay("decide_county"), useMay("change_people")];
  const [open, show] = useState<Step>();
  const live = one.state === "asked" || one.state === "granted";
  const mine = one.clocks.filter((each) => live && county && !each.done_on && handsOf(one, each.step) === area);
  const send = useSend(one, open ?? "file");
  return (
    <Space wrap size={4}>
      {mine.map(({ step }) => <Button key={step} size="small" type="primary" onClick={() => show(step)}>{t(`step.${step}`)}</Button>)}
      {one.state === "asked" && changes && one.from_township.startsWith(area) && <Withdraw one={one} />}
      {open && (
        <Dialog title={t(`step.${open}`)} send={send} close={() => show(undefined)}>
          <Fields one={one} step={open} />
        </Dialog>
      )}
    </Space>
  );
}
