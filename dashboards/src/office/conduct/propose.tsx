/** Propose a measure: the ground, the facts, the evidence, and what the person said. */
import { useMutation } from "@tanstack/react-query";
import { Alert, Form, Input, Modal, Select } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";
import type { Word } from "../../words/index.ts";
import { Details, detailsOf, type Filled } from "./details.tsx";
import { type Conduct, lines, useAfter } from "./use.ts";

export interface Start {
  measure?: Api<"HintItem">["measure"];
  ground?: string;
  since?: string | null;
  duty?: Api<"HintItem">["duty"];
}

function useSend(person: string, close: () => void) {
  const after = useAfter(person);
  return useMutation({
    mutationFn: (given: Filled) => {
      const [duty, since] = given.stretch ? given.stretch.split(" ") : [undefined, undefined];
      const body: Api<"NewMeasure"> = {
        person,
        measure: given.measure,
        ground: given.ground,
        facts: given.facts,
        heard: given.heard ?? "",
        considered: given.considered ?? "",
        evidence: lines(given.evidence),
        since: since ?? null,
        duty: duty === "leave" ? "leave" : "due",
        details: detailsOf(given),
      };
      return answer(api.POST("/api/conduct/sanctions", { body }));
    },
    onSuccess: () => {
      after();
      close();
    },
  });
}

function Text({ name, word, optional }: { name: keyof Filled; word: Word; optional?: boolean }) {
  const { t } = useTranslation();
  const rules = optional ? [] : [{ required: true, whitespace: true, message: t("conduct.need") }];
  return <Form.Item name={name} label={t(word)} rules={rules}><Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} /></Form.Item>;
}

function Choices({ conduct }: { conduct: Conduct }) {
  const { t } = useTranslation();
  const form = Form.useFormInstance<Filled>();
  const measure = Form.useWatch("measure", form);
  const measures = [...new Set(conduct.grounds.map((one) => one.measure))];
  const grounds = conduct.grounds.filter((one) => one.measure === measure);
  const need = [{ required: true, message: t("conduct.need") }];
  const stretches = conduct.stretches.filter((one) => one.counted > 0);
  return (
    <>
      <Form.Item name="measure" label={t("conduct.measure")} rules={need}>
        <Select options={measures.map((value) => ({ value, label: t(`measure.${value}`) }))} onChange={() => form.setFieldValue("ground", undefined)} />
      </Form.Item>
      <Form.Item name="ground" label={t("conduct.ground")} rules={need}>
        <Select options={grounds.map((one) => ({ value: one.ground, label: one.words }))} />
      </Form.Item>
      {stretches.length > 0 && (
        <Form.Item name="stretch" label={t("conduct.days")}>
          <Select
            allowClear
            placeholder={t("conduct.days.no")}
            options={stretches.map((one) => ({
              value: `${one.duty} ${one.since}`,
              label: t("conduct.stretch", { duty: t(`obligation.${one.duty}`), since: one.since, counted: one.counted }),
            }))}
          />
        </Form.Item>
      )}
      <Details measure={measure} />
    </>
  );
}

export function ProposeForm({ person, conduct, start, close }: { person: string; conduct: Conduct; start: Start; close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Filled>();
  const send = useSend(person, close);
  const praised = Form.useWatch("measure", form) === "praise";
  const first = { ...start, ...(start.since && { stretch: `${start.duty} ${start.since}` }) };
  return (
    <Modal open title={t("conduct.propose")} onCancel={close} onOk={form.submit} okText={t("conduct.propose")} confirmLoading={send.isPending} width={640}>
      <Alert type="info" title={t("conduct.propose.text")} style={{ marginBottom: 12 }} />
      <Form form={form} layout="vertical" initialValues={first} onFinish={(given) => send.mutate(given)} scrollToFirstError>
        <Choices conduct={conduct} />
        <Text name="facts" word="conduct.facts" />
        <Text name="evidence" word="conduct.evidence.more" optional />
        {!praised && <Text name="heard" word="conduct.heard" />}
        {!praised && <Text name="considered" word="conduct.considered" />}
        {send.isError && <Failure error={send.error} />}
      </Form>
    </Modal>
  );
}
