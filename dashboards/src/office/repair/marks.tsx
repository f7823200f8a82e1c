/** How a repair stands, in coloured words. */
import { Flex, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";

type Item = Api<"RepairItem">;
export const KINDS = ["camera", "sign", "disk", "clock", "network", "power", "other"] as const;
export const PARTS = ["box", "board", "camera", "card", "power"] as const;
export const DONE = ["restarted", "part", "swapped", "cleaned", "cable", "network", "power", "by_itself", "none"] as const;

export function RepairMark({ one }: { one: Pick<Item, "closed_at" | "responded_at" | "late" | "done"> }) {
  const { t } = useTranslation();
  return (
    <Flex gap={4} wrap>
      {one.done ? <Tag color="success">{t(`mended.${one.done}`)}</Tag> : <Tag color={one.responded_at ? "processing" : "warning"}>{one.responded_at ? t("repairs.open") : t("repair.nobody")}</Tag>}
      {one.late && <Tag color="error">{t("repair.late")}</Tag>}
    </Flex>
  );
}
