/** What the screens of the alerts read and send. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useComplain } from "../../kit/complain.ts";

export type Alert = Api<"AlertItem">;
export type About = Alert["about"];
const WAITING: Alert["state"][] = ["open", "acknowledged"];

export function useAlerts(about: About, all: boolean, page: number, size: number) {
  const query = { about, page, size, ...(!all && { state: WAITING }) };
  return useQuery({
    queryKey: ["alerts", about, all, page],
    queryFn: () => answer(api.GET("/api/alerts", { params: { query } })),
    placeholderData: (before) => before,
    refetchInterval: 60_000,
  });
}

export function useAlert(alert: string) {
  return useQuery({
    queryKey: ["alert", alert],
    queryFn: () => answer(api.GET("/api/alerts/{alert}", { params: { path: { alert } } })),
  });
}

/** Send something and read again whatever shows it. */
export function useSent<T>(send: (body: T) => Promise<unknown>) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: send,
    onSuccess: () => void message.success(t("alert.sent")),
    onError: useComplain(),
    onSettled: () => {
      for (const name of ["alerts", "alert", "board", "alert-figures"]) void client.invalidateQueries({ queryKey: [name] });
    },
  });
}
