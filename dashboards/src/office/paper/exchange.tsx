/** To whom a paper went by wire, and to whom it may go by law. */
import { DownloadOutlined, SendOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Flex, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useComplain } from "../../kit/complain.ts";
import { Shown } from "../../kit/states.tsx";
import { When } from "../../kit/when.tsx";
import { PacketState } from "../sharing/sent.tsx";

function Send({ paper, to }: { paper: string; to: Api<"PartnerLine"> }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: () => answer(api.POST("/api/papers/{paper}/packets", { params: { path: { paper } }, body: { partner: to.code } })),
    onError: useComplain(),
    onSettled: () => void client.invalidateQueries({ queryKey: ["recipients", paper] }),
  });
  async function ask(): Promise<void> {
    if (await modal.confirm({ title: t("packet.send.ask", { name: to.name }), content: t("packet.send.text") })) send.mutate();
  }
  return <Button icon={<SendOutlined />} loading={send.isPending} onClick={() => void ask()}>{t("packet.send", { name: to.name })}</Button>;
}

export function ByWire({ paper }: { paper: string }) {
  const { t } = useTranslation();
  const read = useQuery({
    queryKey: ["recipients", paper],
    queryFn: () => answer(api.GET("/api/papers/{paper}/recipients", { params: { path: { paper } } })),
  });
  return (
    <Shown read={read}>
      {(found) => {
        const went = new Set(found.sent.map((one) => one.partner));
        if (found.lawful.length === 0) return <Typography.Text type="secondary">{t("packet.nobody")}</Typography.Text>;
        return (
          <Flex vertical gap={8} align="flex-start">
            {found.sent.map((one) => (
              <Flex key={one.id} gap={8} wrap align="center">
                <span>{one.recipient} <PacketState one={one} /> <When at={one.sent_at} /></span>
                {one.withdrawn_why === null && <Button size="small" icon={<DownloadOutlined />} href={`/api/sharing/packets/${one.id}/signed`}>{t("disc.packet")}</Button>}
              </Flex>
            ))}
            {found.partners.filter((to) => !went.has(to.code)).map((to) => <Send key={to.code} paper={paper} to={to} />)}
          </Flex>
        );
      }}
    </Shown>
  );
}
