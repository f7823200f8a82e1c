/** A text as each of its places gets it, side by side, with what is wrong there. */
import { Alert, Card, Flex, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";
import { Reading } from "./richtext.tsx";

type Cut = Api<"CutItem">;
const STRIPS_SHOWN = 1; // they all say the same

function Wrong({ cut }: { cut: Cut }) {
  const { t } = useTranslation();
  if (!cut.faults.length) return cut.short ? <Alert type="info" title={t("cut.short")} /> : null;
  const said = cut.faults.map((fault) => t(`cut.${fault.code}`, { detail: fault.detail }));
  return <Alert type="error" showIcon title={said.join(" ")} />;
}

function Said({ cut }: { cut: Cut }) {
  const { t } = useTranslation();
  if (cut.channel === "sign") return <div className="strip" role="img" aria-label={cut.text}>{cut.text}</div>;
  if (cut.channel === "weibo") return <Typography.Paragraph style={{ overflowWrap: "anywhere", margin: 0 }}>{cut.text}</Typography.Paragraph>;
  return (
    <>
      <Typography.Text strong>{cut.title}</Typography.Text>
      <Typography.Text type="secondary">{cut.digest}</Typography.Text>
      <div className="scroll">
        <Reading html={cut.text} label={t("channel.wechat")} />
      </div>
    </>
  );
}

export function Previews({ cuts }: { cuts: readonly Cut[] }) {
  const { t } = useTranslation();
  const strips = cuts.filter((one) => one.channel === "sign");
  const shown = [...cuts.filter((one) => one.channel !== "sign"), ...strips.slice(0, STRIPS_SHOWN)];
  if (!shown.length) return <Typography.Text type="secondary">{t("cut.none")}</Typography.Text>;
  return (
    <div className="previews">
      {shown.map((cut) => (
        <Card
          key={cut.channel}
          size="small"
          title={t(`channel.${cut.channel}`)}
          extra={<Tag color={cut.faults.length ? "error" : "success"}>{t(cut.faults.length ? "cut.wrong" : "cut.right")}</Tag>}
        >
          <Flex vertical gap={8}>
            <Wrong cut={cut} />
            <Said cut={cut} />
            {cut.channel === "sign" && <Typography.Text type="secondary">{strips.map((one) => one.place || one.target).join("、")}</Typography.Text>}
          </Flex>
        </Card>
      ))}
    </div>
  );
}
