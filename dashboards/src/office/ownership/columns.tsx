/** A thing as a line: what it is, whose, what is wrong since when, and whose turn it is. */
import { Button, Flex, Grid, type TableColumnsType, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";
import { When } from "../../kit/when.tsx";
import { COLOURS, type Owned, useDepartmentName, usePlace, useTitle } from "./say.ts";

export function Keeper({ one }: { one: Api<"KeeperItem"> | null }) {
  const { t } = useTranslation();
  if (!one) return <Typography.Text type="danger">{t("owned.nobody")}</Typography.Text>;
  if (!one.left) return <span>{one.name}</span>;
  return <Typography.Text type="danger"><del>{one.name}</del> {t("owned.left")}</Typography.Text>;
}

function What({ one, open }: { one: Owned; open: () => void }) {
  const { t } = useTranslation();
  const title = useTitle();
  const place = usePlace()(one);
  return (
    <Flex vertical align="start">
      <Button type="link" size="small" style={{ padding: 0, height: "auto", whiteSpace: "normal", textAlign: "start" }} onClick={open}>{title(one)}</Button>
      <Typography.Text type="secondary">{[t(`kind.${one.kind}`), place].filter(Boolean).join(" · ")}</Typography.Text>
    </Flex>
  );
}

function Whose({ one }: { one: Owned }) {
  const { t } = useTranslation();
  const department = useDepartmentName();
  return (
    <Flex vertical style={{ maxWidth: 180, whiteSpace: "normal" }}>
      <Keeper one={one.owner} />
      <Typography.Text type="secondary">
        {department(one.department)}
        {one.deputy && ` · ${t("owned.deputy.of", { name: one.deputy.name })}`}
      </Typography.Text>
    </Flex>
  );
}

export function Failures({ one }: { one: Owned }) {
  const { t } = useTranslation();
  const said = one.failures.map(({ code, count }) => t(`failure.${code}` as "failure.links", { n: count }));
  return said.length > 0 && <Typography.Text type="secondary">{said.join("、")}</Typography.Text>;
}

export function Faults({ one }: { one: Owned }) {
  const { t } = useTranslation();
  if (one.faults.length === 0) return <Tag color="success">{t("owned.well")}</Tag>;
  return (
    <Flex vertical gap={4} align="start">
      {one.faults.map(({ fault, since }) => (
        <span key={fault} style={{ whiteSpace: "nowrap" }}><Tag color={COLOURS[fault]}>{t(`fault.${fault}`)}</Tag> <When at={since} /></span>
      ))}
      <Failures one={one} />
      {one.waiting > 0 && <Typography.Text type="secondary">{t("owned.waiting", { n: one.waiting })}</Typography.Text>}
    </Flex>
  );
}

/** Of the gravest fault; the ladder beside the board tells of each. */
function Turn({ one }: { one: Owned }) {
  const { t } = useTranslation();
  const [worst] = one.faults;
  if (!worst) return null;
  if (!worst.turn) return <Typography.Text type="secondary">{t("owned.turn.soon")}</Typography.Text>;
  return (
    <Flex vertical>
      <span>{worst.turn.name} <Tag>{t(`rung.${worst.turn.rung}`)}</Tag></span>
      <When at={worst.turn.since} />
    </Flex>
  );
}

export function useColumns(open: (one: Owned) => void, act: (one: Owned) => React.ReactNode): TableColumnsType<Owned> {
  const { t } = useTranslation();
  const narrow = !(Grid.useBreakpoint().md ?? true);
  // on a phone all of it in one column: what is wrong is never out of sight
  const stacked = (one: Owned) => (
    <Flex vertical gap={6} align="start">
      <What one={one} open={() => open(one)} />
      <Faults one={one} />
      <Turn one={one} />
      <Whose one={one} />
      {act(one)}
    </Flex>
  );
  if (narrow) return [{ title: t("owned.what"), render: (_, one) => stacked(one) }];
  return [
    { title: t("owned.what"), render: (_, one) => <What one={one} open={() => open(one)} /> },
    { title: t("owned.fault"), render: (_, one) => <Faults one={one} /> },
    { title: t("owned.turn"), render: (_, one) => <Turn one={one} /> },
    { title: t("owned.whose"), render: (_, one) => <Whose one={one} /> },
    { title: t("act.actions"), className: "screen", render: (_, one) => act(one) },
  ];
}
