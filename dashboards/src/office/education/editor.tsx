/** Write a course: a new draft, or the next version of one there is. */
import { ArrowUpOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Card, Drawer, Flex, Form, Select, Space } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure, Shown } from "../../kit/states.tsx";
import { NumberField, TextField } from "./fields.tsx";
import { StepFields } from "./step.tsx";
import { useChange } from "./use.ts";

type Filled = Api<"NewCourse">;
const START = { audience: "adults", minutes: 30, steps: [{ type: "text" }, { type: "quiz", options: ["", ""] }] };

function Steps() {
  const { t } = useTranslation();
  return (
    <Form.List name="steps">
      {(fields, { add, remove, move }) => (
        <Flex vertical gap={12}>
          {fields.map((field, n) => (
            <Card
              key={field.key}
              size="small"
              title={t("step.n", { n: n + 1 })}
              extra={
                <Space>
                  <Button size="small" icon={<ArrowUpOutlined />} disabled={n === 0} aria-label={t("step.up", { n: n + 1 })} onClick={() => move(n, n - 1)} />
                  <Button size="small" icon={<DeleteOutlined />} disabled={fields.length === 1} aria-label={t("step.remove", { n: n + 1 })} onClick={() => remove(field.name)} />
                </Space>
              }
            >
              <StepFields step={field.name} />
            </Card>
          ))}
          <Button icon={<PlusOutlined />} disabled={fields.length >= 100} onClick={() => add({ type: "text" })}>{t("step.add")}</Button>
        </Flex>
      )}
    </Form.List>
  );
}

function Fields({ start, id, close }: { start: object; id: string | null; close: () => void }) {
  const { t } = useTranslation();
  const save = useChange((body: Filled) => (
    id
      ? answer(api.PUT("/api/education/courses/{course}", { params: { path: { course: id } }, body }))
      : answer(api.POST("/api/education/courses", { body }))
  ), close);
  const audiences = (["adults", "minors"] as const).map((value) => ({ value, label: t(`audience.${value}`) }));
  return (
    <Form<Filled> layout="vertical" initialValues={start} onFinish={(filled) => save.mutate({ ...filled, title: filled.title.trim() })} scrollToFirstError>
      <TextField name="title" label={t("course.name")} max={80} />
      <Form.Item name="audience" label={t("course.audience")}><Select options={audiences} disabled={id !== null} /></Form.Item>
      <NumberField name="minutes" label={t("edu.minutes")} least={1} most={600} />
      <Alert type="info" title={t("step.rule")} style={{ marginBottom: 12 }} />
      <Steps />
      {save.isError && <Failure error={save.error} />}
      <Button type="primary" htmlType="submit" block loading={save.isPending} style={{ marginTop: 16 }}>{t("act.save")}</Button>
    </Form>
  );
}

function Known({ id, close }: { id: string; close: () => void }) {
  const read = useQuery({
    queryKey: ["education", "course", id],
    queryFn: () => answer(api.GET("/api/education/courses/{course}", { params: { path: { course: id } } })),
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return <Shown read={read}>{({ title, audience, minutes, steps }) => <Fields start={{ title, audience, minutes, steps }} id={id} close={close} />}</Shown>;
}

export function Editor({ id, close }: { id: string | "new"; close: () => void }) {
  const { t } = useTranslation();
  const fresh = id === "new";
  return (
    <Drawer open size={720} title={t(fresh ? "course.add" : "course.edit")} onClose={close}>
      {!fresh && <Alert type="info" title={t("course.edit.hint")} style={{ marginBottom: 12 }} />}
      {fresh ? <Fields start={START} id={null} close={close} /> : <Known id={id} close={close} />}
    </Drawer>
  );
}
