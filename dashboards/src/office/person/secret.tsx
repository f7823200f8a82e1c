/** A permit or code, shown once in large type. */
import { Button, Flex, Modal, Typography } from "antd";
import { useTranslation } from "react-i18next";
import type { Lang } from "../../kit/time.ts";
import { absolute, relative } from "../../kit/time.ts";
import { useNow } from "../../kit/when.tsx";
import { fourFour } from "../../kit/write.ts";

export interface Shown {
  kind: "permit" | "code" | "page";
  digits: string;
  until: string;
}

export function Secret({ shown, close }: { shown: Shown; close: () => void }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const until = `${absolute(shown.until, now)} (${relative(shown.until, now, i18n.language as Lang)})`;
  const done = <Button type="primary" onClick={close}>{t("secret.done")}</Button>;
  return (
    <Modal
      open
      title={t(`secret.${shown.kind}`)}
      onCancel={close}
      mask={{ closable: false }}
      keyboard={false}
      closable={false}
      footer={done}
    >
      <Flex vertical align="center" gap={8}>
        <Typography.Text
          style={{ fontSize: 44, fontVariantNumeric: "tabular-nums", letterSpacing: 2, whiteSpace: "nowrap" }}
        >
          {fourFour(shown.digits)}
        </Typography.Text>
        <Typography.Text
          copyable={{ text: shown.digits, icon: [t("act.copy"), t("act.copied")], tooltips: false }}
        />
        <Typography.Text strong>{t("secret.until", { at: until })}</Typography.Text>
        <Typography.Text type="secondary">{t("secret.once")}</Typography.Text>
      </Flex>
    </Modal>
  );
}
