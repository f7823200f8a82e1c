/** What a person learned and did for others, for the record. */
import { useQuery } from "@tanstack/react-query";
import { Empty, Flex, List, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useMay } from "../../kit/session.tsx";
import { Shown } from "../../kit/states.tsx";
import { Talks } from "./talks.tsx";

type Education = Api<"EducationOf">;

function Lines({ title, lines }: { title: string; lines: string[] }) {
  if (!lines.length) return null;
  return <List size="small" header={<Typography.Text strong>{title}</Typography.Text>} dataSource={lines} renderItem={(line) => <List.Item>{line}</List.Item>} />;
}

function Found({ one }: { one: Education }) {
  const { t } = useTranslation();
  if (!one.courses.length && !one.classes.length && !one.service.length) return <Empty description={t("edu.panel.none")} />;
  const code = (value: Education["classes"][number]["code"]) => t(value ? `edu.code.${value}` : "edu.code.none");
  return (
    <Flex vertical gap="small">
      <Lines title={t("edu.courses")} lines={one.courses.map((c) => `${c.on} ${c.title} · ${t("edu.minutes", { n: c.minutes })}`)} />
      <Lines title={t("edu.classes")} lines={one.classes.map((c) => `${c.on} ${c.title} · ${code(c.code)}`)} />
      <Lines
        title={t("edu.offers")}
        lines={one.service.map((s) => [`${s.on_day} ${s.title}`, s.outcome && t(`edu.outcome.${s.outcome}`), s.minutes && t("edu.minutes", { n: s.minutes }), s.note, s.next_step].filter(Boolean).join(" · "))}
      />
      <Tag style={{ alignSelf: "start", whiteSpace: "normal" }}>{t("edu.note")}</Tag>
    </Flex>
  );
}

export default function EducationPanel({ person }: { person: string }) {
  const read = useQuery({
    queryKey: ["person", person, "education"],
    queryFn: () => answer(api.GET("/api/people/{person}/education", { params: { path: { person } } })),
  });
  const teaches = useMay("educate");
  return (
    <Flex vertical gap="middle">
      <Shown read={read}>{(one) => <Found one={one} />}</Shown>
      {teaches && <Talks person={person} />}
    </Flex>
  );
}
