/** Draw a zone: where to stay, where not to go, or the home. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Form, Input, InputNumber, Radio, Select } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import type { Point } from "../../kit/map/gcj.ts";
import { area, marks } from "../../kit/map/layers.ts";
import { type Box, circle } from "../../kit/map/shapes.ts";
import { MapView } from "../../kit/map/view.tsx";
import { audited } from "../../kit/query.ts";
import type { Word } from "../../words/index.ts";
import { Dialog } from "../leave/dialog.tsx";
import { Line } from "../leave/fields.tsx";
import { areasOf, COLOURS, cornersOf, pointsOf, type Zone } from "./zone.ts";
import { useReread } from "./use.ts";

interface Filled {
  kind: Api<"NewZone">["kind"];
  name: string;
  form: "circle" | "polygon";
  latitude?: number;
  longitude?: number;
  radius?: number;
  corners?: string;
  ban?: string;
}
const KINDS = ["inside", "outside", "home"] as const;
const RADIUS = 200;

function Figure({ name, word, min, max, hint }: { name: keyof Filled; word: Word; min: number; max: number; hint?: Word }) {
  const { t } = useTranslation();
  return (
    <Form.Item name={name} label={t(word)} rules={[{ required: true, message: t("pos.need") }]} {...(hint && { extra: t(hint) })}>
      <InputNumber min={min} max={max} style={{ width: "100%" }} />
    </Form.Item>
  );
}

function Shape() {
  const { t } = useTranslation();
  const form = Form.useWatch<Filled["form"]>("form");
  if (form === "polygon") {
    const good = { validator: (_: unknown, text?: string) => (cornersOf(text ?? "") ? Promise.resolve() : Promise.reject(new Error(t("zone.corners.bad")))) };
    return (
      <Form.Item name="corners" label={t("zone.corners")} extra={t("zone.degrees")} required rules={[good]}>
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} />
      </Form.Item>
    );
  }
  return (
    <>
      <Figure name="latitude" word="zone.latitude" min={-90} max={90} />
      <Figure name="longitude" word="zone.longitude" min={-180} max={180} hint="zone.degrees" />
      <Figure name="radius" word="zone.radius" min={20} max={200_000} />
    </>
  );
}

/** What is filled in so far, on a map; a press there moves the centre or adds a corner. */
function Sketch({ there, box }: { there: Zone[]; box: Box | null }) {
  const { t } = useTranslation();
  const form = Form.useFormInstance<Filled>();
  const { kind = "inside", form: kindOf = "circle", latitude, longitude, radius, corners } = (Form.useWatch([], form) ?? {}) as Partial<Filled>;
  const layers = useMemo(() => {
    const round = latitude != null && longitude != null ? circle({ latitude, longitude }, radius ?? RADIUS) : [];
    const some = (kindOf === "circle" ? round : pointsOf(corners ?? ""));
    const others = areasOf(there.filter((one) => !one.ended_at), t);
    return some.length ? [...others, area(some, COLOURS[kind], { dashed: kind === "outside" }), marks(kindOf === "circle" ? [] : some.map((at, no) => ({ id: String(no), name: String(no + 1), at, size: 7 })))] : others;
  }, [there, t, kind, kindOf, latitude, longitude, radius, corners]);
  function put(point: Point): void {
    const [north, east] = [Number(point.latitude.toFixed(6)), Number(point.longitude.toFixed(6))];
    if (kindOf === "circle") form.setFieldsValue({ latitude: north, longitude: east });
    else form.setFieldsValue({ corners: `${corners ? `${corners.trimEnd()}\n` : ""}${north}, ${east}` });
  }
  return (
    <Form.Item label={t("zone.sketch")} extra={t("zone.sketch.text")}>
      <MapView layers={layers} box={box} height={260} onPlace={put} />
    </Form.Item>
  );
}

/** The no-entry order that a zone is an aid to. */
function Ban({ person }: { person: string }) {
  const { t } = useTranslation();
  const kind = Form.useWatch<Filled["kind"]>("kind");
  const read = useQuery({
    ...audited,
    queryKey: ["bans", person],
    queryFn: () => answer(api.GET("/api/people/{person}/bans", { params: { path: { person } } })),
    enabled: kind === "outside",
  });
  const places = (read.data ?? []).filter((one) => one.kind === "place" && one.holds);
  if (kind !== "outside" || places.length === 0) return null;
  return (
    <Form.Item name="ban" label={t("zone.ban")}>
      <Select allowClear options={places.map((one) => ({ value: one.id, label: one.words }))} />
    </Form.Item>
  );
}

function shapeOf(filled: Filled): Api<"NewZone">["shape"] {
  if (filled.form === "polygon") return { form: "polygon", corners: cornersOf(filled.corners ?? "") ?? [] };
  const { latitude = 0, longitude = 0, radius = RADIUS } = filled;
  return { form: "circle", latitude, longitude, radius };
}

export function DrawForm({ order, person, there, box, close }: { order: string; person: string; there: Zone[]; box: Box | null; close: () => void }) {
  const { t } = useTranslation();
  const reread = useReread();
  const send = async (filled: Filled) => {
    const body = { kind: filled.kind, name: filled.name, shape: shapeOf(filled), ban: filled.kind === "outside" ? filled.ban ?? null : null };
    await answer(api.POST("/api/positioning/{order}/zones", { params: { path: { order } }, body }));
    reread();
  };
  const forms = (["circle", "polygon"] as const).map((value) => ({ value, label: t(`zone.form.${value}`) }));
  return (
    <Dialog title={t("zone.draw")} send={send} close={close} start={{ kind: "inside", form: "circle", radius: RADIUS }}>
      <Alert type="info" title={t("zone.text")} style={{ marginBottom: 12 }} />
      <Form.Item name="kind" label={t("zone.kind")}><Radio.Group optionType="button" options={KINDS.map((value) => ({ value, label: t(`zone.kind.${value}`) }))} /></Form.Item>
      <Line name="name" word="zone.name" max={100} />
      <Form.Item name="form" label={t("zone.form")}><Radio.Group optionType="button" options={forms} /></Form.Item>
      <Sketch there={there} box={box} />
      <Shape />
      <Ban person={person} />
    </Dialog>
  );
}
