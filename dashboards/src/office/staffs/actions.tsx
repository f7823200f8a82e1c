/** What the administrator may do with somebody else's account. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Space } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { useComplain } from "../../kit/complain.ts";
import { useMe } from "../../kit/session.tsx";
import type { Account } from "../staffs.tsx";
import type { Given } from "./password.tsx";

interface Props {
  one: Account;
  edit: () => void;
  give: (given: Given) => void;
}

function useDo(account: string, give: (given: Given) => void) {
  const client = useQueryClient();
  const params = { path: { account } };
  return useMutation({
    mutationFn: async (what: "end" | "password") => {
      if (what === "end") await answer(api.POST("/api/staffs/{account}/end", { params }));
      else give(await answer(api.POST("/api/staffs/{account}/password", { params })));
    },
    gcTime: 0,
    onError: useComplain(),
    onSettled: () => void client.invalidateQueries({ queryKey: ["staffs"] }),
  });
}

export function AccountActions({ one, edit, give }: Props) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const act = useDo(one.id, give);
  const me = useMe();
  if (one.ended_at || one.id === me.id) return null;
  async function ask(what: "end" | "password"): Promise<void> {
    const title = t(`staff.${what}.ask`, { name: one.name });
    const sure = await modal.confirm({ title, content: t(`staff.${what}.text`), okButtonProps: { danger: what === "end" } });
    if (sure) act.mutate(what);
  }
  return (
    <Space wrap size={4}>
      <Button size="small" onClick={edit}>{t("staff.change")}</Button>
      <Button size="small" loading={act.isPending} onClick={() => void ask("password")}>{t("staff.password")}</Button>
      <Button size="small" danger loading={act.isPending} onClick={() => void ask("end")}>{t("staff.end")}</Button>
    </Space>
  );
}
