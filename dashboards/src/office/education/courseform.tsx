/** Write a course or its next version, step by step. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Drawer, Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure, Shown } from "../../kit/states.tsx";
import { type Filled, fill, given, Steps } from "./steps.tsx";

interface Course {
  title: string;
  audience: Api<"NewCourse">["audience"];
  minutes: number;
  steps: Filled[];
}

function useSave(course: string | null, close: () => void) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: ({ steps, ...rest }: Course) => {
      const body = { ...rest, steps: (steps ?? []).map(given) };
      if (!course) return answer(api.POST("/api/education/courses", { body }));
      return answer(api.PUT("/api/education/courses/{course}", { params: { path: { course } }, body }));
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["courses"] });
      void message.success(t("edu.course.saved"));
      close();
    },
  });
}

function Fields({ course, close, start }: { course: string | null; close: () => void; start: Course }) {
  const { t } = useTranslation();
  const save = useSave(course, close);
  const need = [{ required: true, message: t("edu.need") }];
  const audiences = (["adults", "minors"] as const).map((value) => ({ value, label: t(`edu.audience.${value}`) }));
  return (
    <Form<Course> layout="vertical" initialValues={start} onFinish={(filled) => save.mutate(filled)} scrollToFirstError>
      <Form.Item name="title" label={t("edu.course.title")} rules={[...need, { whitespace: true, message: t("edu.need") }]}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="audience" label={t("edu.course.audience")} rules={need}>
        <Select options={audiences} disabled={course !== null} />
      </Form.Item>
      <Form.Item name="minutes" label={t("edu.course.minutes")} rules={need}>
        <InputNumber min={1} max={600} precision={0} />
      </Form.Item>
      <Steps />
      {save.error && <Failure error={save.error} />}
      <Button type="primary" htmlType="submit" loading={save.isPending}>{t("act.save")}</Button>
    </Form>
  );
}

function Written({ course, close }: { course: string; close: () => void }) {
  const read = useQuery({
    queryKey: ["courses", course],
    queryFn: () => answer(api.GET("/api/education/courses/{course}", { params: { path: { course } } })),
    gcTime: 0,
  });
  return (
    <Shown read={read}>
      {({ title, audience, minutes, steps }) => (
        <Fields course={course} close={close} start={{ title, audience, minutes, steps: steps.map(fill) }} />
      )}
    </Shown>
  );
}

const EMPTY: Course = { title: "", audience: "adults", minutes: 30, steps: [] };

export function CourseForm({ course, close }: { course: string | null; close: () => void }) {
  const { t } = useTranslation();
  return (
    <Drawer open size="large" title={t(course ? "edu.course.edit" : "edu.course.add")} onClose={close}>
      {course ? <Written course={course} close={close} /> : <Fields course={null} close={close} start={EMPTY} />}
    </Drawer>
  );
}
