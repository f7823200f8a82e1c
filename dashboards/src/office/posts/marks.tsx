/** How a post is, in coloured words. */
import { Flex, Tag, Tooltip, Typography } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { sayCode } from "../../kit/code.ts";
import { When } from "../../kit/when.tsx";
import { bytes, percent } from "../../kit/write.ts";
import type { Word } from "../../words/index.ts";
import type { Post } from "../posts.tsx";

type Kind = "camera" | "sign" | "confidence" | "kiosk";
const LABEL: Record<Kind, Word> = {
  camera: "post.camera",
  sign: "post.sign",
  confidence: "post.clock",
  kiosk: "post.kiosk",
};
const WELL = ["ok", "good", "fair", "open", "absent"];
const FULL = 0.8;
export const CERT_WARN_DAYS = 20;
const ROOM_LEFT = 0.1;
const WORN = 80;
const HOT = 75;

/** Whether somebody should look at this post; one out of service asks for nothing. */
export function needsAttention(one: Post): boolean {
  if (one.revoked_at) return false;
  const { health } = one;
  if (one.help_at !== null) return true;
  if (one.state !== "online" || one.silent || !health) return true;
  const words = [health.camera, health.sign, health.kiosk, one.clock?.confidence ?? "good"];
  return words.some((word) => !WELL.includes(word)) || health.alarms.length > 0 || health.spool_fill >= FULL || worn(health);
}

type Health = NonNullable<Post["health"]>;

/** Whether something of the box runs out: certificate, room, medium, or it is too hot. */
function worn(health: Health): boolean {
  return short(health.cert_days) || full(health) || (health.wear ?? 0) >= WORN || (health.temperature ?? 0) >= HOT;
}

const short = (days: number | null) => days !== null && days < CERT_WARN_DAYS;
const full = (health: Health) => health.disk_size > 0 && health.disk_free / health.disk_size < ROOM_LEFT;

function Figure({ warn, children }: { warn: boolean; children: ReactNode }) {
  return <Typography.Text {...(warn && { type: "warning" as const })}>{children}</Typography.Text>;
}

/** Days the certificate is good; few are a warning. */
export function Cert({ health }: { health: Health }) {
  const { t } = useTranslation();
  if (health.cert_days === null) return t("word.unknown");
  return <Figure warn={short(health.cert_days)}>{t("post.cert.days", { n: health.cert_days })}</Figure>;
}

/** Free room of the disk, and how much of the medium's life is used. */
export function Disk({ health }: { health: Health }) {
  const { t } = useTranslation();
  const room = health.disk_size ? `${bytes(health.disk_free)} / ${bytes(health.disk_size)}` : bytes(health.disk_free);
  return (
    <span>
      <Figure warn={full(health)}>{room}</Figure>
      {health.wear !== null && <> <Figure warn={health.wear >= WORN}>{t("post.wear.used", { n: health.wear })}</Figure></>}
    </span>
  );
}

export function Heat({ health }: { health: Health }) {
  const { t } = useTranslation();
  if (health.temperature === null) return t("word.unknown");
  return <Figure warn={health.temperature >= HOT}>{`${health.temperature.toFixed(0)} °C`}</Figure>;
}

/** The bundle it runs, and from where. */
export function Runs({ health }: { health: Health }) {
  const { t } = useTranslation();
  const what = health.bundle || health.version || t("word.unknown");
  return <span>{what} <Typography.Text type="secondary">{t(`slot.${health.slot}`)}</Typography.Text></span>;
}

export function StateMark({ one }: { one: Post }) {
  const { t } = useTranslation();
  if (one.revoked_at) return <Tag>{t("post.revoked")}</Tag>;
  return (
    <Flex gap={4} wrap>
      <Tag color={one.state === "online" ? "success" : "warning"}>{t(`post.${one.state}`)}</Tag>
      {one.help_at !== null && <Tag color="error">{t("post.help")} <When at={one.help_at} /></Tag>}
      {one.silent && (
        <Tooltip title={t("post.silent.text")}>
          <Tag color="warning">{t("post.silent")}</Tag>
        </Tooltip>
      )}
    </Flex>
  );
}

/** The word of one part; `named` where nothing beside it says which part. */
export function Part({ kind, value, named = false }: { kind: Kind; value: string; named?: boolean }) {
  const { t } = useTranslation();
  const word = sayCode(t, kind, value);
  return <Tag color={WELL.includes(value) ? "default" : "warning"}>{named ? `${t(LABEL[kind])} ${word}` : word}</Tag>;
}

export function Spool({ one }: { one: Post }) {
  const { t } = useTranslation();
  if (!one.health) return null;
  const { spool_pending: n, spool_fill: part } = one.health;
  const text = n ? t("post.spool.text", { n, part: percent(part) }) : t("word.none");
  return <Typography.Text {...(part >= FULL && { type: "warning" as const })}>{text}</Typography.Text>;
}

export function Alarms({ one }: { one: Post }) {
  const { t } = useTranslation();
  return (
    <Flex wrap gap={4}>
      {one.health?.alarms.map((code) => <Tag key={code} color="warning">{sayCode(t, "alarm", code)}</Tag>)}
    </Flex>
  );
}
