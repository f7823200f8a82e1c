/** What the part of positioning reads, and what changes when something is done. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { useComplain } from "../../kit/complain.ts";
import { audited } from "../../kit/query.ts";

const AFTER = ["positioning", "positionings", "zones", "timeline", "today", "approvals", "papers", "term", "person"];
const MONTHS = 3; // of the law, until the rule book is there

export function useOrders(person: string) {
  return useQuery({
    ...audited,
    queryKey: ["positioning", person],
    queryFn: () => answer(api.GET("/api/people/{person}/positioning", { params: { path: { person } } })),
  });
}

export function useZones(order: string) {
  return useQuery({
    ...audited,
    queryKey: ["zones", order],
    queryFn: () => answer(api.GET("/api/positioning/{order}/zones", { params: { path: { order } } })),
  });
}

/** How many months an order lasts at most, by the rule book of today. */
export function useLongest(): number {
  const read = useQuery({ queryKey: ["rules"], queryFn: () => answer(api.GET("/api/rules")), staleTime: Infinity });
  const found = read.data?.rules.find((one) => one.name === "device.months");
  return Number(found?.value ?? MONTHS);
}

/** Read again what an order changes. */
export function useReread(): () => void {
  const client = useQueryClient();
  return () => {
    for (const name of AFTER) void client.invalidateQueries({ queryKey: [name] });
  };
}

/** Something done by one press, after a second question; a refusal is said in a dialog. */
export function useAct(act: () => Promise<unknown>): (title: string, text?: string) => void {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const reread = useReread();
  const complain = useComplain();
  const sent = useMutation({
    mutationFn: act,
    onSuccess: () => {
      reread();
      void message.success(t("leave.saved"));
    },
    onError: complain,
  });
  return (title, text) => {
    modal.confirm({ title, ...(text && { content: text }), onOk: () => sent.mutate() });
  };
}
