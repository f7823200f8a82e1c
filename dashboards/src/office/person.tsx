/** One person's record. Each opening is written down and shown in it. */
import { useQuery } from "@tanstack/react-query";
import { Col, Flex, Row, Tabs, type TabsProps, Typography } from "antd";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { answer, api, type Api } from "../kit/api.ts";
import { Facts } from "../kit/facts.tsx";
import { audited } from "../kit/query.ts";
import { useMay, useMe } from "../kit/session.tsx";
import { Loading, Shown } from "../kit/states.tsx";
import { When } from "../kit/when.tsx";
import { Actions } from "./person/actions.tsx";
import { Head } from "./person/head.tsx";
import { Opened } from "./person/opening.tsx";
import { PANELS } from "./person/panels.tsx";
import { Recent } from "./person/recent.tsx";
import { Timeline } from "./person/timeline.tsx";
import { Viewed } from "./person/viewed.tsx";

export type Person = Api<"PersonRecord">;

function usePerson(id: string) {
  return useQuery({
    ...audited,
    queryKey: ["person", id],
    queryFn: () => answer(api.GET("/api/people/{person}", { params: { path: { person: id } } })),
  });
}

function Enrolment({ one }: { one: Person }) {
  const { t } = useTranslation();
  if (one.deleting.length > 0) {
    return <Typography.Text type="warning">{t("person.deleting", { devices: one.deleting.join("、") })}</Typography.Text>;
  }
  if (!one.face_allowed) return <Typography.Text type="secondary">{t("person.face.off")}</Typography.Text>;
  if (!one.enrolment) return t("person.enrolment.none");
  return (
    <span>
      {t("person.enrolment.at", { device: one.enrolment.device })} <When at={one.enrolment.at} />
    </span>
  );
}

function Summary({ one }: { one: Person }) {
  const { t } = useTranslation();
  const { rhythm } = one;
  return (
    <Facts
      title={t("person.title")}
      facts={[
        [t("people.next"), one.next_due ?? t("people.next.none")],
        [t("person.rhythm"), rhythm ? t("person.rhythm.text", { first: rhythm.first_due_on, days: rhythm.every_days }) : t("word.none")],
        [t("person.gender"), t(`gender.${one.gender}`)],
        [t("person.since"), <When key="since" at={one.created_at} />],
        [t("person.enrolment"), <Enrolment key="enrolment" one={one} />],
      ]}
    />
  );
}

function Overview({ one }: { one: Person }) {
  return (
    <Row gutter={[12, 12]}>
      <Col xs={24} lg={15} xl={16}>
        <Flex vertical gap={12}>
          <Summary one={one} />
          <Recent one={one} />
        </Flex>
      </Col>
      <Col xs={24} lg={9} xl={8}>
        <Viewed one={one} />
      </Col>
    </Row>
  );
}

/** What is shown of the record; the part is kept in the address so that a duty can lead to it. */
function useParts(one: Person): TabsProps["items"] {
  const { t } = useTranslation();
  const { powers } = useMe();
  const panels = PANELS.filter((panel) => powers.includes(panel.power)).map(({ key, word, Part }) => ({
    key,
    label: t(word),
    children: <Suspense fallback={<Loading />}><Part person={one.id} /></Suspense>,
  }));
  return [
    { key: "head", label: t("person.head"), children: <Overview one={one} /> },
    { key: "story", label: t("timeline.title"), children: <Timeline person={one.id} /> },
    ...panels,
  ];
}

function Parts({ one }: { one: Person }) {
  const [query, setQuery] = useSearchParams();
  const items = useParts(one);
  const part = query.get("part") ?? "head";
  return <Tabs size="small" activeKey={part} items={items} onChange={(next) => setQuery({ part: next }, { replace: true })} />;
}

function Record({ id }: { id: string }) {
  const read = usePerson(id);
  const may = useMay("change_people");
  return (
    <Shown read={read}>
      {(one) => (
        <Flex vertical gap={8}>
          <Flex wrap gap={12} align="start" justify="space-between">
            <Head one={one} />
            {may && !one.let_go && <Actions one={one} />}
          </Flex>
          <Parts one={one} />
        </Flex>
      )}
    </Shown>
  );
}

export default function PersonPage() {
  const { id = "" } = useParams();
  return <Opened key={id} person={id}><Record id={id} /></Opened>;
}
