/** The box that was found: what it is, which post it is for, and the one button. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Flex, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { Facts } from "../../kit/facts.tsx";
import { Failure } from "../../kit/states.tsx";
import { useTownships } from "../../kit/townships.ts";
import { When } from "../../kit/when.tsx";
import type { BoxGrant, BoxWish } from "../claim.tsx";
import { usePosts } from "../posts.tsx";

function Box({ wish }: { wish: BoxWish }) {
  const { t } = useTranslation();
  return (
    <Facts
      title={t("claim.box")}
      facts={[
        [t("claim.code"), `${wish.code.slice(0, 5)}-${wish.code.slice(5)}`],
        [t("claim.hardware"), wish.hardware || t("word.unknown")],
        [t("claim.from"), wish.seen_from === "-" ? t("claim.brought") : wish.seen_from],
        [t("claim.asked"), <When key="asked" at={wish.asked_at} />],
      ]}
    />
  );
}

function useLive(township: string | undefined) {
  const posts = usePosts();
  const live = posts.data?.find((one) => one.township === township && one.revoked_at === null)?.id;
  const outlook = useQuery({
    queryKey: ["swap", live],
    enabled: live !== undefined,
    queryFn: () => answer(api.GET("/api/posts/{post}/swap", { params: { path: { post: live ?? "" } } })),
  });
  return { live, enrolled: outlook.data?.enrolled, ready: posts.isSuccess };
}

function Swap({ live, enrolled, pending, swap }: { live: string; enrolled: number | undefined; pending: boolean; swap: () => void }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const text = t("claim.live.text", { n: enrolled ?? "…" });

  async function ask(): Promise<void> {
    const title = t("claim.swap.sure", { id: live });
    if (await modal.confirm({ title, content: text, okButtonProps: { danger: true } })) swap();
  }

  return (
    <>
      <Alert type="warning" showIcon title={t("claim.live", { id: live })} description={text} />
      <Button danger size="large" loading={pending} disabled={enrolled === undefined} onClick={() => void ask()}>
        {t("claim.swap", { id: live })}
      </Button>
    </>
  );
}

export function BoxCard({ wish, done }: { wish: BoxWish; done: (grant: BoxGrant) => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [township, setTownship] = useState<string>();
  const options = useTownships().map((one) => ({ value: one.code, label: one.name }));
  const { live, enrolled, ready } = useLive(township);
  const { code } = wish;
  const give = useMutation({
    mutationFn: (chosen: string) =>
      live
        ? answer(api.POST("/api/posts/{post}/swap", { params: { path: { post: live } }, body: { code } }))
        : answer(api.POST("/api/claims", { body: { code, township: chosen } })),
    onSuccess: (grant) => {
      void client.invalidateQueries({ queryKey: ["posts"] });
      done(grant);
    },
  });
  const press = () => township && give.mutate(township);

  if (wish.device) return <Alert type="warning" showIcon title={t("claim.used", { id: wish.device })} />;
  return (
    <Flex vertical gap={12}>
      <Box wish={wish} />
      <Select
        size="large"
        showSearch={{ optionFilterProp: "label" }}
        aria-label={t("claim.post")}
        placeholder={t("claim.post")}
        options={options}
        value={township}
        onChange={setTownship}
      />
      {give.isError && <Failure error={give.error} />}
      {live ? (
        <Swap live={live} enrolled={enrolled} pending={give.isPending} swap={press} />
      ) : (
        <Button type="primary" size="large" disabled={!township || !ready} loading={give.isPending} onClick={press}>
          {t("claim.do")}
        </Button>
      )}
    </Flex>
  );
}
