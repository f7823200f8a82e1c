/** The columns of leave and of travel, in lists and on a person's page. */
import { Flex, type TableColumnsType, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { sayCode } from "../../kit/code.ts";
import { useRegionName } from "./fields.tsx";
import type { Leave, Phase, Travel } from "./use.ts";

const COLOUR: Partial<Record<Phase, string>> = { asked: "processing", away: "processing", late: "warning", planned: "success" };

export function PhaseMark({ one }: { one: Leave }) {
  const { t } = useTranslation();
  return (
    <Flex vertical align="start" gap={2}>
      <Tag {...(COLOUR[one.phase] && { color: COLOUR[one.phase] })}>{t(`phase.${one.phase}`)}</Tag>
      {one.phase === "asked" && <Typography.Text type="secondary">{t("leave.decide.by", { day: one.decide_by })}</Typography.Text>}
      {one.late_days > 0 && <Typography.Text type="warning">{t("leave.late", { days: one.late_days })}</Typography.Text>}
      {one.said_back_on && one.state === "granted" && (
        <Typography.Text type="secondary">{t("leave.said.back", { day: one.said_back_on })}</Typography.Text>
      )}
    </Flex>
  );
}

export function useLeaveColumns<T extends Leave>(): TableColumnsType<T> {
  const { t } = useTranslation();
  const region = useRegionName();
  return [
    {
      title: t("leave.days"),
      render: (_, one) => (
        <>
          {one.from_on} – {one.to_on}{" "}
          <Typography.Text type="secondary">{t("leave.days.count", { days: one.days })}</Typography.Text>
        </>
      ),
    },
    { title: t("leave.to"), render: (_, one) => `${region(one.region)} ${one.place}`, responsive: ["md"] },
    {
      title: t("leave.reason"),
      render: (_, one) => (
        <>
          {sayCode(t, "own.reason", one.reason)} {one.extends && <Tag>{t("leave.extension")}</Tag>}
          {one.urgent && <Tag color="warning">{t("leave.urgent")}</Tag>}
        </>
      ),
      responsive: ["md"],
    },
    { title: t("leave.level"), render: (_, one) => t(`level.${one.level}`), responsive: ["lg"] },
    { title: t("leave.state"), render: (_, one) => <PhaseMark one={one} /> },
  ];
}

export function useTravelColumns<T extends Travel>(): TableColumnsType<T> {
  const { t } = useTranslation();
  const region = useRegionName();
  return [
    { title: t("leave.days"), render: (_, one) => `${one.from_on} – ${one.until_on}` },
    { title: t("leave.regions"), render: (_, one) => one.regions.map(region).join("、"), responsive: ["sm"] },
    { title: t("leave.frequency"), render: (_, one) => `${one.times}，${one.frequency}`, responsive: ["md"] },
    { title: t("leave.state"), render: (_, one) => <Tag>{t(`phase.${one.state}`)}</Tag> },
  ];
}
