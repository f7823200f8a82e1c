/** One repair: the job sheet, printed as it stands, and the steps to its end. */
import { useQuery } from "@tanstack/react-query";
import { Button, Card, Empty, Flex, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { answer, api, type Api } from "../kit/api.ts";
import { Facts } from "../kit/facts.tsx";
import { Heading } from "../kit/heading.tsx";
import { useMay } from "../kit/session.tsx";
import { Shown } from "../kit/states.tsx";
import { When } from "../kit/when.tsx";
import { RepairMark } from "./repair/marks.tsx";
import { Mending } from "./repair/steps.tsx";

type Record = Api<"RepairRecord">;

function Head({ one }: { one: Record }) {
  const { t } = useTranslation();
  return (
    <Facts
      title={t(`fault.${one.kind}`)}
      facts={[
        [t("repair.post"), <span key="post"><Link style={{ textDecoration: "underline" }} to={`/posts/${one.post}`}>{one.township_name}</Link> {one.post}</span>],
        [t("repair.state"), <RepairMark key="state" one={one} />],
        [t("repair.opened"), <span key="opened"><When at={one.opened_at} /> {one.opened_by || t(one.by_alert ? "repair.by.alert" : "repair.by.system")}</span>],
        [t("repair.words"), one.words || "–"],
        [t("repair.who"), one.assigned_to || t("repair.nobody")],
        one.responded_at !== null && [t("repair.responded"), <When key="responded" at={one.responded_at} />],
        [t("repair.respond"), <When key="respond" at={one.respond_by} />],
        [t("repair.mend"), <When key="mend" at={one.mend_by} />],
        one.closed_at !== null && [t("repair.closed"), <span key="closed"><When at={one.closed_at} /> {one.closed_by}</span>],
        one.done !== null && [t("repair.done"), `${t(`mended.${one.done}`)} ${one.said}`],
      ]}
    />
  );
}

function Told({ one }: { one: Record }) {
  const { t } = useTranslation();
  const nothing = (text: string) => <Empty description={text} image={Empty.PRESENTED_IMAGE_SIMPLE} />;
  return (
    <Flex gap={12} wrap>
      <Card size="small" title={t("repair.notes")} style={{ flex: "2 1 300px" }}>
        {one.notes.length === 0 ? nothing(t("repair.notes.none")) : one.notes.map((note) => (
          <Typography.Paragraph key={note.at} style={{ marginBottom: 8 }}>
            {note.words}<br /><Typography.Text type="secondary">{note.by} <When at={note.at} /></Typography.Text>
          </Typography.Paragraph>
        ))}
      </Card>
      <Card size="small" title={t("repair.parts")} style={{ flex: "1 1 220px" }}>
        {one.used.length === 0 ? nothing(t("repair.parts.none")) : one.used.map((part) => (
          <div key={part.at}>{t(`part.${part.kind}`)} × {part.count} <Typography.Text type="secondary">{part.by}</Typography.Text></div>
        ))}
      </Card>
    </Flex>
  );
}

function Detail({ one }: { one: Record }) {
  const { t } = useTranslation();
  const may = useMay("keep_repairs");
  return (
    <Flex vertical gap={12}>
      <Flex gap={12} justify="space-between" align="center" wrap>
        <Heading tab={t("repair.sheet")}>{t("repair.sheet")} <Typography.Text type="secondary">{one.id.slice(-8)}</Typography.Text></Heading>
        <Button className="screen" onClick={() => window.print()}>{t("act.print")}</Button>
      </Flex>
      <Head one={one} />
      <Told one={one} />
      <div className="paper">{t("repair.sign")}：＿＿＿＿＿＿＿＿</div>
      {may && !one.closed_at && <div className="screen"><Mending one={one} /></div>}
    </Flex>
  );
}

export default function RepairPage() {
  const { id = "" } = useParams();
  const read = useQuery({
    queryKey: ["repair", id],
    queryFn: () => answer(api.GET("/api/repairs/{repair}", { params: { path: { repair: id } } })),
  });
  return <Shown read={read}>{(one) => <Detail one={one} />}</Shown>;
}
