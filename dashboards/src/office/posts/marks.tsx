/** How a post is, in coloured words. */
import { Flex, Tag, Tooltip, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { sayCode } from "../../kit/code.ts";
import { percent } from "../../kit/write.ts";
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

/** Whether somebody should look at this post; one out of service asks for nothing. */
export function needsAttention(one: Post): boolean {
  if (one.revoked_at) return false;
  const { health } = one;
  if (one.state !== "online" || one.silent || !health) return true;
  const words = [health.camera, health.sign, health.kiosk, one.clock?.confidence ?? "good"];
  return words.some((word) => !WELL.includes(word)) || health.alarms.length > 0 || health.spool_fill >= FULL;
}

export function StateMark({ one }: { one: Post }) {
  const { t } = useTranslation();
  if (one.revoked_at) return <Tag>{t("post.revoked")}</Tag>;
  return (
    <Flex gap={4} wrap>
      <Tag color={one.state === "online" ? "success" : "warning"}>{t(`post.${one.state}`)}</Tag>
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
