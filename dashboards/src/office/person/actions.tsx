/** What an officer may do with a record: permit, code, face. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Space } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { useComplain } from "../../kit/complain.ts";
import type { Person } from "../person.tsx";
import { Secret, type Shown } from "./secret.tsx";

function useIssue(id: string) {
  const client = useQueryClient();
  const params = { path: { person: id } };
  return useMutation({
    mutationFn: async (kind: "permit" | "code" | "page"): Promise<Shown> => {
      if (kind === "permit") {
        const made = await answer(api.POST("/api/people/{person}/permit", { params }));
        return { kind, digits: made.permit, until: made.expires_at };
      }
      const made = await (kind === "code"
        ? answer(api.POST("/api/people/{person}/code", { params }))
        : answer(api.POST("/api/people/{person}/page", { params })));
      return { kind, digits: made.code, until: made.expires_at };
    },
    // a secret may not stay in the page's memory longer than it is shown
    gcTime: 0,
    onError: useComplain(),
    onSettled: () => void client.invalidateQueries({ queryKey: ["people"] }),
  });
}

function useFace(id: string) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (allowed: boolean) =>
      answer(api.POST("/api/people/{person}/face", { params: { path: { person: id } }, body: { allowed } })),
    onSuccess: (record) => {
      client.setQueryData(["person", id], record);
      void client.invalidateQueries({ queryKey: ["people"] });
      void message.success(t(record.face_allowed ? "person.allowed" : "person.withdrawn"));
    },
    onError: useComplain(),
  });
}

function FaceButton({ one }: { one: Person }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const face = useFace(one.id);
  const what = one.face_allowed ? "withdraw" : "allow";
  async function ask(): Promise<void> {
    const sure = await modal.confirm({
      title: t(`person.${what}.confirm`),
      content: t(`person.${what}.text`),
      okButtonProps: { danger: one.face_allowed },
    });
    if (sure) face.mutate(!one.face_allowed);
  }
  return (
    <Button danger={one.face_allowed} loading={face.isPending} onClick={() => void ask()}>
      {t(`person.${what}`)}
    </Button>
  );
}

export function Actions({ one }: { one: Person }) {
  const { t } = useTranslation();
  const issue = useIssue(one.id);
  return (
    <Space wrap>
      <Button type="primary" loading={issue.isPending} onClick={() => issue.mutate("code")}>{t("person.code")}</Button>
      {one.face_allowed && (
        <Button loading={issue.isPending} onClick={() => issue.mutate("permit")}>{t("person.permit")}</Button>
      )}
      <Button loading={issue.isPending} onClick={() => issue.mutate("page")}>{t("person.page")}</Button>
      <FaceButton one={one} />
      {issue.data && <Secret shown={issue.data} close={issue.reset} />}
    </Space>
  );
}
