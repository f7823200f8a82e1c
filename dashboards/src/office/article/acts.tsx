/** What can be done with a text now, by whoever looks at it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Flex, Form, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useComplain } from "../../kit/complain.ts";

type Item = Api<"ArticleItem">;
type Simple = "submit" | "take-back" | "approve" | "publish";
type Reasoned = "send-back" | "withdraw";

function useKept() {
  const client = useQueryClient();
  return {
    keep: (one: Item) => {
      client.setQueryData(["articles", "one", one.id], one);
      void client.invalidateQueries({ queryKey: ["articles", "list"] });
    },
    again: () => void client.invalidateQueries({ queryKey: ["articles"] }),
  };
}

function useSimple(one: Item, what: Simple) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { keep, again } = useKept();
  const complain = useComplain();
  return useMutation({
    mutationFn: () => answer(api.POST(`/api/articles/{article}/${what}`, { params: { path: { article: one.id } }, body: { version: one.version } })),
    onSuccess: (now) => {
      keep(now);
      void message.success(t(`did.${what}`));
    },
    onError: (error) => {
      again();
      complain(error);
    },
  });
}

function Act({ one, what, main }: { one: Item; what: Simple; main?: boolean }) {
  const { t } = useTranslation();
  const send = useSimple(one, what);
  return <Button type={main ? "primary" : "default"} loading={send.isPending} onClick={() => send.mutate()}>{t(`do.${what}`)}</Button>;
}

function WithReason({ one, what }: { one: Item; what: Reasoned }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<{ why: string }>();
  const { keep, again } = useKept();
  const complain = useComplain();
  const send = useMutation({
    mutationFn: ({ why }: { why: string }) => answer(api.POST(`/api/articles/{article}/${what}`, { params: { path: { article: one.id } }, body: { version: one.version, why } })),
    onSuccess: keep,
    onError: (error) => {
      again();
      complain(error);
    },
    onSettled: () => setOpen(false),
  });
  return (
    <>
      <Button danger={what === "withdraw"} onClick={() => setOpen(true)}>{t(`do.${what}`)}</Button>
      <Modal open={open} title={t(`do.${what}`)} onCancel={() => setOpen(false)} okText={t(`do.${what}`)} onOk={() => form.submit()} confirmLoading={send.isPending} destroyOnHidden>
        <p>{t(`do.${what}.text`)}</p>
        <Form form={form} layout="vertical" onFinish={send.mutate}>
          <Form.Item name="why" label={t("article.why")} rules={[{ required: true, whitespace: true, message: t("article.need") }]}>
            <Input.TextArea rows={3} maxLength={200} showCount />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}

export function Acts({ one, change }: { one: Item; change: () => void }) {
  const { t } = useTranslation();
  const can = (what: Item["may"][number]) => one.may.includes(what);
  return (
    <Flex wrap gap={8} className="screen">
      {can("publish") && <Act one={one} what="publish" main />}
      {can("approve") && <Act one={one} what="approve" main={!can("publish")} />}
      {can("submit") && <Act one={one} what="submit" main />}
      {can("change") && <Button onClick={change}>{t(one.live_version === null ? "do.change" : "do.revise")}</Button>}
      {can("send_back") && <WithReason one={one} what="send-back" />}
      {can("take_back") && <Act one={one} what="take-back" />}
      {can("withdraw") && <WithReason one={one} what="withdraw" />}
    </Flex>
  );
}
