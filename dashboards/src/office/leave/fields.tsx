/** The fields that the forms of leave, moves and orders share. */
import { useQuery } from "@tanstack/react-query";
import { DatePicker, Form, Input, Select } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { dayOf } from "../../kit/time.ts";
import type { Word } from "../../words/index.ts";

interface Named {
  name: string;
  word: Word;
  optional?: boolean;
  hint?: Word;
}

function useNeed(optional: boolean | undefined) {
  const { t } = useTranslation();
  return optional ? [] : [{ required: true, message: t("leave.need") }];
}

/** A legal day; past days are left out unless `past`. */
export function Day({ name, word, optional, past }: Named & { past?: boolean }) {
  const { t } = useTranslation();
  const today = dayjs(dayOf(Date.now()));
  return (
    <Form.Item name={name} label={t(word)} rules={useNeed(optional)}>
      <DatePicker style={{ width: "100%" }} disabledDate={(day) => !past && day.isBefore(today, "day")} />
    </Form.Item>
  );
}

export function Line({ name, word, optional, hint, max = 150 }: Named & { max?: number }) {
  const { t } = useTranslation();
  const rules = optional ? [] : [{ required: true, whitespace: true, message: t("leave.need") }];
  return (
    <Form.Item name={name} label={t(word)} rules={rules} {...(hint && { extra: t(hint) })}>
      <Input maxLength={max} autoComplete="off" />
    </Form.Item>
  );
}

export function Text({ name, word, optional, hint, max = 1000 }: Named & { max?: number }) {
  const { t } = useTranslation();
  const rules = optional ? [] : [{ required: true, whitespace: true, message: t("leave.need") }];
  return (
    <Form.Item name={name} label={t(word)} rules={rules} {...(hint && { extra: t(hint) })}>
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={max} showCount />
    </Form.Item>
  );
}

function useRegions() {
  const read = useQuery({ queryKey: ["regions"], queryFn: () => answer(api.GET("/api/regions")), staleTime: Infinity });
  return read.data ?? [];
}

/** Name of a destination by its code. */
export function useRegionName(): (code: string) => string {
  const names = new Map(useRegions().map((one) => [one.code, one.name]));
  return (code) => names.get(code) ?? code;
}

export function Regions({ name, word, many }: Named & { many?: boolean }) {
  const { t } = useTranslation();
  const options = useRegions().map(({ code, name: label }) => ({ value: code, label }));
  return (
    <Form.Item name={name} label={t(word)} rules={useNeed(false)}>
      <Select showSearch={{ optionFilterProp: "label" }} options={options} {...(many && { mode: "multiple" as const })} />
    </Form.Item>
  );
}
