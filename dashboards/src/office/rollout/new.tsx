/** A new rollout: which bundle, where, in which groups, and when boxes change over. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Checkbox, Drawer, Flex, Form, InputNumber, Select, TimePicker } from "antd";
import type { Dayjs } from "dayjs";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { answer, api, type Api } from "../../kit/api.ts";
import { useAreas } from "../../kit/area.ts";
import { Failure, Shown } from "../../kit/states.tsx";
import { usePosts } from "../posts.tsx";
import { type GroupDraft, Groups, START } from "./groups.tsx";

interface Draft {
  bundle: string;
  area: string;
  posts: string[];
  groups: GroupDraft[];
  since: Dayjs;
  until: Dayjs;
  now: boolean;
  hours: number;
}

const minute = (at: Dayjs) => at.hour() * 60 + at.minute();

function wish(one: Draft): Api<"NewRollout"> {
  return {
    bundle: one.bundle,
    area: one.area,
    posts: one.posts ?? [],
    groups: one.groups.map(({ size, unit, ...rest }) => ({ ...rest, [unit]: size })),
    silent_minutes: one.hours * 60,
    window: one.now ? null : { since: minute(one.since), until: minute(one.until) },
  };
}

function Where({ area }: { area: string }) {
  const { t } = useTranslation();
  const areas = [{ value: "", label: t("area.city") }, ...useAreas([6, 9])];
  const posts = usePosts().data ?? [];
  const there = posts.filter((one) => !one.revoked_at && one.township.startsWith(area));
  return (
    <>
      <Form.Item name="area" label={t("rollout.area")}>
        <Select showSearch={{ optionFilterProp: "label" }} options={areas} />
      </Form.Item>
      <Form.Item name="posts" label={t("rollout.posts")} extra={t("rollout.posts.hint")}>
        <Select mode="multiple" allowClear options={there.map((one) => ({ value: one.id, label: `${one.township_name} ${one.id}` }))} />
      </Form.Item>
    </>
  );
}

function Hours({ now }: { now: boolean }) {
  const { t } = useTranslation();
  return (
    <Form.Item label={t("rollout.window")}>
      <Flex gap={8} align="center" wrap>
        <Form.Item name="since" noStyle><TimePicker aria-label={t("rollout.window.since")} format="HH:mm" allowClear={false} disabled={now} /></Form.Item>
        –
        <Form.Item name="until" noStyle><TimePicker aria-label={t("rollout.window.until")} format="HH:mm" allowClear={false} disabled={now} /></Form.Item>
        <Form.Item name="now" valuePropName="checked" noStyle><Checkbox>{t("rollout.window.now")}</Checkbox></Form.Item>
      </Flex>
    </Form.Item>
  );
}

function Filled({ bundles }: { bundles: Api<"BundleItem">[] }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const go = useNavigate();
  const [form] = Form.useForm<Draft>();
  const area = Form.useWatch("area", form) ?? "";
  const now = Form.useWatch("now", form) ?? false;
  const begin = useMutation({
    mutationFn: (draft: Draft) => answer(api.POST("/api/rollouts", { body: wish(draft) })),
    onSuccess: (made) => {
      void client.invalidateQueries({ queryKey: ["rollouts"] });
      void message.success(t("rollout.begun"));
      void go(`/rollouts/${made.id}`);
    },
  });
  const initial = { area: "", posts: [], groups: START, since: dayjs("2000-01-01 20:00"), until: dayjs("2000-01-01 06:00"), now: false, hours: 12 };
  if (bundles.length === 0) return <Alert type="info" showIcon title={t("rollout.bundles.none")} />;
  return (
    <Form form={form} layout="vertical" initialValues={initial} onFinish={(draft: Draft) => begin.mutate(draft)} disabled={begin.isPending}>
      <Form.Item name="bundle" label={t("rollout.bundle")} rules={[{ required: true, message: t("rollout.bundle.need") }]}>
        <Select options={bundles.map((one) => ({ value: one.name, label: `${one.name}  (${one.parts.map((part) => `${part.name} ${part.version}`).join(", ")})` }))} />
      </Form.Item>
      <Where area={area} />
      <Groups />
      <Hours now={now} />
      <Form.Item name="hours" label={t("rollout.silent")}>
        <InputNumber min={1} max={168} />
      </Form.Item>
      {begin.isError && <Failure error={begin.error} />}
      <Button type="primary" htmlType="submit" loading={begin.isPending}>{t("rollout.begin")}</Button>
    </Form>
  );
}

export function NewRollout({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const read = useQuery({ queryKey: ["bundles"], queryFn: () => answer(api.GET("/api/rollouts/bundles")) });
  return (
    <Drawer open onClose={close} title={t("rollout.new")} size="large">
      <Shown read={read}>{(bundles) => <Filled bundles={bundles} />}</Shown>
    </Drawer>
  );
}
