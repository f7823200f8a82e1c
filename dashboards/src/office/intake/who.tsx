/** Whom a document is about: somebody known, found by name, or somebody new. */
import { useQuery } from "@tanstack/react-query";
import { Checkbox, DatePicker, Form, Input, Radio, Select, Switch } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { useTownships } from "../../kit/townships.ts";
import { fourFour } from "../../kit/write.ts";

function Known() {
  const { t } = useTranslation();
  const [q, setQ] = useState("");
  const read = useQuery({
    queryKey: ["people", "find", q],
    queryFn: () => answer(api.GET("/api/people", { params: { query: { q: q.trim(), size: 20 } } })),
    placeholderData: (before) => before,
  });
  const options = read.data?.items.map((one) => ({ value: one.id, label: `${one.name} ${fourFour(one.number)}` })) ?? [];
  return (
    <Form.Item name="person" label={t("intake.find")} rules={[{ required: true, message: t("term.need") }]}>
      <Select showSearch={{ filterOption: false, onSearch: setQ }} options={options} loading={read.isFetching} />
    </Form.Item>
  );
}

function Fresh({ minors }: { minors: boolean }) {
  const { t } = useTranslation();
  const need = (message: string) => [{ required: true, message }];
  const townships = useTownships().map(({ code, name, district }) => ({ value: code, label: `${name} (${district})` }));
  const genders = (["female", "male"] as const).map((value) => ({ value, label: t(`gender.${value}`) }));
  const minor = Boolean(Form.useWatch(["newcomer", "minor"]));
  return (
    <>
      <Form.Item name={["newcomer", "name"]} label={t("new.name")} rules={need(t("new.name.need"))}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name={["newcomer", "gender"]} label={t("new.gender")} rules={need(t("new.gender.need"))}>
        <Radio.Group options={genders} />
      </Form.Item>
      <Form.Item name={["newcomer", "born_on"]} label={t("intake.born") + t("term.optional")}>
        <DatePicker style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name={["newcomer", "township"]} label={t("new.township")} rules={need(t("new.township.need"))}>
        <Select showSearch={{ optionFilterProp: "label" }} options={townships} />
      </Form.Item>
      {minors && (
        <Form.Item name={["newcomer", "minor"]} valuePropName="checked">
          <Checkbox>{t("intake.minor")}</Checkbox>
        </Form.Item>
      )}
      {!minor && (
        <Form.Item name={["newcomer", "face_allowed"]} label={t("new.face")} extra={t("new.face.hint")} valuePropName="checked">
          <Switch />
        </Form.Item>
      )}
    </>
  );
}

export function Who({ minors }: { minors: boolean }) {
  const { t } = useTranslation();
  const known = Boolean(Form.useWatch("known"));
  const ways = [{ value: false, label: t("intake.new") }, { value: true, label: t("intake.known") }];
  return (
    <>
      <Form.Item name="known" label={t("intake.which")}>
        <Radio.Group options={ways} optionType="button" />
      </Form.Item>
      {known ? <Known /> : <Fresh minors={minors} />}
    </>
  );
}
