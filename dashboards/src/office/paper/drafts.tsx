/** Papers that are drafted and that nobody has issued. */
import { App, Button, Card, Flex, Space, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { When } from "../../kit/when.tsx";
import { MakePaper } from "./make.tsx";
import { type Draft, useDo, useDrafts } from "./use.ts";

function useDrop() {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const drop = useDo(
    (draft: string) => answer(api.DELETE("/api/drafts/{draft}", { params: { path: { draft } } })),
    () => t("drafts.drop"),
    () => undefined,
  );
  return async (draft: string) => {
    if (await modal.confirm({ title: t("drafts.drop.sure"), okButtonProps: { danger: true } })) drop.mutate(draft);
  };
}

export function Drafts({ person }: { person: string }) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<Draft>();
  const drop = useDrop();
  const { data } = useDrafts(person);
  if (!data?.length) return null;
  return (
    <Card size="small" title={t("drafts.title")}>
      <Flex vertical gap={8}>
        {data.map((one) => (
          <Flex key={one.id} gap={12} wrap align="center" justify="space-between">
            <span>
              {one.title} <Typography.Text type="secondary">{one.drafted_by || t("drafts.system")} <When at={one.drafted_at} /></Typography.Text>
            </span>
            <Space>
              <Button size="small" onClick={() => setEdited(one)} aria-label={`${t("drafts.edit")} ${one.title}`}>{t("drafts.edit")}</Button>
              <Button size="small" danger onClick={() => void drop(one.id)} aria-label={`${t("drafts.drop")} ${one.title}`}>{t("drafts.drop")}</Button>
            </Space>
          </Flex>
        ))}
      </Flex>
      {edited && <MakePaper person={person} draft={edited} close={() => setEdited(undefined)} />}
    </Card>
  );
}
