/** Two who may be one: a clerk accepts or refuses; the page merges nobody. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Flex, Space, type TableColumnsType, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useComplain } from "../../kit/complain.ts";
import { List } from "../../kit/list.tsx";
import { usePaging } from "../../kit/paging.ts";
import { When } from "../../kit/when.tsx";
import type { Link } from "./use.ts";

export function Party({ one }: { one: Api<"PartyBrief"> }) {
  const { t } = useTranslation();
  return (
    <Flex vertical>
      <span>{one.name || t("matter.nobody")} {one.phone}</span>
      <Typography.Text type="secondary">{t(`matter.channel.${one.channel}`)} · <When at={one.since} /></Typography.Text>
    </Flex>
  );
}

function useDecide(one: Link) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (accepted: boolean) =>
      answer(api.POST("/api/party-links/{one}/{other}", { params: { path: { one: one.one.id, other: one.other.id } }, body: { accepted } })),
    onError: useComplain(),
    onSettled: () => {
      for (const name of ["party-links", "matter"]) void client.invalidateQueries({ queryKey: [name] });
    },
  });
}

/** The decision, or the two buttons that make it. */
export function Verdict({ one }: { one: Link }) {
  const { t } = useTranslation();
  const decide = useDecide(one);
  if (one.accepted !== null) return <>{t(one.accepted ? "link.accepted" : "link.refused", { by: one.decided_by })}</>;
  return (
    <Space wrap>
      <Button size="small" loading={decide.isPending} onClick={() => decide.mutate(true)}>{t("link.accept")}</Button>
      <Button size="small" loading={decide.isPending} onClick={() => decide.mutate(false)}>{t("link.refuse")}</Button>
    </Space>
  );
}

export function OpenLinks() {
  const { t } = useTranslation();
  const { page, size } = usePaging();
  const read = useQuery({
    queryKey: ["party-links", page],
    queryFn: () => answer(api.GET("/api/party-links", { params: { query: { page, size } } })),
    placeholderData: (before) => before,
  });
  const columns: TableColumnsType<Link> = [
    { title: t("link.one"), render: (_, one) => <Party one={one.one} /> },
    { title: t("link.other"), render: (_, one) => <Party one={one.other} /> },
    { title: t("link.why"), render: (_, one) => t(`link.${one.reason}`) },
    { title: t("act.actions"), render: (_, one) => <Verdict one={one} /> },
  ];
  return (
    <Flex vertical gap={8}>
      <Typography.Text type="secondary">{t("link.note")}</Typography.Text>
      <List<Link> read={read} columns={columns} none={t("link.none")} rowKey={(one) => `${one.one.id} ${one.other.id}`} />
    </Flex>
  );
}
