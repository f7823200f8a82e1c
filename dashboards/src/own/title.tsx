/** The heading of a place of the own page; it grows with the letters. */
import { Typography } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

export function Title({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <>
      <title>{t("own.name")}</title>
      <Typography.Title level={1} style={{ fontSize: "1.5em", margin: 0 }}>{children}</Typography.Title>
    </>
  );
}
