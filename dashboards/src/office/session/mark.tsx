/** How a session stands, in words and a colour: yellow only where a person must look. */
import { Flex, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Item, State } from "./use.ts";

const COLOURS: Partial<Record<State, string>> = { open: "processing", review: "warning", closed: "success" };

export function Mark({ one }: { one: Item }) {
  const { t } = useTranslation();
  const colour = COLOURS[one.state];
  return (
    <Flex wrap gap={4}>
      <Tag {...(colour && { color: colour })}>{t(`session.state.${one.state}`)}</Tag>
      {one.overdue && <Tag color="error">{t("session.overdue")}</Tag>}
      {one.minors && <Tag>{t("session.minors")}</Tag>}
    </Flex>
  );
}

/** The three figures side by side; a dash where nothing is known. */
export function Figures({ one }: { one: Pick<Item, "expected" | "seen" | "heads"> }) {
  return <span style={{ whiteSpace: "nowrap" }}>{[one.expected, one.seen, one.heads].map((n) => n ?? "–").join(" / ")}</span>;
}
