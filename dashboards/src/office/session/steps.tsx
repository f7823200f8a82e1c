/** Cancel before it begins, or have it end now; each with a reason. */
import { Alert, Button, Input, Popconfirm } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { useMay } from "../../kit/session.tsx";
import { type Session, useSent } from "./use.ts";

export function Steps({ one }: { one: Session }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const asked = { params: { path: { procedure: one.id } }, body: { reason } };
  const cancel = useSent(() => answer(api.POST("/api/sessions/{procedure}/cancel", asked)));
  const stop = useSent(() => answer(api.POST("/api/sessions/{procedure}/stop", asked)));
  const may = useMay("change_people");
  if (one.state === "open" && one.stop_asked_at) return <Alert type="info" showIcon title={t("session.stopping")} />;
  if (!may || !["planned", "open"].includes(one.state)) return null;
  const [word, step] = one.state === "planned" ? (["session.cancel", cancel] as const) : (["session.stop", stop] as const);
  const why = <Input aria-label={t("session.why")} placeholder={t("session.why")} maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />;
  return (
    <Popconfirm title={t(word)} description={why} okButtonProps={{ danger: true, disabled: !reason.trim() }} onConfirm={() => step.mutate(undefined)}>
      <Button danger className="screen" style={{ alignSelf: "start" }} loading={step.isPending}>{t(word)}</Button>
    </Popconfirm>
  );
}
