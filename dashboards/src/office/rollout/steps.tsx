/** The ways to hold a rollout: pause, resume, stop, retry. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Flex } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";
import { FAILED, total } from "./marks.tsx";

type Record = Api<"RolloutRecord">;
type Step = "pause" | "resume" | "stop" | "retry";

export function Steps({ one }: { one: Record }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const client = useQueryClient();
  const steer = useMutation({
    mutationFn: (step: Step) =>
      answer(api.POST("/api/rollouts/{rollout}/{step}", { params: { path: { rollout: one.id, step } } })),
    onSuccess: (changed) => client.setQueryData(["rollout", one.id], changed),
    onSettled: () => void client.invalidateQueries({ queryKey: ["rollouts"] }),
  });
  const failed = total(one.counts, FAILED);

  async function stop(): Promise<void> {
    const sure = await modal.confirm({ title: t("rollout.stop.confirm"), content: t("rollout.stop.text"), okButtonProps: { danger: true } });
    if (sure) steer.mutate("stop");
  }

  if (one.state === "stopped" || one.state === "finished") return null;
  return (
    <Flex vertical gap={8} align="end">
      <Flex gap={8} wrap>
        {one.state === "running" && <Button onClick={() => steer.mutate("pause")} loading={steer.isPending}>{t("rollout.pause")}</Button>}
        {one.state === "paused" && one.why !== "not_enough" && (
          <Button type="primary" onClick={() => steer.mutate("resume")} loading={steer.isPending}>
            {t(one.why === "check" ? "rollout.resume.check" : "rollout.resume")}
          </Button>
        )}
        {failed > 0 && <Button onClick={() => steer.mutate("retry")} loading={steer.isPending}>{t("rollout.retry", { n: failed })}</Button>}
        <Button danger onClick={() => void stop()} loading={steer.isPending}>{t("rollout.stop")}</Button>
      </Flex>
      {steer.isError && <Failure error={steer.error} />}
    </Flex>
  );
}
