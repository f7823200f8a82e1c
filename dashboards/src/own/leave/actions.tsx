/** What can be done with a leave: take it back, make it longer, report to be back. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";
import { AskFirst } from "./asking.tsx";

type One = Api<"OwnLeave">;

function Step({ one, step }: { one: One; step: "cancel" | "back" }) {
  const { t } = useTranslation();
  const params = { path: { leave: one.id } };
  const send = () =>
    step === "cancel"
      ? answer(api.POST("/own/api/leaves/{leave}/cancel", { params }))
      : answer(api.POST("/own/api/leaves/{leave}/back", { params }));
  return (
    <AskFirst
      label={t(`own.leave.${step}`)} title={t(`own.leave.${step}.ask`)} content={t(`own.leave.${step}.text`)}
      primary={step === "back"} send={send}
    />
  );
}

function Longer({ one, close }: { one: One; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const more = useMutation({
    mutationFn: (body: Api<"LongerLeave">) => answer(api.POST("/own/api/leaves/{leave}/extend", { params: { path: { leave: one.id } }, body })),
    onSuccess: close,
    onSettled: () => void client.invalidateQueries({ queryKey: ["own"] }),
  });
  const need = [{ required: true, message: t("own.leave.need") }];
  return (
    <Form layout="vertical" requiredMark={false} onFinish={more.mutate}>
      <Form.Item name="until" label={t("own.leave.until")} rules={need}>
        <Input type="date" min={one.to_on} />
      </Form.Item>
      <Form.Item name="why" label={t("own.leave.why")} rules={need}>
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
      {more.isError && <Failure error={more.error} />}
      <Button type="primary" htmlType="submit" block loading={more.isPending}>{t("own.leave.send")}</Button>
    </Form>
  );
}

export function Actions({ one }: { one: One }) {
  const { t } = useTranslation();
  const [longer, setLonger] = useState(false);
  const runs = one.phase === "away" || one.phase === "planned";
  const away = one.phase === "away" || one.phase === "late";
  if (!runs && !away && one.phase !== "asked") return null;
  return (
    <>
      {away && !one.said_back_on && !one.extends && <Step one={one} step="back" />}
      {(one.phase === "asked" || one.phase === "planned") && <Step one={one} step="cancel" />}
      {runs && !one.extends && !longer && <Button block onClick={() => setLonger(true)}>{t("own.leave.extend")}</Button>}
      {longer && <Longer one={one} close={() => setLonger(false)} />}
    </>
  );
}
