/** Whether an authority hears of what is sent: how far it was told, what keeps it, and where it is told. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Flex, Form, Input, Modal, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useComplain } from "../../kit/complain.ts";
import { useMay } from "../../kit/session.tsx";
import { Failure } from "../../kit/states.tsx";
import { When } from "../../kit/when.tsx";

export type Partner = Api<"PartnerLine">;
type Telling = NonNullable<Partner["telling"]>;
const WHY = ["unreachable", "slow", "no_answer", "certificate", "answered"] as const;
const AGAIN_MS = 15_000;

/** The authorities, read again while the page is open: telling goes on by itself. */
export function usePartners() {
  return useQuery({
    queryKey: ["partners"],
    queryFn: () => answer(api.GET("/api/sharing/partners")),
    refetchInterval: AGAIN_MS,
  });
}

function Why({ one }: { one: Telling }) {
  const { t } = useTranslation();
  const [word, status] = one.reason.split(" ");
  const known = WHY.find((each) => each === word);
  return <>{known && t(`told.why.${known}`, { status })}</>;
}

function Times({ one }: { one: Telling }) {
  const { t } = useTranslation();
  return (
    <Typography.Text type="secondary">
      {one.tried_at && <>{t("partner.tried")} <When at={one.tried_at} /> </>}
      {one.next_at && <>{t("partner.next")} <When at={one.next_at} /></>}
    </Typography.Text>
  );
}

function Try({ one }: { one: Partner }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const again = useMutation({
    mutationFn: () => answer(api.POST("/api/sharing/partners/{code}/try", { params: { path: { code: one.code } } })),
    onSuccess: () => void message.success(t("partner.try.done")),
    onError: useComplain(),
    onSettled: () => void client.invalidateQueries({ queryKey: ["partners"] }),
  });
  return <Button size="small" loading={again.isPending} onClick={() => again.mutate()}>{t("partner.try")}</Button>;
}

/** How far one was told. */
export function Told({ one }: { one: Partner }) {
  const { t } = useTranslation();
  const may = useMay("decide_county");
  const sees = useMay("see_audit");
  const told = one.telling;
  if (one.ended_at) return null;
  if (!told) return <Typography.Text type="secondary">{t("partner.callback.none")}</Typography.Text>;
  return (
    <Flex vertical gap={4} align="flex-start">
      <span>
        {told.told_no ? t("partner.told", { no: told.told_no }) : t("partner.told.none")}{" "}
        {told.waiting > 0 && <Tag color={told.reason ? "warning" : "processing"}>{t("partner.waiting", { count: told.waiting })}</Tag>}
      </span>
      {told.reason && <span><Why one={told} /> {(may || sees) && <Try one={one} />}</span>}
      {told.reason && <Times one={told} />}
    </Flex>
  );
}

/** A calm sentence for each that cannot be told for now. */
export function Unreached() {
  const { t } = useTranslation();
  const away = (usePartners().data ?? []).filter((one) => one.telling?.reason);
  return away.map((one) => (
    <Alert
      key={one.code}
      type="info"
      showIcon
      title={t("partner.unreached", { name: one.name })}
      description={<>{t("partner.unreached.text")} {one.telling && <Times one={one.telling} />}</>}
    />
  ));
}

/** Where one is told. */
export function Callback({ one, close }: { one: Partner; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [form] = Form.useForm<Api<"CallbackChange">>();
  const change = useMutation({
    mutationFn: (body: Api<"CallbackChange">) =>
      answer(api.PUT("/api/sharing/partners/{code}/callback", { params: { path: { code: one.code } }, body })),
    onSuccess: close,
    onSettled: () => void client.invalidateQueries({ queryKey: ["partners"] }),
  });
  return (
    <Modal open title={one.name} onCancel={close} onOk={form.submit} okText={t("act.save")} confirmLoading={change.isPending}>
      <Form form={form} layout="vertical" initialValues={{ callback: one.callback }} onFinish={change.mutate}>
        <Form.Item name="callback" label={t("partner.callback")} extra={t("partner.callback.text")}>
          <Input maxLength={300} inputMode="url" placeholder="https://" />
        </Form.Item>
        {change.isError && <Failure error={change.error} />}
      </Form>
    </Modal>
  );
}
