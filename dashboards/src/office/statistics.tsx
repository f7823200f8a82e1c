/** The figures of an area: each chart with its table, to be read, heard and printed. */
import { useQuery } from "@tanstack/react-query";
import { Button, Col, Flex, Row, Select, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { Shown } from "../kit/states.tsx";
import { useTownships } from "../kit/townships.ts";
import { useMe } from "../kit/session.tsx";
import { Figure } from "./statistics/figure.tsx";
import { useLabels } from "./statistics/labels.ts";
import { Weeks } from "./statistics/weeks.tsx";

type Figures = Api<"Figures">;

function useAreas(): { value: string; label: string }[] {
  const { t } = useTranslation();
  const own = useMe().area;
  const townships = useTownships();
  const counties = new Map(townships.map((one) => [one.code.slice(0, 6), one.district]));
  const parts = [
    ...(own === "" ? [...counties].map(([value, label]) => ({ value, label })) : []),
    ...townships.map((one) => ({ value: one.code, label: `${one.name} (${one.district})` })),
  ];
  return [{ value: own, label: t("statistics.area.own") }, ...parts.filter((one) => one.value !== own)];
}

function Charts({ of }: { of: Figures }) {
  const { t } = useTranslation();
  const label = useLabels();
  const half = { xs: 24, lg: 12 };
  const cuts = ["states", "categories", "sentences", "ended", "leaves", "sanctions", "education"] as const;
  return (
    <Row gutter={[12, 12]}>
      <Col span={24}><Weeks weeks={of.weeks} /></Col>
      {cuts.map((cut) => (
        <Col {...half} key={cut}><Figure title={t(`statistics.${cut}`)} cells={of[cut]} label={label[cut]} /></Col>
      ))}
      <Col {...half}><Figure title={t("statistics.ending")} cells={of.ending} label={label.week} upright /></Col>
      {of.minors && <Col {...half}><Figure title={t("statistics.minors")} cells={of.minors} label={label.states} /></Col>}
      <Col span={24}><Figure title={t("statistics.townships")} cells={of.townships} label={label.townships} upright /></Col>
    </Row>
  );
}

export default function Statistics() {
  const { t } = useTranslation();
  const own = useMe().area;
  const areas = useAreas();
  const [area, setArea] = useState(own);
  const read = useQuery({
    queryKey: ["statistics", area],
    queryFn: () => answer(api.GET("/api/statistics", { params: { query: { area } } })),
    placeholderData: (before) => before,
  });
  return (
    <Flex vertical gap={12}>
      <Flex wrap gap={12} align="center">
        <Heading tab={t("statistics.title")} />
        <Select aria-label={t("statistics.area")} value={area} onChange={setArea} options={areas} showSearch={{ optionFilterProp: "label" }} style={{ minWidth: 240 }} className="screen" />
        <Button className="screen" onClick={() => window.print()}>{t("act.print")}</Button>
      </Flex>
      <Shown read={read}>
        {(found) => (
          <>
            <Typography.Text type="secondary">{t("statistics.note", { day: found.day, total: found.total })}</Typography.Text>
            <Charts of={found} />
          </>
        )}
      </Shown>
    </Flex>
  );
}
