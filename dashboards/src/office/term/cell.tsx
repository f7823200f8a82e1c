/** One field of a row, labelled for readers of the screen as well. */
import { Checkbox, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { sayCode } from "../../kit/code.ts";
import type { Word } from "../../words/index.ts";

interface Props {
  at: number;
  name: string;
  word: Word;
  of?: readonly [string, readonly string[]];
  yes?: boolean;
  optional?: boolean;
  width?: number;
}

export function Cell({ at, name, word, of, yes = false, optional = false, width = 130 }: Props) {
  const { t } = useTranslation();
  const label = t(word);
  const rules = optional || yes ? [] : [{ required: true, message: t("term.need") }];
  if (yes) {
    return (
      <Form.Item name={[at, name]} valuePropName="checked" noStyle>
        <Checkbox style={{ paddingTop: 5 }}>{label}</Checkbox>
      </Form.Item>
    );
  }
  const options = of?.[1].map((value) => ({ value, label: sayCode(t, of[0], value) }));
  return (
    <Form.Item name={[at, name]} rules={rules} style={{ margin: 0, width }}>
      {options ? (
        <Select aria-label={`${label} ${at + 1}`} placeholder={label} options={options} />
      ) : (
        <Input aria-label={`${label} ${at + 1}`} placeholder={label} maxLength={200} autoComplete="off" />
      )}
    </Form.Item>
  );
}
