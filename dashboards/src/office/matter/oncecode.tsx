/** A one-time code by which whoever asked follows in WeChat; printed, shown once, good for a day. */
import { useMutation } from "@tanstack/react-query";
import { Button, Modal, Result, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { useComplain } from "../../kit/complain.ts";
import { When } from "../../kit/when.tsx";
import type { Record } from "./use.ts";

export function OnceCode({ one }: { one: Record }) {
  const { t } = useTranslation();
  const complain = useComplain();
  const make = useMutation({
    mutationFn: () => answer(api.POST("/api/matters/{matter}/once-code", { params: { path: { matter: one.id } } })),
    onError: complain,
  });
  if (!one.party) return null;
  return (
    <>
      <Button className="screen" loading={make.isPending} onClick={() => make.mutate()}>{t("matter.once")}</Button>
      {make.data && (
        <Modal open title={one.number} okText={t("matter.once.print")} onOk={() => print()} onCancel={make.reset}>
          <Result status="success" title={<Typography.Text copyable style={{ fontSize: 28, letterSpacing: 2 }}>{make.data.code}</Typography.Text>}
            subTitle={<>{t("matter.once.text")} <When at={make.data.ends_at} /></>} />
        </Modal>
      )}
    </>
  );
}
