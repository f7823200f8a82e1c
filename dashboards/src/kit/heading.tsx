/** The one heading of a page, also the title of the browser's tab. */
import { Typography } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  /** Plain words for the tab. No person's name: a tab can be read over a shoulder. */
  tab: string;
  children?: ReactNode;
}

export function Heading({ tab, children }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <title>{`${tab} · ${t("app.name")}`}</title>
      <Typography.Title level={1} style={{ fontSize: 20, margin: 0 }}>{children ?? tab}</Typography.Title>
    </>
  );
}
