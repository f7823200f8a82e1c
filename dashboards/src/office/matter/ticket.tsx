/** What a matter has to do with a platform: the ticket it came of, and where it was passed on to. */
import { Alert, Button, Checkbox, Flex, Form, Input, Radio, Select, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Facts } from "../../kit/facts.tsx";
import { When } from "../../kit/when.tsx";
import { Asked, type Own, Words } from "./dialogs.tsx";
import { Due } from "./marks.tsx";
import type { Record } from "./use.ts";

type State = Api<"MatterTicket">["state"];
const COLOUR = { taken: "warning", in_hand: "processing", answered: "success", closed: "success", refused: "default", withdrawn: "default" } as const;
const CODES = ["other_body", "procedure", "petition", "repeated", "unclear"] as const;

export function TicketState({ state, late }: { state: State; late: boolean }) {
  const { t } = useTranslation();
  return <Tag color={late ? "error" : COLOUR[state]}>{t(`ticket.${state}`)}{late && ` · ${t("ticket.late")}`}</Tag>;
}

/** The ticket of a platform: its number, its day, and whether it came back. */
export function TicketFacts({ one }: { one: Record }) {
  const { t } = useTranslation();
  const { ticket } = one;
  if (!ticket) return null;
  return (
    <>
      {ticket.returned_why && <Alert type="warning" showIcon title={t("ticket.returned", { why: ticket.returned_why })} />}
      <Facts title={t("ticket.one")} columns={1} facts={[
        [t("ticket.platform"), ticket.platform],
        [t("ticket.key"), ticket.key],
        [t("ticket.state"), <TicketState state={ticket.state} late={ticket.late} />],
        [t("ticket.due"), <Due at={ticket.answer_by} late={ticket.late} />],
        ticket.refusable_until ? [t("ticket.refusable"), <When at={ticket.refusable_until} />] : null,
      ]} />
    </>
  );
}

/** To which platforms it was passed on, and what they said. */
export function PassedFacts({ one }: { one: Record }) {
  const { t } = useTranslation();
  return one.passed.map((passed) => (
    <Facts key={passed.platform} title={t("passed.one", { name: passed.platform })} columns={1} facts={[
      [t("packet.state"), t(`packet.${passed.state}`)],
      [t("packet.at"), <When at={passed.sent_at} />],
      passed.due_on ? [t("packet.due"), passed.due_on] : null,
      passed.consent ? [t("passed.consent"), t(`passed.${passed.consent}`)] : null,
      [t("passed.fields"), passed.field_names.map((name) => t(`passed.field.${name as "said"}`)).join("、")],
      passed.answer ? [t("packet.answer"), passed.answer] : null,
    ]} />
  ));
}

function Refuse(own: Own) {
  const { t } = useTranslation();
  const need = [{ required: true, whitespace: true, message: t("matter.need") }];
  return (
    <Asked<Api<"TicketRefusal">> {...own} first={{ code: "other_body", to: "" }}
      send={(body) => answer(api.POST("/api/matters/{matter}/ticket/refuse", { params: { path: { matter: own.one.id } }, body }))}>
      {(form) => (
        <>
          <Alert type="info" title={t("ticket.refuse.text")} style={{ marginBottom: 12 }} />
          <Form.Item name="code" label={t("ticket.refuse.why")}>
            <Select options={CODES.map((value) => ({ value, label: t(`ticket.code.${value}`) }))} />
          </Form.Item>
          <Form.Item noStyle dependencies={["code"]}>
            {() => (
              <Form.Item name="to" label={t("ticket.refuse.to")} rules={form.getFieldValue("code") === "other_body" ? need : []}>
                <Input maxLength={60} />
              </Form.Item>
            )}
          </Form.Item>
          <Words label={t("matter.words")} extra={t("ticket.refuse.said")} />
        </>
      )}
    </Asked>
  );
}

function PassOn(own: Own) {
  const { t } = useTranslation();
  const need = [{ required: true, message: t("matter.need") }];
  return (
    <Asked<Api<"PassOn">> {...own} first={{ named: false }}
      send={(body) => answer(api.POST("/api/matters/{matter}/pass-on", { params: { path: { matter: own.one.id } }, body }))}>
      {() => (
        <>
          <Alert type="info" title={t("passed.text")} style={{ marginBottom: 12 }} />
          <Form.Item name="partner" label={t("ticket.platform")} rules={need}>
            <Select options={own.one.platforms.map((to) => ({ value: to.code, label: to.name }))} />
          </Form.Item>
          <Form.Item name="consent" label={t("passed.consent")} rules={need}>
            <Radio.Group options={(["spoken", "written"] as const).map((value) => ({ value, label: t(`passed.${value}`) }))} />
          </Form.Item>
          <Form.Item name="named" valuePropName="checked"><Checkbox>{t("passed.named")}</Checkbox></Form.Item>
        </>
      )}
    </Asked>
  );
}

/** What can be done with it towards a platform: sent back as not ours, or passed on. */
export function TicketSteps({ one }: { one: Record }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<"refuse" | "pass">();
  const own = { one, close: () => setOpen(undefined) };
  const refusable = one.ticket?.refusable_until && one.steps.includes("close");
  return (
    <Flex wrap gap={8} className="screen">
      {refusable && <Button onClick={() => setOpen("refuse")}>{t("ticket.refuse")}</Button>}
      {one.platforms.length > 0 && <Button onClick={() => setOpen("pass")}>{t("passed.pass")}</Button>}
      {open === "refuse" && <Refuse {...own} title={t("ticket.refuse")} />}
      {open === "pass" && <PassOn {...own} title={t("passed.pass")} />}
    </Flex>
  );
}
