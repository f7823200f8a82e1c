/** Everything that a decision needs on one screen; a refusal cannot be sent without its reasons. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Drawer, Flex, Form, Input, Radio, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api, type Api } from "../../kit/api.ts";
import { sayCode } from "../../kit/code.ts";
import { asProblem } from "../../kit/problem.ts";
import { sayProblem } from "../../kit/say.ts";
import { Failure } from "../../kit/states.tsx";
import type { Approval } from "../approvals.tsx";
import { LastDay } from "../today/duty.tsx";
import { Asked } from "./facts.tsx";

type Said = Api<"NewVerdict">;
const LONGEST = 1000;

function useDecide(one: Approval, close: () => void) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const { message, modal } = App.useApp();
  return useMutation({
    mutationFn: (body: Said) => answer(api.POST("/api/approvals/{request}", { params: { path: { request: one.id } }, body })),
    onSuccess: (_, said) => {
      void message.success(t(said.granted ? "approval.granted" : "approval.refused"));
      close();
    },
    onError: (error) => {
      const problem = asProblem(error);
      if (problem.status !== 409) return;
      const { title, text } = sayProblem(t, problem, i18n.language);
      modal.warning({ title, content: text || t("approval.reloaded") });
      close();
    },
    onSettled: () => {
      for (const name of ["approvals", "today"]) void client.invalidateQueries({ queryKey: [name] });
    },
  });
}

function Answer({ one, close }: { one: Approval; close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Said>();
  const decide = useDecide(one, close);
  const granted = Form.useWatch("granted", form);
  const choices = [{ value: true, label: t("approval.grant") }, { value: false, label: t("approval.refuse") }];
  const needed = granted === false || one.reasoned;
  const reasons = [{ required: needed, whitespace: true, message: t("approval.reasons.need") }];
  return (
    <Form form={form} layout="vertical" initialValues={{ reasons: "" }} onFinish={decide.mutate}>
      <Form.Item name="granted" label={t("approval.answer")} rules={[{ required: true, message: t("approval.answer.need") }]}>
        <Radio.Group options={choices} optionType="button" buttonStyle="solid" />
      </Form.Item>
      <Form.Item name="reasons" label={t(granted === false ? "approval.reasons" : one.reasoned ? "approval.reasons.any" : "approval.reasons.may")} rules={reasons} dependencies={["granted"]}>
        <Input.TextArea rows={4} maxLength={LONGEST} showCount />
      </Form.Item>
      {granted === false && <Alert type="info" title={t("approval.route")} description={one.complaint_route} style={{ marginBottom: 12 }} />}
      {decide.isError && <Failure error={decide.error} />}
      <Button type="primary" htmlType="submit" loading={decide.isPending} danger={granted === false}>
        {t(granted === false ? "approval.send.refusal" : "approval.send")}
      </Button>
    </Form>
  );
}

/** Kinds that a room decides with more than yes or no are decided where that is asked for. */
function Elsewhere({ one }: { one: Approval }) {
  const { t } = useTranslation();
  return <Link to={`/people/${one.person.id}?part=${one.kind}`}>{t("approval.elsewhere")}</Link>;
}

export function Decide({ one, today, close }: { one: Approval; today: string; close: () => void }) {
  const { t } = useTranslation();
  return (
    <Drawer open onClose={close} title={`${sayCode(t, "request", one.kind)} · ${one.person.name}`} size={520}>
      <Flex vertical gap={12}>
        <Flex wrap gap={8} align="center" justify="space-between">
          <Typography.Text type="secondary">{t("approval.from", { name: one.asked_by || t("by.person") })} · {t(`level.${one.level}`)}</Typography.Text>
          <LastDay clock={one.decide_by ?? null} today={today} />
        </Flex>
        <Asked facts={one.facts} />
        <Link to={`/people/${one.person.id}?part=story`}>{t("approval.story")}</Link>
        {one.here ? <Answer one={one} close={close} /> : <Elsewhere one={one} />}
      </Flex>
    </Drawer>
  );
}
