/** Individual talks with a person; few read the notes. */
import { PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Card, DatePicker, Empty, Flex, Form, Input, Modal, Select, Typography } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure, Shown } from "../../kit/states.tsx";
import { dayOf } from "../../kit/time.ts";

type Filled = Omit<Api<"NewTalk">, "on_day"> & { on: Dayjs };
const KINDS = ["education", "counselling", "law", "help"] as const;

function useWrite(person: string, close: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ on, ...rest }: Filled) =>
      answer(api.POST("/api/people/{person}/talks", { params: { path: { person } }, body: { ...rest, on_day: on.format("YYYY-MM-DD") } })),
    gcTime: 0,
    onSuccess: (all) => {
      client.setQueryData(["person", person, "talks"], all);
      void client.invalidateQueries({ queryKey: ["timeline"] });
      close();
    },
  });
}

function Write({ person, close }: { person: string; close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Filled>();
  const write = useWrite(person, close);
  const today = dayjs(dayOf(Date.now()));
  const kinds = KINDS.map((value) => ({ value, label: t(`talk.kind.${value}`) }));
  return (
    <Modal open title={t("talk.add")} onCancel={close} onOk={form.submit} okText={t("act.save")} confirmLoading={write.isPending}>
      <Typography.Paragraph type="secondary">{t("talk.hint")}</Typography.Paragraph>
      <Form form={form} layout="vertical" initialValues={{ kind: "education", on: today }} onFinish={write.mutate}>
        <Form.Item name="kind" label={t("talk.kind")}><Select options={kinds} /></Form.Item>
        <Form.Item name="on" label={t("talk.on")} rules={[{ required: true, message: t("edu.need") }]}>
          <DatePicker maxDate={today} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="words" label={t("talk.words")} rules={[{ required: true, whitespace: true, message: t("edu.need") }]}>
          <Input.TextArea rows={6} maxLength={4000} showCount />
        </Form.Item>
        {write.isError && <Failure error={write.error} />}
      </Form>
    </Modal>
  );
}

function Talk({ one }: { one: Api<"TalkItem"> }) {
  const { t } = useTranslation();
  return (
    <div>
      <Typography.Text strong>{`${one.on_day} ${t(`talk.kind.${one.kind}`)}`}</Typography.Text>{" "}
      <Typography.Text type="secondary">{one.by}</Typography.Text>
      <Typography.Paragraph style={{ whiteSpace: "pre-wrap", marginBottom: 0 }}>{one.words}</Typography.Paragraph>
    </div>
  );
}

export function Talks({ person }: { person: string }) {
  const { t } = useTranslation();
  const [writing, setWriting] = useState(false);
  const read = useQuery({
    queryKey: ["person", person, "talks"],
    queryFn: () => answer(api.GET("/api/people/{person}/talks", { params: { path: { person } } })),
    gcTime: 0,
  });
  const add = <Button size="small" icon={<PlusOutlined />} onClick={() => setWriting(true)}>{t("talk.add")}</Button>;
  return (
    <Card size="small" title={t("talk.title")} extra={add}>
      <Shown read={read}>
        {(all) => (
          <Flex vertical gap="small">
            {all.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("talk.none")} />}
            {all.map((one) => <Talk key={one.id} one={one} />)}
          </Flex>
        )}
      </Shown>
      {writing && <Write person={person} close={() => setWriting(false)} />}
    </Card>
  );
}
