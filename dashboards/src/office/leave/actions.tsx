/** What can be done with one leave or permit, by its state. */
import { useMutation } from "@tanstack/react-query";
import { Alert, App, Button, Space } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api } from "../../kit/api.ts";
import { useComplain } from "../../kit/complain.ts";
import { useMay } from "../../kit/session.tsx";
import { dayOf } from "../../kit/time.ts";
import type { Word } from "../../words/index.ts";
import { Dialog, useAfter } from "./dialog.tsx";
import { Day, Text } from "./fields.tsx";
import type { Leave, Travel } from "./use.ts";

function Sure({ word, ask, send }: { word: Word; ask: Word; send: () => Promise<unknown> }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const sent = useMutation({ mutationFn: send, onSuccess: useAfter(), onError: useComplain() });
  const confirm = async () => {
    if (await modal.confirm({ title: t(ask) })) sent.mutate();
  };
  return <Button size="small" loading={sent.isPending} onClick={() => void confirm()}>{t(word)}</Button>;
}

function Return({ one, close }: { one: Leave; close: () => void }) {
  const { t } = useTranslation();
  const params = { path: { leave: one.id } };
  const send = ({ on, late_why }: { on: Dayjs; late_why?: string }) =>
    answer(api.POST("/api/leaves/{leave}/return", { params, body: { on: on.format("YYYY-MM-DD"), late_why: late_why ?? "" } }));
  return (
    <Dialog title={t("leave.return")} send={send} close={close} start={{ on: dayjs(one.said_back_on ?? dayOf(Date.now())) }}>
      <Day name="on" word="leave.return.on" past />
      <Text name="late_why" word="leave.return.why" optional max={500} />
      <Alert type="info" title={t("leave.return.note")} style={{ marginBottom: 12 }} />
    </Dialog>
  );
}

function Extend({ one, close }: { one: Leave; close: () => void }) {
  const { t } = useTranslation();
  const params = { path: { leave: one.id } };
  const send = ({ until, why }: { until: Dayjs; why: string }) =>
    answer(api.POST("/api/leaves/{leave}/extend", { params, body: { until: until.format("YYYY-MM-DD"), why } }));
  return (
    <Dialog title={t("leave.extend")} send={send} close={close}>
      <Day name="until" word="leave.extend.until" />
      <Text name="why" word="leave.why" />
    </Dialog>
  );
}

export function LeaveActions({ one }: { one: Leave }) {
  const { t } = useTranslation();
  const [open, show] = useState<"return" | "extend">();
  const [changes, decides, city] = [useMay("change_people"), useMay("decide_leave"), useMay("decide_city")];
  const params = { path: { leave: one.id } };
  const gone = one.phase === "away" || one.phase === "late";
  const close = () => show(undefined);
  return (
    <Space wrap size={4}>
      {one.phase === "asked" && (decides || city) && <Link to="/approvals">{t("leave.decide")}</Link>}
      {one.phase === "asked" && decides && one.level !== "city" && (
        <Sure word="leave.pass" ask="leave.pass" send={() => answer(api.POST("/api/leaves/{leave}/pass-on", { params }))} />
      )}
      {gone && changes && <Button size="small" type="primary" onClick={() => show("return")}>{t("leave.return")}</Button>}
      {(gone || one.phase === "planned") && one.phase !== "late" && changes && <Button size="small" onClick={() => show("extend")}>{t("leave.extend")}</Button>}
      {(one.phase === "asked" || one.phase === "planned") && changes && (
        <Sure word="leave.cancel" ask="leave.cancel.sure" send={() => answer(api.POST("/api/leaves/{leave}/cancel", { params }))} />
      )}
      {open === "return" && <Return one={one} close={close} />}
      {open === "extend" && <Extend one={one} close={close} />}
    </Space>
  );
}

export function TravelActions({ one }: { one: Travel }) {
  const { t } = useTranslation();
  const [changes, county] = [useMay("change_people"), useMay("decide_county")];
  const params = { path: { travel: one.id } };
  return (
    <Space wrap size={4}>
      {one.state === "asked" && county && <Link to="/approvals">{t("leave.decide")}</Link>}
      {(one.state === "asked" || one.state === "granted") && changes && (
        <Sure word="leave.end" ask="leave.end.sure" send={() => answer(api.POST("/api/travels/{travel}/end", { params }))} />
      )}
    </Space>
  );
}
