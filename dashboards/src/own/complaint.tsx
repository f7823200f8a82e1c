/** My complaints: the office complained of does not read them. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Flex, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../kit/api.ts";
import { Shown } from "../kit/states.tsx";
import { Card, Lines } from "./card.tsx";
import { NewComplaint } from "./complaint/form.tsx";
import { sayDay, sayMoment } from "./say.ts";
import { Title } from "./title.tsx";

type One = Api<"OwnComplaint">;
export type Office = Api<"OwnOffice">;

function useComplaints() {
  return useQuery({ queryKey: ["own", "complaints"], queryFn: () => answer(api.GET("/own/api/complaints")) });
}

function State({ one }: { one: One }) {
  const { t } = useTranslation();
  if (one.outcome) return <Tag color="success">{t(`complaint.${one.outcome}`)}</Tag>;
  return <Tag color={one.late ? "warning" : "processing"}>{t(one.late ? "own.complaint.late" : "own.complaint.waiting")}</Tag>;
}

function Complaint({ one, offices }: { one: One; offices: Office[] }) {
  const { t, i18n } = useTranslation();
  const about = offices.find((office) => office.code === one.about)?.name ?? one.about;
  return (
    <Card title={t(`topic.${one.topic}`)}>
      <span><State one={one} /></span>
      <p className="own-words">{one.words}</p>
      <Lines
        lines={[
          [t("own.complaint.about"), about],
          [t("own.complaint.heard"), t(one.about.length === 9 ? "own.complaint.by_county" : "own.complaint.by_city")],
          [t("own.complaint.filed"), sayMoment(one.filed_at, i18n.language)],
          [t("own.complaint.by"), sayDay(one.answer_by, i18n.language)],
          one.answered_at !== null && [t("own.complaint.answered"), `${one.answered_by} · ${sayMoment(one.answered_at, i18n.language)}`],
        ]}
      />
      {one.answer && <Alert type="info" title={t("own.complaint.answer")} description={<p className="own-words">{one.answer}</p>} />}
      {one.late && <p className="own-words">{t("own.complaint.late.text")}</p>}
    </Card>
  );
}

export default function Complaints() {
  const { t } = useTranslation();
  return (
    <Flex vertical gap="middle">
      <Title>{t("own.complaint.title")}</Title>
      <Shown read={useComplaints()}>
        {({ items, offices }) => (
          <Flex vertical gap="middle">
            <NewComplaint offices={offices} />
            {items.map((one) => <Complaint key={one.id} one={one} offices={offices} />)}
          </Flex>
        )}
      </Shown>
    </Flex>
  );
}
