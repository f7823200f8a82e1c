/** Sign in; afterwards back to the page that was asked for. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button, Card, Flex, Form, Input, Typography } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, useSearchParams } from "react-router";
import { answer, api, type Api } from "../kit/api.ts";
import { speak } from "../kit/i18n.ts";
import { asProblem } from "../kit/problem.ts";
import { begin, ended, meQuery } from "../kit/session.tsx";
import { Failure } from "../kit/states.tsx";
import { duration, type Lang } from "../kit/time.ts";
import { safePlace } from "../kit/write.ts";

type Given = Api<"Credentials">;

/** Seconds left of a wait that began with a refusal. */
function useLeft(error: unknown): number {
  const { waitS } = asProblem(error);
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const end = Date.now() + waitS * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
    tick();
    const timer = window.setInterval(tick, 1000);
    return () => window.clearInterval(timer);
  }, [error, waitS]);
  return left;
}

function Refused({ error, left }: { error: unknown; left: number }) {
  const { t, i18n } = useTranslation();
  const { status } = asProblem(error);
  if (status === 429) {
    const wait = duration(left, i18n.language as Lang);
    return left > 0 && <Alert type="warning" showIcon title={t("login.wait")} description={t("login.wait.text", { wait })} />;
  }
  if (status !== 401) return <Failure error={error} />;
  return <Alert type="error" showIcon role="alert" title={t("login.wrong")} description={t("login.wrong.text")} />;
}

function SignIn() {
  const { t } = useTranslation();
  const enter = useMutation({
    mutationFn: (body: Given) => answer(api.POST("/api/login", { body })),
    onSuccess: begin,
  });
  const left = useLeft(enter.error);
  return (
    <Form layout="vertical" onFinish={enter.mutate} requiredMark={false}>
      <Form.Item name="login" label={t("login.login")} rules={[{ required: true, message: t("login.login.need") }]}>
        <Input autoFocus autoComplete="username" maxLength={40} />
      </Form.Item>
      <Form.Item name="password" label={t("login.password")} rules={[{ required: true, message: t("login.password.need") }]}>
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <Flex vertical gap={16}>
        {enter.isError && <Refused error={enter.error} left={left} />}
        <Button type="primary" htmlType="submit" block loading={enter.isPending} disabled={left > 0}>
          {t("login.enter")}
        </Button>
      </Flex>
    </Form>
  );
}

export default function Login() {
  const { t, i18n } = useTranslation();
  const [query] = useSearchParams();
  const me = useQuery({ ...meQuery, enabled: false });
  if (me.data) return <Navigate to={safePlace(query.get("to"))} replace />;
  return (
    <Flex vertical align="center" gap={16} style={{ padding: "10vh 16px 16px" }}>
      <Typography.Title level={1} style={{ fontSize: 24, margin: 0 }}>{t("app.name")}</Typography.Title>
      <Card title={t("login.title")} style={{ width: "100%", maxWidth: 380 }}>
        <Flex vertical gap={16}>
          {ended() && <Alert type="info" showIcon title={t("login.ended")} description={t("login.ended.text")} />}
          <SignIn />
        </Flex>
      </Card>
      <Button type="text" onClick={() => speak(i18n.language === "zh" ? "en" : "zh")}>{t("app.language")}</Button>
    </Flex>
  );
}
