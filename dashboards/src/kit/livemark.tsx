/** Whether what is on the screen moves by itself. */
import { Badge } from "antd";
import { useTranslation } from "react-i18next";
import { useLive } from "./live.tsx";

const STATUS = { live: "success", connecting: "processing", lost: "warning" } as const;

export function LiveMark() {
  const { t } = useTranslation();
  const { state } = useLive();
  return (
    <span role="status" style={{ whiteSpace: "nowrap" }}>
      <Badge status={STATUS[state]} text={t(`live.${state}`)} />
    </span>
  );
}
