/** What the screens of the alerts read and send. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useComplain } from "../../kit/complain.ts";
import { audited } from "../../kit/query.ts";

export type Alert = Api<"AlertItem">;
export type Record = Api<"AlertRecord">;
export type About = Alert["about"];
export type Rule = Alert["rule"];
export const STANDS = ["waiting", "open", "acknowledged", "decided", "explained", "all"] as const;
export type Stand = (typeof STANDS)[number];
export const RULES = {
  person: ["zone_crossed", "report_overdue", "leave_overrun", "arrival_overdue"],
  office: ["declaration_overdue", "request_unanswered", "duty_late", "order_lapsing", "device_silent", "session_not_closed", "template_not_deleted", "post_down", "alert_unhandled"],
} as const satisfies { [one in About]: readonly Rule[] };

export interface Wish {
  about: About;
  stand: Stand;
  rule: string | null;
  office: string;
  alone: boolean;
  late: boolean;
}

function states(stand: Stand): { state?: Alert["state"][] } {
  if (stand === "all") return {};
  return { state: stand === "waiting" ? ["open", "acknowledged"] : [stand] };
}

export function useAlerts({ about, stand, rule, office, alone, late }: Wish, page: number, size: number) {
  const query = { about, page, size, late, office, alone, ...(rule && { rule }), ...states(stand) };
  return useQuery({
    queryKey: ["alerts", query],
    queryFn: () => answer(api.GET("/api/alerts", { params: { query } })),
    placeholderData: (before) => before,
    refetchInterval: 60_000,
  });
}

/** To open one about a person is written down: it is read once, and not by itself. */
export function useAlert(alert: string) {
  return useQuery({
    queryKey: ["opened-alert", alert],
    queryFn: () => answer(api.GET("/api/alerts/{alert}", { params: { path: { alert } } })),
    ...audited,
  });
}

/** Send something and read again whatever shows it; what is opened takes the answer itself. */
export function useSent<T>(send: (body: T) => Promise<unknown>) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: send,
    onSuccess: (sent) => {
      const one = sent as Partial<Record> | undefined;
      if (one?.id) client.setQueryData(["opened-alert", one.id], one);
      void message.success(t("alert.sent"));
    },
    onError: useComplain(),
    onSettled: () => {
      for (const name of ["alerts", "board", "alert-figures", "duty"]) void client.invalidateQueries({ queryKey: [name] });
    },
  });
}
