/** Rows of a form that can be added and taken away: members, goals, who was there. */
import { MinusCircleOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Card, Flex, Form } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  name: string;
  title: string;
  /** The fields of one row; `at` is the place of the row. */
  children: (at: number) => ReactNode;
  fresh?: object;
}

export function Rows({ name, title, children, fresh = {} }: Props) {
  const { t } = useTranslation();
  return (
    <Form.List name={name}>
      {(rows, { add, remove }) => (
        <Card
          size="small"
          title={title}
          style={{ marginBottom: 16 }}
          extra={<Button size="small" icon={<PlusOutlined />} onClick={() => add(fresh)}>{t("term.add")}</Button>}
        >
          {rows.map((row) => (
            <Flex key={row.key} gap={8} align="start" wrap style={{ marginBottom: 8 }}>
              {children(row.name)}
              <Button
                type="text"
                icon={<MinusCircleOutlined />}
                aria-label={`${t("term.remove")} ${row.name + 1}`}
                onClick={() => remove(row.name)}
              />
            </Flex>
          ))}
        </Card>
      )}
    </Form.List>
  );
}
