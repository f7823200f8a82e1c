/** The way in: the check-in number and a one-time code from the office. */
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Flex, Form, Input, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../kit/api.ts";
import { asProblem } from "../kit/problem.ts";
import { queryClient } from "../kit/query.ts";
import { Failure } from "../kit/states.tsx";
import { machine } from "./arrive.ts";
import { Card } from "./card.tsx";
import { digits } from "./say.ts";
import { begin, selfQuery } from "./session.tsx";
import { Title } from "./title.tsx";

type Given = Api<"OwnCredentials">;
const EIGHT = /^\d{8}$/;

function useEnter() {
  return useMutation({
    mutationFn: (body: Given) => answer(api.POST("/own/api/sign-in", { body })),
    onSuccess: begin,
    onError: (error) => {
      if (asProblem(error).code === "access_ended") queryClient.setQueryData(selfQuery.queryKey, "closed");
    },
  });
}

function Digits({ name, autoFocus = false }: { name: "number" | "code"; autoFocus?: boolean }) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={name}
      label={t(`own.in.${name}`)}
      extra={t(`own.in.${name}.note`)}
      normalize={digits}
      rules={[{ pattern: EIGHT, required: true, message: t("own.in.eight") }]}
      validateTrigger="onBlur"
    >
      <Input
        autoFocus={autoFocus}
        inputMode="numeric"
        autoComplete={name === "code" ? "one-time-code" : "off"}
        maxLength={16}
        style={{ fontSize: "1.3em", letterSpacing: 3 }}
      />
    </Form.Item>
  );
}

function Refused({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (asProblem(error).code !== "wrong_code") return <Failure error={error} />;
  return <Alert type="error" showIcon role="alert" title={t("own.in.wrong")} description={t("own.in.wrong.text")} />;
}

export default function SignIn({ late }: { late: boolean }) {
  const { t } = useTranslation();
  const enter = useEnter();
  const back = machine();
  return (
    <Flex vertical gap="middle">
      <Title>{t("own.name")}</Title>
      {late && <Alert type="warning" showIcon role="alert" title={t("own.in.late")} description={t("own.in.late.text")} />}
      <Card title={t("own.in.title")}>
        <Form layout="vertical" onFinish={enter.mutate} requiredMark={false}>
          <Digits name="number" autoFocus />
          <Digits name="code" />
          <Flex vertical gap="middle">
            {enter.isError && <Refused error={enter.error} />}
            <Button type="primary" htmlType="submit" block loading={enter.isPending}>{t("own.in.enter")}</Button>
          </Flex>
        </Form>
      </Card>
      {back && <Button block href={back}>{t("own.back.machine")}</Button>}
      <Typography.Paragraph type="secondary">{t("own.in.help")}</Typography.Paragraph>
    </Flex>
  );
}
