/** Take a report, write an excuse, take one back. */
import { Alert, DatePicker, Form, Input, Modal, Radio } from "antd";
import type { Dayjs } from "dayjs";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";
import { shanghai } from "../../kit/time.ts";
import type { Word } from "../../words/index.ts";
import { useSend } from "./use.ts";

interface Asked<Given> {
  word: Word;
  send: (given: Given) => Promise<unknown>;
  close: () => void;
  start?: object;
  children: ReactNode;
}

function Dialog<Given extends object>({ word, send, close, start, children }: Asked<Given>) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Given>();
  const sending = useSend(send, close);
  return (
    <Modal open title={t(word)} onCancel={close} onOk={form.submit} okText={t("act.save")} confirmLoading={sending.isPending}>
      <Form form={form} layout="vertical" {...(start && { initialValues: start })} onFinish={(given) => sending.mutate(given)}>
        {children}
        {sending.isError && <Failure error={sending.error} />}
      </Form>
    </Modal>
  );
}

function useNeed() {
  const { t } = useTranslation();
  return [{ required: true, message: t("conduct.need") }];
}

type Report = { channel: Api<"NewReport">["channel"]; at: string };

export function ReportForm({ person, channels, close }: { person: string; channels: Api<"Reporting">["channels"]; close: () => void }) {
  const { t } = useTranslation();
  const need = useNeed();
  const params = { path: { person } };
  const send = ({ channel, at }: Report) => answer(api.POST("/api/people/{person}/reporting/reports", { params, body: { channel, at: `${at}:00+08:00` } }));
  const options = channels.map((value) => ({ value, label: t(`channel.${value}`) }));
  return (
    <Dialog<Report> word="reporting.take" send={send} close={close} start={{ channel: channels[0], at: shanghai(Date.now()).format("YYYY-MM-DDTHH:mm") }}>
      <Alert type="info" title={t("reporting.take.text")} style={{ marginBottom: 12 }} />
      <Form.Item name="channel" label={t("reporting.channel")} rules={need}><Radio.Group optionType="button" options={options} /></Form.Item>
      <Form.Item name="at" label={t("reporting.at")} rules={need}><Input type="datetime-local" /></Form.Item>
    </Dialog>
  );
}

type Excuse = { days: [Dayjs, Dayjs]; why: Api<"NewExcuse">["why"]; evidence: string };

export function ExcuseForm({ person, close }: { person: string; close: () => void }) {
  const { t } = useTranslation();
  const need = useNeed();
  const params = { path: { person } };
  const send = ({ days, why, evidence }: Excuse) => {
    const [from_on, to_on] = days.map((day) => day.format("YYYY-MM-DD")) as [string, string];
    return answer(api.POST("/api/people/{person}/reporting/excuses", { params, body: { from_on, to_on, why, evidence } }));
  };
  const whys = (["health", "hospital", "other"] as const).map((value) => ({ value, label: t(`excluded.${value}`) }));
  return (
    <Dialog<Excuse> word="reporting.excuse" send={send} close={close}>
      <Form.Item name="days" label={t("reporting.span")} rules={need}><DatePicker.RangePicker style={{ width: "100%" }} /></Form.Item>
      <Form.Item name="why" label={t("reporting.why")} rules={need}><Radio.Group optionType="button" options={whys} /></Form.Item>
      <Form.Item name="evidence" label={t("reporting.evidence")} rules={need}><Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} /></Form.Item>
    </Dialog>
  );
}

export function WithdrawForm({ person, excuse, close }: { person: string; excuse: string; close: () => void }) {
  const { t } = useTranslation();
  const params = { path: { person, excuse } };
  const send = (body: Api<"Withdrawal">) => answer(api.POST("/api/people/{person}/reporting/excuses/{excuse}/withdraw", { params, body }));
  return (
    <Dialog<Api<"Withdrawal">> word="reporting.withdraw" send={send} close={close}>
      <Form.Item name="reason" label={t("reporting.withdraw.why")} rules={useNeed()}><Input.TextArea maxLength={500} /></Form.Item>
    </Dialog>
  );
}
