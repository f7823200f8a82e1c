/** The newest picture twice a second, until the time is over or the page is left. */
import { Alert, Button, Flex, Modal, Spin, Typography } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../kit/api.ts";
import { asProblem } from "../../kit/problem.ts";
import { type Lang, duration } from "../../kit/time.ts";
import { useCallout } from "./use.ts";

const EVERY_MS = 500;

/** The newest picture; undefined while none has come or the network is away, null when it is over. */
async function newest(callout: string): Promise<Blob | null | undefined> {
  try {
    const { data } = await api.GET("/api/callouts/{callout}/picture", { params: { path: { callout } }, parseAs: "blob" });
    return data as Blob | undefined;
  } catch (error) {
    const { status } = asProblem(error);
    return status >= 400 && status < 500 ? null : undefined;
  }
}

/** The picture as an address of this page; "" while none has come, null when it is over. */
function usePicture(callout: string): string | null {
  const [picture, setPicture] = useState<string | null>("");
  useEffect(() => {
    let gone = false;
    let shown = "";
    async function look(): Promise<void> {
      const got = await newest(callout);
      if (gone) return;
      if (got === null) return setPicture(null);
      if (got) {
        const next = URL.createObjectURL(got);
        setPicture(next);
        if (shown) URL.revokeObjectURL(shown);
        shown = next;
      }
      if (!gone) window.setTimeout(() => void look(), EVERY_MS);
    }
    const leave = () => void api.POST("/api/callouts/{callout}/end", { params: { path: { callout } }, keepalive: true }).catch(() => null);
    window.addEventListener("pagehide", leave); // the tab was closed
    void look();
    return () => {
      gone = true;
      window.removeEventListener("pagehide", leave);
      if (shown) URL.revokeObjectURL(shown);
      leave();
    };
  }, [callout]);
  return picture;
}

function Left({ until }: { until: string }) {
  const { t, i18n } = useTranslation();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const tick = window.setInterval(() => setNow(Date.now()), 1000);
    return () => window.clearInterval(tick);
  }, []);
  return <Typography.Text type="secondary">{t("callout.left", { time: duration((Date.parse(until) - now) / 1000, i18n.language as Lang) })}</Typography.Text>;
}

export function LiveView({ callout, close }: { callout: string; close: () => void }) {
  const { t } = useTranslation();
  const picture = usePicture(callout);
  const { data } = useCallout(callout);
  return (
    <Modal open width={720} title={`${t("callout.picture")} · ${data?.post ?? ""}`} onCancel={close} footer={<Button onClick={close}>{t("callout.end")}</Button>}>
      <Flex vertical gap={8} align="center">
        {picture === null && <Alert type="info" showIcon title={t("callout.over")} />}
        {picture === "" && <Spin description={t("callout.waits")}><div style={{ width: 240, height: 160 }} /></Spin>}
        {picture && <img src={picture} alt={t("callout.picture")} style={{ width: "100%" }} />}
        {data && picture !== null && <Left until={data.until} />}
      </Flex>
    </Modal>
  );
}
