/** What every wish of this page has in common: it is sent, told, and may be given up. */
import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { useComplain } from "../../kit/complain.ts";
import { Failure } from "../../kit/states.tsx";

export function useAsk<Given>(send: (body: Given) => Promise<unknown>, close: () => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["own"] });
      void message.success(t("own.leave.sent"));
      close();
    },
  });
}

type Ask = Pick<UseMutationResult, "isError" | "isPending" | "error">;

export function SendOrNot({ ask, close }: { ask: Ask; close: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      {ask.isError && <Failure error={ask.error} />}
      <Button type="primary" htmlType="submit" block loading={ask.isPending}>{t("own.leave.send")}</Button>
      <Button block onClick={close}>{t("act.cancel")}</Button>
    </>
  );
}

type First = { label: string; title: string; content?: string; primary?: boolean; send: () => Promise<unknown> };

/** A step that asks once more before it is taken. */
export function AskFirst({ label, title, content, primary = false, send }: First) {
  const { modal } = App.useApp();
  const client = useQueryClient();
  const go = useMutation({
    mutationFn: send,
    onError: useComplain(),
    onSettled: () => void client.invalidateQueries({ queryKey: ["own"] }),
  });
  async function ask(): Promise<void> {
    if (await modal.confirm({ title, content })) go.mutate();
  }
  return <Button block type={primary ? "primary" : "default"} loading={go.isPending} onClick={() => void ask()}>{label}</Button>;
}
