/** The owner or the deputy looked at it and found it right. */
import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { useComplain } from "../../kit/complain.ts";
import { type Owned, useAnew } from "./say.ts";

export function Review({ one }: { one: Owned }) {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const review = useMutation({
    mutationFn: () => answer(api.POST("/api/owned/{thing}/review", { params: { path: { thing: one.id } } })),
    onSuccess: () => void message.success(t("owned.review.done")),
    onError: useComplain(),
    onSettled: useAnew(),
  });
  async function ask(): Promise<void> {
    if (await modal.confirm({ title: t("owned.review.sure"), content: t("owned.review.text") })) review.mutate();
  }
  return <Button size="small" loading={review.isPending} onClick={() => void ask()}>{t("owned.review")}</Button>;
}

export function HandBack({ one }: { one: Owned }) {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const back = useMutation({
    mutationFn: () => answer(api.POST("/api/owned/{thing}/hand-back", { params: { path: { thing: one.id } } })),
    onSuccess: () => void message.success(t("owned.back.done")),
    onError: useComplain(),
    onSettled: useAnew(),
  });
  async function ask(): Promise<void> {
    if (await modal.confirm({ title: t("owned.back.sure"), content: t("owned.back.text") })) back.mutate();
  }
  return <Button loading={back.isPending} onClick={() => void ask()}>{t("owned.back")}</Button>;
}
