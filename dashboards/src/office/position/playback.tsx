/** Play a day again: a clock that runs faster, moved by a slider, the space bar and the arrows. */
import { CaretRightOutlined, PauseOutlined } from "@ant-design/icons";
import { Button, Flex, Select, Slider, Typography } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { shanghai } from "../../kit/time.ts";

const SPEEDS = [60, 300, 900, 1800] as const;
const TICK_MS = 200;
const STEP_MS = 5 * 60_000;
const OWN_KEYS = "button, input, textarea, select, a, [role=slider], [role=combobox], [role=tab]";

export interface Playback {
  at: number;
  playing: boolean;
  speed: number;
  toggle: () => void;
  move: (at: number) => void;
  hurry: (speed: number) => void;
}

/** A clock between two moments, standing at the first. */
export function usePlayback(first: number, last: number): Playback {
  const [at, setAt] = useState(first);
  const [playing, setPlaying] = useState(false);
  const [speed, hurry] = useState<number>(SPEEDS[1]);
  useEffect(() => {
    if (!playing) return undefined;
    const timer = window.setInterval(() => setAt((now) => Math.min(now + TICK_MS * speed, last)), TICK_MS);
    return () => window.clearInterval(timer);
  }, [playing, speed, last]);
  if (playing && at >= last) setPlaying(false);
  const move = (next: number) => setAt(Math.min(Math.max(next, first), last));
  function toggle(): void {
    if (!playing && at >= last) setAt(first);
    setPlaying(!playing);
  }
  return { at, playing, speed, toggle, move, hurry };
}

/** Keys that nothing else on the page waits for. */
function useKeys({ at, toggle, move }: Playback): void {
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      const target = event.target as Element | null;
      if (event.ctrlKey || event.altKey || event.metaKey || target?.closest(OWN_KEYS)) return;
      const steps: Record<string, () => void> = {
        " ": toggle,
        ArrowLeft: () => move(at - STEP_MS),
        ArrowRight: () => move(at + STEP_MS),
      };
      const step = steps[event.key];
      if (!step) return;
      event.preventDefault();
      step();
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [at, toggle, move]);
}

export function Controls({ play, first, last }: { play: Playback; first: number; last: number }) {
  const { t } = useTranslation();
  useKeys(play);
  const clock = (at: number) => shanghai(at).format("HH:mm");
  const speeds = SPEEDS.map((value) => ({ value, label: t("track.speed.text", { n: value }) }));
  return (
    <Flex vertical gap={4} className="screen">
      <Flex wrap gap={8} align="center">
        <Button
          type="primary"
          icon={play.playing ? <PauseOutlined /> : <CaretRightOutlined />}
          onClick={play.toggle}
        >
          {t(play.playing ? "track.pause" : "track.play")}
        </Button>
        <Select aria-label={t("track.speed")} value={play.speed} options={speeds} onChange={play.hurry} style={{ width: 110 }} />
        <Typography.Text strong style={{ fontVariantNumeric: "tabular-nums", fontSize: 16 }}>{clock(play.at)}</Typography.Text>
        <Typography.Text type="secondary">{t("track.keys")}</Typography.Text>
      </Flex>
      <Slider
        min={first}
        max={last}
        step={60_000}
        value={play.at}
        onChange={play.move}
        tooltip={{ formatter: (at) => clock(at ?? first) }}
        ariaLabelForHandle={t("track.at")}
        ariaValueTextFormatterForHandle={clock}
      />
    </Flex>
  );
}
