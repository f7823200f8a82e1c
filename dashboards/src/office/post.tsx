/** One post: how it is, what its sign says, taking it out of service. */
import { Alert, Col, Flex, Row, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { Clock } from "../kit/clock.tsx";
import { Facts } from "../kit/facts.tsx";
import { Heading } from "../kit/heading.tsx";
import { useMay } from "../kit/session.tsx";
import { NotFound, Shown } from "../kit/states.tsx";
import { duration, type Lang } from "../kit/time.ts";
import { When } from "../kit/when.tsx";
import { bytes } from "../kit/write.ts";
import { type Post, usePosts } from "./posts.tsx";
import { CommandsCard } from "./posts/commands.tsx";
import { HistoryCard } from "./posts/history.tsx";
import { Alarms, Cert, Disk, Heat, Part, Runs, Spool, StateMark } from "./posts/marks.tsx";
import { RevokeCard } from "./posts/revoke.tsx";
import { SignageCard } from "./posts/signage.tsx";

function State({ one }: { one: Post }) {
  const { t } = useTranslation();
  return (
    <Facts
      title={t("post.state")}
      facts={[
        [t("post.state"), <StateMark key="state" one={one} />],
        one.state_at !== null && [t("post.since"), <When key="since" at={one.state_at} />],
        [t("post.heard"), one.health ? <When key="heard" at={one.health.received_at} /> : t("word.never")],
        one.revoked_at !== null && [t("post.revoked.at"), <When key="revoked" at={one.revoked_at} />],
      ]}
    />
  );
}

function Health({ one }: { one: Post }) {
  const { t, i18n } = useTranslation();
  const { health } = one;
  if (!health) return <Facts title={t("post.health")} facts={[["", t("post.health.none")]]} />;
  return (
    <Facts
      title={t("post.health")}
      facts={[
        [t("post.camera"), <Part key="camera" kind="camera" value={health.camera} />],
        [t("post.sign"), <Part key="sign" kind="sign" value={health.sign} />],
        one.clock !== null && [t("post.clock"), <Clock key="clock" clock={one.clock} />],
        [t("post.kiosk"), <Part key="kiosk" kind="kiosk" value={health.kiosk} />],
        [t("post.spool"), <Spool key="spool" one={one} />],
        [t("post.alarms"), health.alarms.length ? <Alarms key="alarms" one={one} /> : t("word.none")],
        [t("post.uptime"), duration(health.uptime_s, i18n.language as Lang)],
        [t("post.room"), <Disk key="disk" health={health} />],
        [t("post.memory"), bytes(health.rss)],
        [t("post.temperature"), <Heat key="heat" health={health} />],
        [t("post.picture"), <Picture key="picture" health={health} />],
        [t("post.shown"), <Acknowledged key="shown" one={one} />],
        [t("post.templates"), health.templates],
        ...one.boards.map((it): [string, string] => [
          t(`board.${it.role}`),
          [
            t("board.text", { version: it.version, up: duration(it.uptime_s, i18n.language as Lang), bad: it.bad }),
            it.door && t(`board.${it.door}`),
          ].filter(Boolean).join(" · "),
        ]),
        [t("post.version"), health.version || t("word.unknown")],
        [t("post.runs"), <Runs key="runs" health={health} />],
        [t("post.cert"), <Cert key="cert" health={health} />],
      ]}
    />
  );
}

function Picture({ health }: { health: NonNullable<Post["health"]> }) {
  const { t } = useTranslation();
  const { sharpness, brightness } = health;
  if (sharpness === null || brightness === null) return t("word.unknown");
  return t("post.picture.text", { sharpness: sharpness.toFixed(0), brightness: brightness.toFixed(0) });
}

function Acknowledged({ one }: { one: Post }) {
  const { t } = useTranslation();
  if (!one.shown) return t("word.never");
  return (
    <span>
      <When at={one.shown.at} /> {one.shown.shown ? t("post.shown.tries", { n: one.shown.attempts }) : <Typography.Text type="warning">{t("post.shown.not")}</Typography.Text>}
    </span>
  );
}

function Detail({ one }: { one: Post }) {
  const { t } = useTranslation();
  const revoke = useMay("revoke");
  return (
    <Flex vertical gap={12}>
      <Heading tab={t("post.post")}>
        {one.township_name} <Typography.Text type="secondary">{one.id}</Typography.Text>
      </Heading>
      {one.silent && !one.revoked_at && <Alert type="warning" showIcon title={t("post.silent")} description={t("post.silent.text")} />}
      <Row gutter={[12, 12]}>
        <Col xs={24} lg={14}>
          <Flex vertical gap={12}>
            <State one={one} />
            <Health one={one} />
            <HistoryCard post={one.id} />
          </Flex>
        </Col>
        <Col xs={24} lg={10}>
          <Flex vertical gap={12}>
            <SignageCard key={one.id} one={one} />
            <CommandsCard one={one} />
            {revoke && !one.revoked_at && <RevokeCard one={one} />}
          </Flex>
        </Col>
      </Row>
    </Flex>
  );
}

export default function PostPage() {
  const { id } = useParams();
  return (
    <Shown read={usePosts()}>
      {(list) => {
        const one = list.find((post) => post.id === id);
        return one ? <Detail one={one} /> : <NotFound />;
      }}
    </Shown>
  );
}
