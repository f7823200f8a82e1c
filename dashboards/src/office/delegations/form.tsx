/** Delegate powers of the county to one of its offices. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Checkbox, DatePicker, Form, Input, Modal, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";
import { dayOf } from "../../kit/time.ts";
import { useTownships } from "../../kit/townships.ts";

const POWERS = ["intake", "report", "visit", "leave", "education", "interview"] as const;
type Filled = Omit<Api<"NewDelegation">, "from_on" | "until_on"> & { from_on: Dayjs; until_on?: Dayjs | null };

function useDelegate(close: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ from_on, until_on, ...rest }: Filled) =>
      answer(api.POST("/api/delegations", {
        body: { ...rest, from_on: from_on.format("YYYY-MM-DD"), until_on: until_on?.format("YYYY-MM-DD") ?? null },
      })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["delegations"] });
      close();
    },
  });
}

export function Delegate({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Filled>();
  const delegate = useDelegate(close);
  const offices = useTownships().map(({ code, name }) => ({ value: code, label: name }));
  const powers = POWERS.map((value) => ({ value, label: t(`delegable.${value}`) }));
  const need = [{ required: true, message: t("delegation.need") }];
  const start = { from_on: dayjs(dayOf(Date.now())), powers: ["leave"] };
  return (
    <Modal open title={t("delegation.add")} onCancel={close} onOk={form.submit} okText={t("act.save")} confirmLoading={delegate.isPending}>
      <Form form={form} layout="vertical" initialValues={start} onFinish={delegate.mutate}>
        <Form.Item name="township" label={t("delegation.office")} rules={need}>
          <Select showSearch={{ optionFilterProp: "label" }} options={offices} />
        </Form.Item>
        <Form.Item name="powers" label={t("delegation.powers")} rules={need}>
          <Checkbox.Group options={powers} />
        </Form.Item>
        <Form.Item name="document" label={t("delegation.document")} rules={need}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="from_on" label={t("delegation.first")} rules={need}>
          <DatePicker style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="until_on" label={t("delegation.last")}>
          <DatePicker style={{ width: "100%" }} />
        </Form.Item>
        {delegate.isError && <Failure error={delegate.error} />}
      </Form>
    </Modal>
  );
}
