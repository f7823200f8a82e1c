/** What the screens of education read, and how they change it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { useAreas } from "../../kit/area.ts";
import { useMe } from "../../kit/session.tsx";

export function useCourses() {
  return useQuery({ queryKey: ["education", "courses"], queryFn: () => answer(api.GET("/api/education/courses")) });
}

/** The counties of one's own area, to plan in. */
export function useCounties(): { value: string; label: string }[] {
  const { area } = useMe();
  return useAreas([6]).filter((one) => one.value.startsWith(area.slice(0, 6)));
}

/** Change something, say so, and read again whatever shows it. */
export function useChange<Body>(change: (body: Body) => Promise<unknown>, done?: () => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      done?.();
      await client.invalidateQueries({ queryKey: ["education"] });
      void message.success(t("edu.saved"));
    },
  });
}
