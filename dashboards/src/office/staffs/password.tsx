/** A first or a new password, shown once. */
import { Button, Flex, Modal, Typography } from "antd";
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";

export type Given = Api<"FirstPassword">;

export function GivenPassword({ given, close }: { given: Given; close: () => void }) {
  const { t } = useTranslation();
  const done = <Button type="primary" onClick={close}>{t("secret.done")}</Button>;
  return (
    <Modal open title={t("staff.password.of", { login: given.account.login })} footer={done} closable={false} keyboard={false} mask={{ closable: false }}>
      <Flex vertical align="center" gap={8}>
        <Typography.Text code copyable={{ icon: [t("act.copy"), t("act.copied")], tooltips: false }} style={{ fontSize: 22 }}>
          {given.password}
        </Typography.Text>
        <Typography.Text type="secondary">{t("staff.password.once")}</Typography.Text>
      </Flex>
    </Modal>
  );
}
