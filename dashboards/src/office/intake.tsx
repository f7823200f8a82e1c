/** 收案: register a document of the court about somebody new or known. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Col, Flex, Form, Row } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { answer, api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { useMe } from "../kit/session.tsx";
import { Failure } from "../kit/states.tsx";
import { Who } from "./intake/who.tsx";
import { Fields, plain } from "./term/fields.tsx";
import { FACTS, type Values } from "./term/steps.ts";

type Filled = Values & { known?: boolean; person?: string; newcomer?: Values };

function useRegister() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: ({ known, person, newcomer, ...facts }: Filled) => {
      const who = known ? { person } : { newcomer: plain(newcomer ?? {}) };
      return answer(api.POST("/api/terms", { body: { ...plain(facts), ...who } as never }));
    },
    onSuccess: (made) => {
      for (const name of ["people", "today"]) void client.invalidateQueries({ queryKey: [name] });
      void message.success(t("intake.done", { day: made.report_by }));
      void navigate(`/people/${made.person}?part=term`);
    },
  });
}

export default function Intake() {
  const { t } = useTranslation();
  const me = useMe();
  const [form] = Form.useForm<Filled>();
  const register = useRegister();
  const township = me.area.length === 9 ? me.area : undefined;
  const start = { known: false, newcomer: { township, face_allowed: false, minor: false } };
  return (
    <Flex vertical gap={12} style={{ maxWidth: 1080 }}>
      <Heading tab={t("intake.title")} />
      <Alert type="info" title={t("intake.text")} />
      <Form form={form} layout="vertical" initialValues={start} onFinish={register.mutate} scrollToFirstError>
        <Row gutter={[12, 12]}>
          <Col xs={24} lg={10}>
            <Card size="small" title={t("intake.who")}><Who minors={me.minors} /></Card>
          </Col>
          <Col xs={24} lg={14}>
            <Card size="small" title={t("intake.document")}>
              <div style={{ display: "grid", gridTemplateColumns: "repeat(auto-fill, minmax(230px, 1fr))", columnGap: 16 }}>
                <Fields fields={FACTS} />
              </div>
            </Card>
          </Col>
        </Row>
        {register.isError && <Failure error={register.error} />}
        <Button type="primary" onClick={form.submit} loading={register.isPending} style={{ marginTop: 12 }}>{t("intake.save")}</Button>
      </Form>
    </Flex>
  );
}
