/** Figures of a period by kind: answered in time, closed, how it was found. Nobody is named. */
import { useQuery } from "@tanstack/react-query";
import { Empty, Flex, Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { usePeriod } from "../../kit/period.tsx";
import { Scroll } from "../../kit/scroll.tsx";
import { Shown } from "../../kit/states.tsx";
import { percent } from "../../kit/write.ts";

type Figure = Omit<Api<"FigureLine">, "kind"> & { kind: Api<"FigureLine">["kind"] | "all" };
const NUMBERS = ["opened", "answered", "in_time", "closed", "rated", "stars", "unsatisfied"] as const;

/** The sum of every kind, below the kinds. */
function withSum(lines: readonly Figure[]): Figure[] {
  if (lines.length < 2) return [...lines];
  const sum = Object.fromEntries(NUMBERS.map((name) => [name, lines.reduce((before, one) => before + one[name], 0)]));
  return [...lines, { kind: "all", ...sum } as Figure];
}

function useColumns(): TableColumnsType<Figure> {
  const { t } = useTranslation();
  const number = (name: "opened" | "answered" | "closed" | "rated" | "unsatisfied") => ({ title: t(`figure.${name}`), align: "right" as const, dataIndex: name });
  return [
    { title: t("matter.kind"), render: (_, one) => (one.kind === "all" ? <strong>{t("figure.all")}</strong> : t(`matter.kind.${one.kind}`)) },
    number("opened"),
    number("answered"),
    { title: t("figure.in_time"), align: "right", render: (_, one) => (one.answered ? `${one.in_time} (${percent(one.in_time / one.answered)})` : "—") },
    number("closed"),
    number("rated"),
    { title: t("figure.stars"), align: "right", render: (_, one) => (one.rated ? (one.stars / one.rated).toFixed(1) : "—") },
    number("unsatisfied"),
  ];
}

export function Figures() {
  const { t } = useTranslation();
  const { first, last, picker } = usePeriod(t("figure.from"));
  const columns = useColumns();
  const read = useQuery({
    queryKey: ["matter-figures", first, last],
    queryFn: () => answer(api.GET("/api/matters/figures", { params: { query: { first, last } } })),
    placeholderData: (before) => before,
  });
  return (
    <Flex vertical gap={8}>
      {picker}
      <Shown read={read}>
        {(lines) => (
          <Scroll label={t("matter.tab.figures")}>
            <Table size="small" rowKey="kind" columns={columns} dataSource={withSum(lines)} pagination={false} locale={{ emptyText: <Empty description={t("figure.none")} /> }} />
          </Scroll>
        )}
      </Shown>
    </Flex>
  );
}
