/** The first page: what is next, one thing on a card. */
import { Alert, Button, Flex, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Api } from "../kit/api.ts";
import { Shown } from "../kit/states.tsx";
import { Card, Lines } from "./card.tsx";
import { useHome, useLeaves } from "./read.ts";
import { sayDay } from "./say.ts";
import { useSelf } from "./session.tsx";
import { TermFacts } from "./term.tsx";
import { Title } from "./title.tsx";

function Ways({ report }: { report: Api<"NextReport"> }) {
  const { t } = useTranslation();
  return (
    <>
      <p className="own-words">{t("own.report.ways")}</p>
      <ul>{report.ways.map((way) => <li key={way}>{t(`own.way.${way}`)}</li>)}</ul>
    </>
  );
}

function Report({ home }: { home: Api<"OwnHome"> }) {
  const { t, i18n } = useTranslation();
  const { report, term } = home;
  if (term.state === "expected") {
    const by = sayDay(term.report_by, i18n.language);
    return <Card title={t("own.report.first")}><p className="own-words">{t("own.report.first.text", { by, office: home.office })}</p></Card>;
  }
  if (!report.on) return <Card title={t("own.report")}><p className="own-words">{t("own.report.none")}</p></Card>;
  return (
    <Card title={t("own.report")}>
      <strong className="own-big">{report.today ? t("own.report.today") : sayDay(report.on, i18n.language)}</strong>
      {report.excused && <Alert type="success" showIcon title={t(`own.report.excused.${report.excused}`)} />}
      {!report.excused && <Ways report={report} />}
      {report.then_on && <Lines lines={[[t("own.report.then"), sayDay(report.then_on, i18n.language)]]} />}
    </Card>
  );
}

function LeaveNow() {
  const { t, i18n } = useTranslation();
  const one = useLeaves().data?.find((leave) => ["asked", "planned", "away", "late"].includes(leave.phase));
  if (!one) return null;
  return (
    <Card title={t("own.leave.title")} actions={<Link to="/own/leave"><Button block>{t("own.leave.see")}</Button></Link>}>
      <span><Tag color={one.phase === "late" ? "warning" : "processing"}>{t(`own.phase.${one.phase}`)}</Tag></span>
      <Lines lines={[[one.place, `${sayDay(one.from_on, i18n.language)} – ${sayDay(one.to_on, i18n.language)}`]]} />
    </Card>
  );
}

export default function Home() {
  const { t } = useTranslation();
  const me = useSelf();
  return (
    <Flex vertical gap="middle">
      <Title>{t("own.hello", { name: me.name })}</Title>
      <Shown read={useHome()}>
        {(home) => (
          <Flex vertical gap="middle">
            {home.answers > 0 && (
              <Alert
                type="info"
                showIcon
                title={t("own.answers", { n: home.answers })}
                action={<Link to="/own/complaint"><Button>{t("own.answers.read")}</Button></Link>}
              />
            )}
            <Report home={home} />
            <LeaveNow />
            <Card title={t("own.term")}>
              <p className="own-words">{t(`own.state.${home.term.state}`)}</p>
              <TermFacts term={home.term} />
            </Card>
            <Card
              title={t("own.office")}
              actions={<Link to="/own/help"><Button block>{t("own.help.title")}</Button></Link>}
            >
              <Lines lines={[[t("own.office.name"), home.office], [t("own.office.county"), home.county]]} />
            </Card>
          </Flex>
        )}
      </Shown>
    </Flex>
  );
}
