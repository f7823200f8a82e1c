/** Somebody at the counter or on the telephone: entered once, followed by a code shown once. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Modal, Radio, Result, Select, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";
import { useTownships } from "../../kit/townships.ts";
import { KINDS, URGENCIES, useCategories } from "./use.ts";

type Given = Api<"CounterWish">;

/** The code, and what they must be told at once. */
function Made({ made, close }: { made: Api<"CounterMade">; close: () => void }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const numbers = made.matter.call_now.join("、");
  return (
    <Modal open title={made.matter.number} footer={<Button type="primary" onClick={() => void go(`/matters/${made.matter.id}`)}>{t("matter.counter.open")}</Button>} onCancel={close}>
      {numbers && <Alert type="error" showIcon role="alert" title={t("matter.call", { numbers })} />}
      <Result status="success" title={<Typography.Text copyable style={{ fontSize: 28, letterSpacing: 2 }}>{made.code}</Typography.Text>} subTitle={<>{t("matter.counter.code")}<br />{t("matter.counter.code.text")}</>} />
    </Modal>
  );
}

function Fields() {
  const { t } = useTranslation();
  const categories = useCategories();
  const towns = useTownships();
  const need = [{ required: true, message: t("matter.need") }];
  const words = [{ required: true, whitespace: true, message: t("matter.need") }];
  return (
    <>
      <Form.Item name="channel" label={t("matter.channel")}>
        <Radio.Group options={(["counter", "hotline"] as const).map((value) => ({ value, label: t(`matter.channel.${value}`) }))} />
      </Form.Item>
      <Form.Item name="kind" label={t("matter.kind")} rules={need}><Select options={KINDS.map((value) => ({ value, label: t(`matter.kind.${value}`) }))} /></Form.Item>
      <Form.Item name="category" label={t("matter.category")} rules={need}>
        <Select showSearch={{ optionFilterProp: "label" }} options={[...categories].map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="said" label={t("matter.said")} rules={words}><Input.TextArea rows={4} maxLength={2000} showCount /></Form.Item>
      <Form.Item name="urgent" label={t("matter.view.urgent")}>
        <Select allowClear options={URGENCIES.map((value) => ({ value, label: t(`matter.urgent.${value}`) }))} />
      </Form.Item>
      <Form.Item name="name" label={t("matter.who")} extra={t("matter.counter.nobody")}><Input maxLength={60} autoComplete="off" /></Form.Item>
      <Form.Item name="phone" label={t("matter.phone")}><Input maxLength={20} inputMode="tel" autoComplete="off" /></Form.Item>
      <Form.Item name="township" label={t("matter.township")}>
        <Select allowClear showSearch={{ optionFilterProp: "label" }} options={towns.map((one) => ({ value: one.code, label: `${one.name} (${one.district})` }))} />
      </Form.Item>
    </>
  );
}

export function Counter({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Given>();
  const client = useQueryClient();
  const enter = useMutation({
    mutationFn: (body: Given) => answer(api.POST("/api/matters", { body })),
    onSettled: () => void client.invalidateQueries({ queryKey: ["matters"] }),
  });
  if (enter.data) return <Made made={enter.data} close={close} />;
  return (
    <Modal open title={t("matter.counter")} onCancel={close} onOk={form.submit} okText={t("act.save")} confirmLoading={enter.isPending}>
      <Form form={form} layout="vertical" onFinish={enter.mutate} initialValues={{ channel: "counter", name: "", phone: "" }}>
        <Fields />
        {enter.isError && <Failure error={enter.error} />}
      </Form>
    </Modal>
  );
}
