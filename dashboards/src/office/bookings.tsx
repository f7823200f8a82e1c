/** Who comes to a service point on a day, who came, and when the point is open. */
import { useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Empty, Flex, Select, Typography } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { answer, api, type Api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { useMay } from "../kit/session.tsx";
import { Shown } from "../kit/states.tsx";
import { dayOf } from "../kit/time.ts";
import { DayTable } from "./booking/day.tsx";
import { Hours } from "./booking/hours.tsx";

export type Point = Api<"PointItem">;

export function usePoints() {
  return useQuery({ queryKey: ["points"], queryFn: () => answer(api.GET("/api/points")) });
}

function Day({ day, turn }: { day: string; turn: (day: string) => void }) {
  const { t } = useTranslation();
  const step = (days: number) => turn(dayjs(day).add(days, "day").format("YYYY-MM-DD"));
  return (
    <Flex gap={4} align="center" wrap>
      <Button className="screen" onClick={() => step(-1)} aria-label={t("booking.before")}>←</Button>
      <DatePicker aria-label={t("booking.day")} allowClear={false} value={dayjs(day)} onChange={(at) => turn((at ?? dayjs(day)).format("YYYY-MM-DD"))} />
      <Button className="screen" onClick={() => step(1)} aria-label={t("booking.after")}>→</Button>
    </Flex>
  );
}

function Visits({ points }: { points: Point[] }) {
  const { t, i18n } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const sees = useMay("work_matters");
  const day = query.get("day") ?? dayOf(Date.now());
  const asked = query.get("point");
  const point = points.find((one) => one.code === asked) ?? points.find((one) => one.mine) ?? points[0];
  if (!point) return <Empty description={t("booking.nopoint")} />;
  const name = (one: Point) => (i18n.language === "en" ? one.name_en : one.name_zh);
  const go = (next: { point?: string; day?: string }) => setQuery({ point: point.code, day, ...next }, { replace: true });
  const options = points.map((one) => ({ value: one.code, label: name(one) }));
  return (
    <Flex vertical gap={12}>
      <Flex wrap gap={12} align="center">
        <Select aria-label={t("booking.point")} value={point.code} options={options} onChange={(code) => go({ point: code })} style={{ minWidth: 260, maxWidth: "100%" }} />
        {sees && <Day day={day} turn={(next) => go({ day: next })} />}
        {sees && <Button className="screen" onClick={() => window.print()}>{t("act.print")}</Button>}
      </Flex>
      <Hours point={point} />
      {sees && point.mine && <DayTable code={point.code} day={day} />}
    </Flex>
  );
}

export default function Bookings() {
  const { t } = useTranslation();
  const read = usePoints();
  return (
    <Flex vertical gap={12}>
      <Heading tab={t("booking.title")} />
      <Typography.Text type="secondary">{t("booking.note")}</Typography.Text>
      <Shown read={read}>{(points) => <Visits points={points} />}</Shown>
    </Flex>
  );
}
