/** Add an account, or give one another role and area. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Modal, Select, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useAreas } from "../../kit/area.ts";
import { Failure } from "../../kit/states.tsx";
import type { Account } from "../staffs.tsx";
import type { Given } from "./password.tsx";

type Role = Account["role"];
type Filled = Api<"NewStaff">;

/** How many digits the area of a role has. */
const DIGITS: Record<Role, readonly number[]> = {
  officer_township: [9],
  officer_county: [6],
  head_county: [6],
  supervisor_city: [0],
  prosecutor: [0, 6],
  educator: [0, 6],
  technician: [0, 6],
  administrator: [0],
  clerk: [0, 6],
  head_service: [0, 6],
};
const BLIND: readonly Role[] = ["technician", "administrator", "clerk", "head_service"];

function useSave(one: Account | null, close: () => void, give: (given: Given) => void) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: async (body: Filled) => {
      if (!one) return give(await answer(api.POST("/api/staffs", { body })));
      const { role, area, minors } = body;
      await answer(api.POST("/api/staffs/{account}/place", { params: { path: { account: one.id } }, body: { role, area, minors } }));
      void message.success(t("staff.changed"));
    },
    gcTime: 0,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["staffs"] });
      close();
    },
  });
}

function Place() {
  const { t } = useTranslation();
  const form = Form.useFormInstance<Filled>();
  const role = Form.useWatch("role", form) ?? "officer_township";
  const areas = useAreas(DIGITS[role]);
  const roles = (Object.keys(DIGITS) as Role[]).map((value) => ({ value, label: t(`role.${value}`) }));
  return (
    <>
      <Form.Item name="role" label={t("staff.role")} rules={[{ required: true }]}>
        <Select options={roles} onChange={() => form.setFieldsValue({ area: undefined, minors: false })} />
      </Form.Item>
      <Form.Item name="area" label={t("staff.area")} rules={[{ validator: (_, value) => (value === undefined ? Promise.reject(new Error(t("staff.area.need"))) : Promise.resolve()) }]}>
        <Select showSearch={{ optionFilterProp: "label" }} options={areas} />
      </Form.Item>
      {!BLIND.includes(role) && (
        <Form.Item name="minors" label={t("staff.minors")} extra={t("staff.minors.hint")}>
          <Switch />
        </Form.Item>
      )}
    </>
  );
}

export function AccountForm({ one, close, give }: { one: Account | null; close: () => void; give: (given: Given) => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Filled>();
  const save = useSave(one, close, give);
  const start = one ?? { minors: false };
  const title = one ? t("staff.change.of", { name: one.name }) : t("staff.add");
  return (
    <Modal open title={title} onCancel={close} onOk={form.submit} okText={t("act.save")} confirmLoading={save.isPending}>
      <Form form={form} layout="vertical" initialValues={start} onFinish={(filled) => save.mutate({ ...filled, minors: filled.minors ?? false })}>
        {!one && (
          <>
            <Form.Item name="login" label={t("login.login")} rules={[{ required: true, pattern: /^[a-z0-9._-]{2,40}$/, message: t("staff.login.need") }]}>
              <Input autoComplete="off" maxLength={40} />
            </Form.Item>
            <Form.Item name="name" label={t("staff.name")} rules={[{ required: true, message: t("new.name.need") }]}>
              <Input autoComplete="off" maxLength={60} />
            </Form.Item>
          </>
        )}
        <Place />
        {save.isError && <Failure error={save.error} />}
      </Form>
    </Modal>
  );
}
