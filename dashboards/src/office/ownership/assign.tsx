/** Say whose a thing is: department, owner, deputy, and how long it may lie. */
import { useMutation } from "@tanstack/react-query";
import { App, Form, InputNumber, Modal, Select, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";
import { type Owned, useAnew, useDepartmentName, useDepartments, usePeople, useTitle } from "./say.ts";

type Given = Api<"OwnedAssignment">;

function useAssign(one: Owned, close: () => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (given: Given) =>
      answer(api.POST("/api/owned/{thing}/assign", { params: { path: { thing: one.id } }, body: { ...given, deputy: given.deputy ?? null } })),
    onSuccess: () => {
      void message.success(t("owned.assign.done"));
      close();
    },
    onSettled: useAnew(),
  });
}

/** Who was chosen before and still works here. */
function start(one: Owned) {
  const there = (keeper: Owned["owner"]) => (keeper && !keeper.left ? keeper.id : undefined);
  return { department: one.department ?? undefined, owner: there(one.owner), deputy: there(one.deputy), review_days: one.review_days, climb_days: one.climb_days };
}

function Fields() {
  const { t } = useTranslation();
  const department = useDepartmentName();
  const homes = (useDepartments().data ?? []).map(({ code }) => ({ value: code, label: department(code) }));
  const { options, loading, error } = usePeople();
  const need = { required: true, message: t("owned.choose") };
  const search = { showSearch: { optionFilterProp: "label" }, options, loading };
  const another = ({ getFieldValue }: { getFieldValue: (name: string) => unknown }) => ({
    validator: (_: unknown, value: unknown) => (value && value === getFieldValue("owner") ? Promise.reject(new Error(t("owned.same"))) : Promise.resolve()),
  });
  return (
    <>
      {Boolean(error) && <Failure error={error} />}
      <Form.Item name="department" label={t("owned.department")} rules={[need]}><Select options={homes} /></Form.Item>
      <Form.Item name="owner" label={t("owned.owner")} rules={[need]}><Select {...search} /></Form.Item>
      <Form.Item name="deputy" label={t("owned.deputy")} dependencies={["owner"]} rules={[another]}><Select allowClear {...search} /></Form.Item>
      <Form.Item name="review_days" label={t("owned.review.days")} rules={[need]}><InputNumber min={1} max={400} precision={0} /></Form.Item>
      <Form.Item name="climb_days" label={t("owned.climb.days")} rules={[need]}><InputNumber min={1} max={60} precision={0} /></Form.Item>
    </>
  );
}

export function Assign({ one, close }: { one: Owned; close: () => void }) {
  const { t } = useTranslation();
  const title = useTitle();
  const [form] = Form.useForm<Given>();
  const assign = useAssign(one, close);
  return (
    <Modal open title={t("owned.assign.of", { title: title(one) })} onCancel={close} onOk={form.submit} okText={t("act.save")} confirmLoading={assign.isPending}>
      <Form form={form} layout="vertical" initialValues={start(one)} onFinish={assign.mutate}>
        <Typography.Paragraph type="secondary">{t("owned.assign.note")}</Typography.Paragraph>
        <Fields />
        {assign.isError && <Failure error={assign.error} />}
      </Form>
    </Modal>
  );
}
