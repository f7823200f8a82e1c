/** One person's record. Each opening is written down and shown in it. */
import { useQuery } from "@tanstack/react-query";
import { Col, Flex, Row, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { answer, api, type Api } from "../kit/api.ts";
import { Facts } from "../kit/facts.tsx";
import { Heading } from "../kit/heading.tsx";
import { audited } from "../kit/query.ts";
import { useMay } from "../kit/session.tsx";
import { Shown } from "../kit/states.tsx";
import { useTownshipName } from "../kit/townships.ts";
import { When } from "../kit/when.tsx";
import { fourFour } from "../kit/write.ts";
import { Actions } from "./person/actions.tsx";
import { Opened } from "./person/opening.tsx";
import { Recent } from "./person/recent.tsx";
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
  const township = useTownshipName();
  const { rhythm } = one;
  return (
    <Facts
      title={t("person.title")}
      facts={[
        [t("due.col.number"), <strong key="number">{fourFour(one.number)}</strong>],
        [t("people.next"), one.next_due ?? t("people.next.none")],
        [t("person.rhythm"), rhythm ? t("person.rhythm.text", { first: rhythm.first_due_on, days: rhythm.every_days }) : t("word.none")],
        [t("due.col.township"), township(one.township)],
        [t("person.gender"), t(`gender.${one.gender}`)],
        [t("person.since"), <When key="since" at={one.created_at} />],
        [t("person.enrolment"), <Enrolment key="enrolment" one={one} />],
      ]}
    />
  );
}

function Record({ id }: { id: string }) {
  const read = usePerson(id);
  const { t } = useTranslation();
  const may = useMay("change_people");
  return (
    <Shown read={read}>
      {(one) => (
        <Flex vertical gap={12}>
          <Flex wrap gap={12} align="center" justify="space-between">
            <Heading tab={t("person.title")}>{one.name}</Heading>
            {may && <Actions one={one} />}
          </Flex>
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
        </Flex>
      )}
    </Shown>
  );
}

export default function PersonPage() {
  const { id = "" } = useParams();
  return <Opened key={id} person={id}><Record id={id} /></Opened>;
}
