/** Write down how a paper reached its recipient. */
import { Checkbox, DatePicker, Form, Input, Modal, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";
import { dayOf } from "../../kit/time.ts";
import { useDo } from "./use.ts";

type Wish = Api<"ServiceWish">;
type Filled = Omit<Wish, "served_on"> & { served_on: Dayjs };
const WAYS = ["direct", "left", "post", "electronic", "others"] as const;

function useServe(paper: string, close: () => void) {
  const { t } = useTranslation();
  return useDo(
    (filled: Filled) => {
      const body = { ...filled, refused: filled.refused || filled.way === "left", served_on: filled.served_on.format("YYYY-MM-DD") };
      return answer(api.POST("/api/papers/{paper}/service", { params: { path: { paper } }, body }));
    },
    () => t("paper.served"),
    close,
  );
}

function Proof() {
  const { t } = useTranslation();
  const way = Form.useWatch<Wish["way"]>("way");
  const refused = Form.useWatch<boolean>("refused") || way === "left";
  const need = (needed: boolean) => [{ required: needed, whitespace: true, message: t("paper.need") }];
  return (
    <>
      <Form.Item name="place" label={t("paper.serve.place")}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="proof" label={t("paper.serve.proof")} extra={t("paper.serve.proof.hint")} rules={need(way !== "direct" && way !== "left")}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="refused" valuePropName="checked">
        <Checkbox>{t("paper.serve.refused")}</Checkbox>
      </Form.Item>
      <Form.Item name="witness" label={t("paper.serve.witness")} extra={t("paper.serve.witness.hint")} rules={need(refused)}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
    </>
  );
}

export function ServeForm({ paper, close }: { paper: Api<"PaperRecord">; close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Filled>();
  const serve = useServe(paper.id, close);
  const today = dayjs(dayOf(Date.now()));
  const start = { way: "direct", recipient: paper.person?.name, served_on: today, place: "", proof: "", refused: false, witness: "" };
  const need = [{ required: true, message: t("paper.need") }];
  const outside = (day: Dayjs) => day.isAfter(today, "day") || day.isBefore(dayjs(paper.issued_on), "day");
  return (
    <Modal open title={t("paper.serve")} onCancel={close} onOk={form.submit} okText={t("act.save")} confirmLoading={serve.isPending}>
      <Form form={form} layout="vertical" initialValues={start} onFinish={serve.mutate} scrollToFirstError>
        <Form.Item name="way" label={t("paper.serve.way")} rules={need}>
          <Select options={WAYS.map((value) => ({ value, label: t(`way.${value}`) }))} />
        </Form.Item>
        <Form.Item name="recipient" label={t("paper.serve.recipient")} rules={need}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="served_on" label={t("paper.serve.on")} rules={need}>
          <DatePicker style={{ width: "100%" }} disabledDate={outside} />
        </Form.Item>
        <Proof />
        {serve.isError && <Failure error={serve.error} />}
      </Form>
    </Modal>
  );
}
