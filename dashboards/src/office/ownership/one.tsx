/** One thing beside the board: how it is, who was told when, and what may be done. */
import { useQuery } from "@tanstack/react-query";
import { Button, Descriptions, Drawer, Flex, Tag, Timeline, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useMay } from "../../kit/session.tsx";
import { Shown } from "../../kit/states.tsx";
import { When } from "../../kit/when.tsx";
import { Failures, Faults, Keeper } from "./columns.tsx";
import { HandBack, Review } from "./review.tsx";
import { type Owned, useDepartmentName, usePlace, useTitle } from "./say.ts";

type Step = Api<"StepItem">;

function Told({ one }: { one: Step }) {
  const { t } = useTranslation();
  return (
    <Flex vertical>
      <span><Typography.Text strong>{t(`rung.${one.rung}`)}</Typography.Text> {one.passed ? <Typography.Text type="secondary">{t(`passed.${one.passed}`)}</Typography.Text> : one.name}</span>
      <span>{t(`fault.${one.fault}`)} · <When at={one.at} /></span>
      {one.over_by && one.over_at && <span><Tag>{t(`over.${one.over_by}`)}</Tag><When at={one.over_at} /></span>}
    </Flex>
  );
}

function Ladder({ steps }: { steps: Step[] }) {
  const { t } = useTranslation();
  if (steps.length === 0) return <Typography.Text type="secondary">{t("owned.ladder.none")}</Typography.Text>;
  const colour = (one: Step) => (one.over_at ? "green" : one.passed ? "gray" : "red");
  return <Timeline items={steps.map((one, key) => ({ key, color: colour(one), content: <Told one={one} /> }))} />;
}

function Facts({ one }: { one: Owned }) {
  const { t } = useTranslation();
  const department = useDepartmentName();
  const place = usePlace()(one);
  const facts = [
    [t("owned.kind"), [t(`kind.${one.kind}`), place].filter(Boolean).join(" · ")],
    [t("owned.department"), department(one.department)],
    [t("owned.owner"), <Keeper key="owner" one={one.owner} />],
    [t("owned.deputy"), <Keeper key="deputy" one={one.deputy} />],
    [t("owned.fault"), <Flex key="faults" vertical><Faults one={one} />{one.faults.length === 0 && <Failures one={one} />}</Flex>],
    [t("owned.touched"), one.touched_at ? <When key="touched" at={one.touched_at} /> : t("owned.touched.never")],
    [t("owned.reviewed"), one.reviewed_at ? <When key="reviewed" at={one.reviewed_at} /> : t("owned.touched.never")],
    [t("owned.interval"), `${t("owned.interval.days", { n: one.review_days })} · ${t("owned.ladder.days", { n: one.climb_days })}`],
    [t("owned.stale.on"), <When key="stale" at={one.stale_at} />],
  ] as const;
  return <Descriptions size="small" bordered column={1} items={facts.map(([label, children], key) => ({ key, label, children }))} />;
}

function Broken({ links }: { links: Api<"BrokenItem">[] }) {
  const { t } = useTranslation();
  if (links.length === 0) return null;
  return (
    <div>
      <Typography.Title level={3} style={{ fontSize: 15 }}>{t("owned.broken")}</Typography.Title>
      <ul style={{ paddingInlineStart: 20, overflowWrap: "anywhere" }}>
        {links.map((one) => <li key={`${one.number} ${one.url}`}>{one.title} ({one.number}): {one.url}</li>)}
      </ul>
    </div>
  );
}

export function OneThing({ id, close, assign }: { id: string; close: () => void; assign: (one: Owned) => void }) {
  const { t } = useTranslation();
  const title = useTitle();
  const keeps = useMay("keep_owned");
  const read = useQuery({ queryKey: ["owned", "one", id], queryFn: () => answer(api.GET("/api/owned/{thing}", { params: { path: { thing: id } } })) });
  return (
    <Drawer open onClose={close} title={read.data ? title(read.data.thing) : t("owned.title")} size={560}>
      <Shown read={read}>
        {({ thing, steps, broken }) => (
          <Flex vertical gap={16}>
            <Facts one={thing} />
            <Flex wrap gap={8} className="screen">
              {keeps && <Button type="primary" onClick={() => assign(thing)}>{t("owned.assign")}</Button>}
              {thing.mine && <Review one={thing} />}
              {thing.owner_is_me && <HandBack one={thing} />}
            </Flex>
            <Broken links={broken} />
            <Typography.Title level={3} style={{ fontSize: 15, margin: 0 }}>{t("owned.ladder")}</Typography.Title>
            <Ladder steps={steps} />
          </Flex>
        )}
      </Shown>
    </Drawer>
  );
}
