/** Lost contact: what was tried, opened by a named person, closed when somebody is found. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, DatePicker, Form, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";
import { plain } from "../term/fields.tsx";
import type { Values } from "../term/steps.ts";

type Contacts = Api<"Contacts">;
interface Props {
  list: Contacts;
  person: string;
  may: boolean;
}

function useSend(person: string, found: boolean, close: () => void) {
  const client = useQueryClient();
  const params = { path: { person } };
  return useMutation({
    mutationFn: (values: Values) =>
      found
        ? answer(api.POST("/api/people/{person}/found", { params, body: plain(values) as unknown as Api<"FoundAgain"> }))
        : answer(api.POST("/api/people/{person}/lost", { params, body: plain(values) as unknown as Api<"LostWish"> })),
    onSuccess: (list) => {
      client.setQueryData(["contacts", person], list);
      for (const name of ["term", "timeline", "person", "papers"]) void client.invalidateQueries({ queryKey: [name] });
      close();
    },
  });
}

function Dialog({ person, found, close }: { person: string; found: boolean; close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const send = useSend(person, found, close);
  const word = found ? "lost.found.how" : "lost.reasons";
  return (
    <Modal open title={t(found ? "lost.found" : "lost.open")} onCancel={close} onOk={form.submit} okText={t("act.save")} confirmLoading={send.isPending}>
      {!found && <Alert type="warning" title={t("lost.open.text")} style={{ marginBottom: 12 }} />}
      <Form form={form} layout="vertical" onFinish={(values) => send.mutate(values)}>
        <Form.Item name={found ? "found" : "reasons"} label={t(word)} rules={[{ required: true, whitespace: true, message: t("conduct.need") }]}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={2000} />
        </Form.Item>
        {!found && <Form.Item name="police_on" label={t("lost.police")}><DatePicker style={{ width: "100%" }} /></Form.Item>}
        {!found && <Form.Item name="procuratorate_on" label={t("lost.procuratorate")}><DatePicker style={{ width: "100%" }} /></Form.Item>}
        {send.isError && <Failure error={send.error} />}
      </Form>
    </Modal>
  );
}

export function LostContact({ list, person, may }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { lost } = list;
  const tried = list.failed_ways.length;
  if (!lost && tried === 0) return null;
  const title = lost
    ? t("lost.now", { day: lost.opened_on, name: lost.opened_by })
    : t("lost.tried", { ways: tried, needed: list.ways_needed });
  const ready = may && (lost !== null || tried >= list.ways_needed);
  return (
    <>
      <Alert
        type={lost ? "warning" : "info"}
        showIcon
        title={title}
        description={lost?.reasons ?? list.failed_ways.map((one) => t(`contact.${one}`)).join("、")}
        action={ready && <Button size="small" onClick={() => setOpen(true)}>{t(lost ? "lost.found" : "lost.open")}</Button>}
      />
      {open && <Dialog person={person} found={lost !== null} close={() => setOpen(false)} />}
    </>
  );
}
