/** Who takes part in a service, and what became of it. */
import { useQuery } from "@tanstack/react-query";
import { Button, Card, Drawer, Empty, Flex, Form, Input, InputNumber, Modal, Select, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure, Shown } from "../../kit/states.tsx";
import { ChoosePeople } from "./people.tsx";
import { useChange } from "./use.ts";

type Offer = Api<"OfferRecord">;
type Helper = Api<"Helper">;
type Note = Omit<Api<"NewNote">, "person">;
const OUTCOMES = ["done", "part", "excused", "unable", "injured", "complaint"] as const;
const SERIOUS: readonly string[] = ["injured", "complaint"];

function Outcome({ offer, one, close }: { offer: Offer; one: Helper; close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Note>();
  const serious = SERIOUS.includes(Form.useWatch("outcome", form) ?? "");
  const save = useChange((filled: Note) => (
    answer(api.POST("/api/education/offers/{offer}/note", { params: { path: { offer: offer.id } }, body: { ...filled, person: one.person.id } }))
  ), close);
  return (
    <Modal open title={t("offer.note.of", { name: one.person.name })} onCancel={close} onOk={form.submit} okText={t("act.save")} confirmLoading={save.isPending}>
      <Form form={form} layout="vertical" initialValues={{ outcome: "done", minutes: offer.minutes, note: "", next_step: "" }} onFinish={save.mutate}>
        <Form.Item name="outcome" label={t("offer.outcome")}><Select options={OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))} /></Form.Item>
        <Form.Item name="minutes" label={t("edu.minutes")} rules={[{ required: true, message: t("edu.need") }]}><InputNumber min={0} max={480} precision={0} style={{ width: "100%" }} /></Form.Item>
        <Form.Item name="note" label={t("offer.quality")}><Input.TextArea rows={2} maxLength={500} /></Form.Item>
        <Form.Item name="next_step" label={t("offer.next")} extra={t("offer.next.hint")} rules={[{ required: serious, whitespace: serious, message: t("problem.step_needed") }]}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        {save.isError && <Failure error={save.error} />}
      </Form>
    </Modal>
  );
}

function Join({ offer }: { offer: Offer }) {
  const { t } = useTranslation();
  const [person, setPerson] = useState<string>();
  const join = useChange((body: Api<"Joining">) => (
    answer(api.POST("/api/education/offers/{offer}/join", { params: { path: { offer: offer.id } }, body }))
  ), () => setPerson(undefined));
  return (
    <Flex vertical gap={8}>
      <ChoosePeople label={t("class.invite.who")} {...(person && { value: person })} onChange={(chosen) => setPerson(String(chosen))} />
      <Button disabled={!person} loading={join.isPending} onClick={() => person && join.mutate({ person })}>{t("offer.join")}</Button>
      {join.isError && <Failure error={join.error} />}
    </Flex>
  );
}

function Line({ one, note }: { one: Helper; note: () => void }) {
  const { t } = useTranslation();
  return (
    <Card size="small">
      <Flex gap={8} justify="space-between" align="center">
        <div><strong>{one.person.name}</strong> <Typography.Text type="secondary">{one.person.number}</Typography.Text></div>
        {one.outcome
          ? <span>{t(`outcome.${one.outcome}`)} · {t("edu.min", { n: one.minutes })}</span>
          : <Button size="small" onClick={note}>{t("offer.note")}</Button>}
      </Flex>
      {one.note && <div>{one.note}</div>}
      {one.next_step && <div>{t("offer.next")}：{one.next_step}</div>}
    </Card>
  );
}

export function Helpers({ id, close }: { id: string; close: () => void }) {
  const { t } = useTranslation();
  const [noting, setNoting] = useState<Helper | null>(null);
  const read = useQuery({
    queryKey: ["education", "offer", id],
    queryFn: () => answer(api.GET("/api/education/offers/{offer}", { params: { path: { offer: id } } })),
  });
  return (
    <Drawer open size={520} title={read.data ? t("offer.people.of", { title: read.data.title }) : t("offer.people")} onClose={close}>
      <Shown read={read}>
        {(offer) => (
          <Flex vertical gap={12}>
            <Join offer={offer} />
            {offer.places.length === 0 && <Empty description={t("offer.empty")} />}
            {offer.places.map((one) => <Line key={one.person.id} one={one} note={() => setNoting(one)} />)}
            {noting && <Outcome offer={offer} one={noting} close={() => setNoting(null)} />}
          </Flex>
        )}
      </Shown>
    </Drawer>
  );
}
