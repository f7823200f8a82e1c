/** Plays the pieces that came; each one that is fetched is a look in the register. */
import { Alert, Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

const TYPE = "application/vnd.apple.mpegurl";

/** Attach the clip to its place; returns how to let it go. Calls `failed` where it cannot play. */
function attach(video: HTMLVideoElement, source: string, failed: () => void): () => void {
  let gone = false;
  let free = () => video.removeAttribute("src");
  void import("hls.js/light").then(({ default: Hls }) => {
    if (gone) return;
    if (!Hls.isSupported()) {
      if (video.canPlayType(TYPE)) video.src = source;
      else failed();
      return;
    }
    // a worker would be loaded from a place our policy does not know
    const player = new Hls({ enableWorker: false, maxBufferLength: 60 });
    player.on(Hls.Events.ERROR, (_, { fatal }) => fatal && failed());
    player.loadSource(source);
    player.attachMedia(video);
    free = () => player.destroy();
  });
  return () => {
    gone = true;
    free();
  };
}

export function Player({ callout }: { callout: string }) {
  const { t } = useTranslation();
  const place = useRef<HTMLVideoElement>(null);
  const [watching, setWatching] = useState(false);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!watching || !place.current) return;
    return attach(place.current, `/api/callouts/${callout}/playlist`, () => setFailed(true));
  }, [watching, callout]);
  if (!watching) return <Button type="primary" onClick={() => setWatching(true)}>{t("callout.watch")}</Button>;
  return (
    <>
      {failed && <Alert type="warning" showIcon title={t("callout.player.no")} />}
      <video ref={place} controls playsInline muted aria-label={t("callout.player")} style={{ width: "100%", maxHeight: 480, background: "#000" }} />
    </>
  );
}
