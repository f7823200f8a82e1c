/** Who this is and where the person stands, at a glance. */
import { Descriptions, Flex, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { sayCode } from "../../kit/code.ts";
import { Heading } from "../../kit/heading.tsx";
import { useTownshipName } from "../../kit/townships.ts";
import { fourFour } from "../../kit/write.ts";
import type { Person } from "../person.tsx";

type Standing = NonNullable<Person["standing"]>;

function Marks({ one }: { one: Standing }) {
  const { t } = useTranslation();
  return (
    <>
      <Tag color="processing">{sayCode(t, "standing", one.state)}</Tag>
      {one.category && <Tag>{sayCode(t, "category", one.category)}</Tag>}
      {one.overlays.map((overlay) => <Tag key={overlay} color="warning">{sayCode(t, "overlay", overlay)}</Tag>)}
    </>
  );
}

function Term({ one }: { one: Standing }) {
  const { t } = useTranslation();
  const left = one.days_left >= 0 ? t("person.days.left", { days: one.days_left }) : t("person.days.over");
  const items = [
    { key: "sentence", label: t("person.sentence"), children: sayCode(t, "sentence", one.sentence) },
    { key: "term", label: t("person.term"), children: `${one.starts_on} – ${one.ends_on}` },
    { key: "left", label: t("person.left"), children: left },
  ];
  return <Descriptions size="small" column={{ xs: 1, sm: 3 }} items={items} />;
}

export function Head({ one }: { one: Person }) {
  const { t } = useTranslation();
  const township = useTownshipName();
  return (
    <Flex vertical gap={4} style={{ minWidth: 0 }}>
      <Flex wrap gap={8} align="center">
        <Heading tab={t("person.title")}><bdi style={{ overflowWrap: "anywhere" }}>{one.name}</bdi></Heading>
        <Typography.Text type="secondary">{fourFour(one.number)} · {township(one.township)}</Typography.Text>
        {one.minor && <Tag color="purple">{t("person.minor")}</Tag>}
        {one.standing ? <Marks one={one.standing} /> : <Tag>{t(one.let_go ? "person.let.go" : "person.no.term")}</Tag>}
      </Flex>
      {one.standing && <Term one={one.standing} />}
    </Flex>
  );
}
