/** One class: who is invited, who came, or why it is not held. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Flex, Form, Input, Modal, Space, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { answer, api, type Api } from "../../kit/api.ts";
import { Facts } from "../../kit/facts.tsx";
import { Heading } from "../../kit/heading.tsx";
import { Failure, Shown } from "../../kit/states.tsx";
import { When } from "../../kit/when.tsx";
import { Attendance } from "./attendance.tsx";
import { ChoosePeople } from "./people.tsx";
import { useChange, useCourses } from "./use.ts";

type Class = Api<"ClassRecord">;
type Dialog = "invite" | "cancel" | null;

function Invite({ one, close }: { one: Class; close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Api<"Invitation">>();
  const save = useChange((body: Api<"Invitation">) => (
    answer(api.POST("/api/education/classes/{session}/invite", { params: { path: { session: one.id } }, body }))
  ), close);
  return (
    <Modal open title={t("class.invite")} onCancel={close} onOk={form.submit} okText={t("class.invite")} confirmLoading={save.isPending}>
      <Form form={form} onFinish={save.mutate}>
        <Form.Item name="people" rules={[{ required: true, message: t("edu.need") }]}>
          <ChoosePeople many label={t("class.invite.who")} />
        </Form.Item>
        {save.isError && <Failure error={save.error} />}
      </Form>
    </Modal>
  );
}

function Cancel({ one, close }: { one: Class; close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Api<"CancelReason">>();
  const save = useChange((body: Api<"CancelReason">) => (
    answer(api.POST("/api/education/classes/{session}/cancel", { params: { path: { session: one.id } }, body }))
  ), close);
  return (
    <Modal open title={t("class.cancel")} onCancel={close} onOk={form.submit} okText={t("class.cancel")} okButtonProps={{ danger: true }} confirmLoading={save.isPending}>
      <Form form={form} layout="vertical" onFinish={save.mutate}>
        <Form.Item name="reason" label={t("class.cancel.why")} rules={[{ required: true, whitespace: true, message: t("edu.need") }]}>
          <Input.TextArea rows={3} maxLength={300} />
        </Form.Item>
        {save.isError && <Failure error={save.error} />}
      </Form>
    </Modal>
  );
}

function About({ one }: { one: Class }) {
  const { t } = useTranslation();
  const course = useCourses().data?.find((found) => found.id === one.make_up);
  return (
    <Facts
      title={<Space>{one.title}{one.minors && <Tag>{t("edu.minors")}</Tag>}</Space>}
      facts={[
        [t("class.when"), <When key="when" at={one.starts_at} />],
        [t("edu.minutes"), one.minutes],
        [t("edu.place"), one.place],
        [t("class.teacher"), one.teacher || t("word.none")],
        [t("edu.capacity"), t("class.invited", { n: one.places.length, room: one.capacity })],
        [t("class.make_up"), course?.title ?? t("word.none")],
      ]}
    />
  );
}

export default function ClassPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const [dialog, setDialog] = useState<Dialog>(null);
  const read = useQuery({
    queryKey: ["education", "class", id],
    queryFn: () => answer(api.GET("/api/education/classes/{session}", { params: { path: { session: id } } })),
  });
  const close = () => setDialog(null);
  return (
    <Flex vertical gap={12}>
      <Flex wrap gap={12} align="center"><Heading tab={t("edu.classes")} /><Link to="/education?tab=classes">{t("class.back")}</Link></Flex>
      <Shown read={read}>
        {(one) => (
          <Flex vertical gap={12}>
            <About one={one} />
            {one.cancelled_at && <Alert type="warning" showIcon title={t("class.cancelled")} description={one.cancel_reason} />}
            {!one.cancelled_at && (
              <Space wrap>
                <Button type="primary" onClick={() => setDialog("invite")}>{t("class.invite")}</Button>
                <Button onClick={() => setDialog("cancel")}>{t("class.cancel")}</Button>
              </Space>
            )}
            {!one.cancelled_at && Date.parse(one.starts_at) > Date.now() && <Alert type="info" title={t("class.early")} />}
            <Attendance one={one} />
            {dialog === "invite" && <Invite one={one} close={close} />}
            {dialog === "cancel" && <Cancel one={one} close={close} />}
          </Flex>
        )}
      </Shown>
    </Flex>
  );
}
