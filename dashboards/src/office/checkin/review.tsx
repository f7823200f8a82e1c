/** Decide on a visit: choose, give the reason where one is needed, confirm. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, DatePicker, Flex, Form, Input, Radio, Typography } from "antd";
import type { Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useMay } from "../../kit/session.tsx";
import { Failure } from "../../kit/states.tsx";
import { When } from "../../kit/when.tsx";
import type { Record } from "../checkin.tsx";

type Decision = Api<"NewReview">["decision"];
interface Filled {
  decision: Decision;
  note?: string;
  due_on?: Dayjs | null;
}

const DECISIONS: Decision[] = ["match", "concern", "no_match"];

function useReview(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ decision, note, due_on }: Filled) =>
      answer(
        api.POST("/api/checkins/{checkin}/review", {
          params: { path: { checkin: id } },
          body: { decision, note: note?.trim() ?? "", due_on: due_on?.format("YYYY-MM-DD") ?? null },
        }),
      ),
    onSuccess: (record) => {
      client.setQueryData(["checkin", id], record);
      void client.invalidateQueries({ queryKey: ["due"] });
      void client.invalidateQueries({ queryKey: ["checkins"] });
    },
  });
}

function Decided({ review }: { review: NonNullable<Record["review"]> }) {
  const { t } = useTranslation();
  return (
    <Alert
      type={review.decision === "match" ? "success" : "warning"}
      showIcon
      role="status"
      title={t("review.done", { decision: t(`decision.${review.decision}`) })}
      description={
        <Flex vertical gap={4}>
          {review.note && <Typography.Text>{review.note}</Typography.Text>}
          <Typography.Text type="secondary">{review.by} <When at={review.at} /></Typography.Text>
        </Flex>
      }
    />
  );
}

function Note() {
  const { t } = useTranslation();
  const needed = Form.useWatch<Decision | undefined>("decision") !== "match";
  return (
    <Form.Item
      name="note"
      label={t("review.note")}
      dependencies={["decision"]}
      rules={[{ required: needed, whitespace: true, message: t("review.note.need") }]}
    >
      <Input.TextArea rows={3} maxLength={500} showCount placeholder={t("review.note.hint")} />
    </Form.Item>
  );
}

function ReviewForm({ one }: { one: Record }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const review = useReview(one.id);

  async function submit(filled: Filled): Promise<void> {
    const sure = await modal.confirm({
      title: t("review.confirm", { decision: t(`decision.${filled.decision}`) }),
      content: t(`review.confirm.${filled.decision}`),
    });
    if (sure) review.mutate(filled);
  }

  return (
    <Form layout="vertical" onFinish={(filled: Filled) => void submit(filled)} disabled={review.isPending}>
      {!one.needs_review && <Typography.Paragraph type="secondary">{t("review.not")}</Typography.Paragraph>}
      <Form.Item name="decision" label={t("review.ask")} rules={[{ required: true, message: t("review.ask") }]}>
        <Radio.Group options={DECISIONS.map((value) => ({ value, label: t(`decision.${value}`) }))} vertical />
      </Form.Item>
      <Note />
      {one.clocks.confidence === "poor" && one.due_on === null && (
        <Form.Item name="due_on" label={t("review.due")} extra={t("review.due.hint")}>
          <DatePicker style={{ width: "100%" }} />
        </Form.Item>
      )}
      {review.isError && <Failure error={review.error} />}
      <Button type="primary" htmlType="submit" loading={review.isPending} style={{ marginTop: 8 }}>
        {t("review.submit")}
      </Button>
    </Form>
  );
}

export function ReviewPanel({ one }: { one: Record }) {
  const { t } = useTranslation();
  const may = useMay("change_people");
  return (
    <Card size="small" title={t("review.title")}>
      {one.review ? <Decided review={one.review} /> : may ? <ReviewForm one={one} /> : t("review.cannot")}
    </Card>
  );
}
