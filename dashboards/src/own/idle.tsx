/** At a machine the page asks whether somebody is still there, and then goes back by itself. */
import { Button, Flex, Modal } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { leave, useSelf } from "./session.tsx";

export const QUIET_S = 60;
export const ASK_S = 20;
/** "timeupdate": a recording of a course plays on; what follows it is a question. */
const SIGNS = ["pointerdown", "keydown", "touchstart", "wheel", "timeupdate"] as const;

/** Seconds without a touch or a key, and without a recording that plays. */
function useQuiet(watch: boolean): [number, () => void] {
  const [since, setSince] = useState(() => Date.now());
  const [now, setNow] = useState(since);
  useEffect(() => {
    if (!watch) return;
    const touched = () => setSince(Date.now());
    const timer = window.setInterval(() => setNow(Date.now()), 500);
    for (const sign of SIGNS) window.addEventListener(sign, touched, { passive: true, capture: true });
    return () => {
      window.clearInterval(timer);
      for (const sign of SIGNS) window.removeEventListener(sign, touched, { capture: true });
    };
  }, [watch]);
  return [Math.max(0, (now - since) / 1000), () => setSince(Date.now())];
}

export function StillThere() {
  const { t } = useTranslation();
  const { kiosk } = useSelf();
  const [quiet, touched] = useQuiet(kiosk);
  const over = kiosk && quiet >= QUIET_S + ASK_S;
  useEffect(() => {
    if (over) void leave();
  }, [over]);
  const left = Math.max(0, Math.ceil(QUIET_S + ASK_S - quiet));
  return (
    <Modal open={kiosk && quiet >= QUIET_S} title={t("own.still")} footer={null} closable={false} keyboard={false} width="80%">
      <Flex vertical gap="middle">
        <span role="timer">{t("own.still.left", { n: left })}</span>
        <Button type="primary" block autoFocus onClick={touched}>{t("own.still.stay")}</Button>
        <Button block onClick={() => void leave()}>{t("own.still.end")}</Button>
      </Flex>
    </Modal>
  );
}
