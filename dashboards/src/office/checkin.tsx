/** One visit: what the box found, when, and what an officer makes of it. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Col, Flex, Row, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { answer, api, type Api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { audited } from "../kit/query.ts";
import { useTownshipName } from "../kit/townships.ts";
import { Shown } from "../kit/states.tsx";
import { fourFour } from "../kit/write.ts";
import { Answers, Result, Times } from "./checkin/facts.tsx";
import { ReviewPanel } from "./checkin/review.tsx";

export type Record = Api<"CheckInRecord">;

export function useCheckin(id: string) {
  return useQuery({
    ...audited,
    queryKey: ["checkin", id],
    queryFn: () => answer(api.GET("/api/checkins/{checkin}", { params: { path: { checkin: id } } })),
  });
}

function Top({ one }: { one: Record }) {
  const { t } = useTranslation();
  const township = useTownshipName();
  return (
    <Heading tab={t("checkin.title")}>
      <Link to={`/people/${one.person.id}`} style={{ textDecoration: "underline" }}>{one.person.name}</Link>{" "}
      <Typography.Text type="secondary">
        {fourFour(one.person.number)} · {township(one.person.township)} · {t("checkin.title")}
      </Typography.Text>
    </Heading>
  );
}

/** A face that was not matched is a question for a person. */
function Question({ one }: { one: Record }) {
  const { t } = useTranslation();
  if (one.route !== "face" || !one.verdict || one.verdict === "match" || one.review) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={`${t("due.face")} ${t(`verdict.${one.verdict}`)}`}
      description={t("checkin.question")}
    />
  );
}

export default function Checkin() {
  const { id = "" } = useParams();
  const read = useCheckin(id);
  return (
    <Shown read={read}>
      {(one) => (
        <Flex vertical gap={12}>
          <Top one={one} />
          <Question one={one} />
          <Row gutter={[12, 12]}>
            <Col xs={24} lg={15} xl={16}>
              <Flex vertical gap={12}>
                <Result one={one} />
                <Answers one={one} />
                <Times one={one} />
              </Flex>
            </Col>
            <Col xs={24} lg={9} xl={8}>
              <ReviewPanel key={one.id} one={one} />
            </Col>
          </Row>
        </Flex>
      )}
    </Shown>
  );
}
