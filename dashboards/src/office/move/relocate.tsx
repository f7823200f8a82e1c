/** Inside the county nobody approves: write down the new home and its office. */
import { Alert, Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useMe } from "../../kit/session.tsx";
import { Dialog } from "../leave/dialog.tsx";
import { Line } from "../leave/fields.tsx";
import { useAllTownships } from "./townships.ts";

export function Relocate({ person, close }: { person: string; close: () => void }) {
  const { t } = useTranslation();
  const area = useMe().area;
  const options = useAllTownships()
    .filter((one) => one.code.startsWith(area.slice(0, 6)) && one.code !== area)
    .map(({ code, district, name }) => ({ value: code, label: `${district} ${name}` }));
  const send = (body: Api<"NewTownship">) => answer(api.POST("/api/people/{person}/township", { params: { path: { person } }, body }));
  return (
    <Dialog title={t("move.inside")} send={send} close={close}>
      <Alert type="info" title={t("move.inside.text")} style={{ marginBottom: 12 }} />
      <Form.Item name="township" label={t("move.inside.to")} rules={[{ required: true, message: t("leave.need") }]}>
        <Select showSearch={{ optionFilterProp: "label" }} options={options} />
      </Form.Item>
      <Line name="address" word="move.address" />
    </Dialog>
  );
}
