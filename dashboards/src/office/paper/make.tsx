/** Make a paper by hand: choose the kind, fill in its typed fields, preview, issue. */
import { Alert, App, Button, Drawer, Form, type FormInstance, Select, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "../../kit/problem.ts";
import { Failure, Shown } from "../../kit/states.tsx";
import { PaperField } from "./field.tsx";
import { type Field, fieldsOf, filled, type Schema, start, type Values } from "./schema.ts";
import { type Draft, useForm, useIssue, useKeep, useKinds, useMayIssue, usePreview } from "./use.ts";

const NAMED = ["bad_fields", "unprintable"];

/** A refusal, and for a wrong field the collector's own words about it. */
function Wrong({ error }: { error: unknown }) {
  const problem = asProblem(error);
  return (
    <>
      <Failure error={error} />
      {NAMED.includes(problem.code) && <Alert type="error" title={problem.message.replace(/^[ -~]+\. /, "")} />}
    </>
  );
}

interface Making {
  person: string;
  kind: string;
  fields: Field[];
  form: FormInstance<Values>;
  draft?: Draft;
  close: () => void;
}

function useActs({ person, kind, fields, form, draft, close }: Making) {
  const [issue, keep, preview] = [useIssue(draft, close), useKeep(draft, close), usePreview()];
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const given = async () => ({ person, kind, fields: filled(fields, await form.validateFields()) });
  const quiet = (act: () => Promise<void>) => () => void act().catch(() => undefined); // the form says what is missing
  const sure = { title: t("paper.issue.sure"), content: t("paper.issue.text"), okText: t("paper.issue") };
  return {
    error: issue.error ?? keep.error ?? preview.error,
    busy: issue.isPending || keep.isPending || preview.isPending,
    look: quiet(async () => preview.mutate({ given: await given(), word: false })),
    word: quiet(async () => preview.mutate({ given: await given(), word: true })),
    keep: quiet(async () => keep.mutate(await given())),
    issue: quiet(async () => {
      const wanted = await given();
      if (await modal.confirm(sure)) issue.mutate(wanted);
    }),
  };
}

function Filling(making: Making & { known: Values }) {
  const { t } = useTranslation();
  const acts = useActs(making);
  return (
    <Form form={making.form} layout="vertical" initialValues={start(making.fields, making.known)} scrollToFirstError>
      {making.fields.map((one) => <PaperField key={one.name} field={one} />)}
      {Boolean(acts.error) && <Wrong error={acts.error} />}
      <Space wrap style={{ marginTop: 12 }}>
        <Button type="primary" disabled={acts.busy} onClick={acts.issue}>{t("paper.issue")}</Button>
        <Button disabled={acts.busy} onClick={acts.look}>{t("paper.preview")}</Button>
        <Button disabled={acts.busy} onClick={acts.word}>{t("paper.preview.docx")}</Button>
        <Button disabled={acts.busy} onClick={acts.keep}>{t("paper.keep")}</Button>
      </Space>
    </Form>
  );
}

function Choice({ kind, choose }: { kind?: string; choose: (kind: string) => void }) {
  const { t, i18n } = useTranslation();
  const read = useKinds();
  const may = useMayIssue();
  const options = read.data?.filter((one) => one.about === "person").map((one) => ({
    value: one.code,
    label: i18n.language === "en" ? one.name_en : one.name,
    disabled: !may(one),
    title: may(one) ? undefined : t("paper.county"),
  }));
  return (
    <Select
      aria-label={t("papers.kind")}
      placeholder={t("paper.choose")}
      value={kind}
      onChange={choose}
      options={options}
      loading={read.isPending}
      showSearch={{ optionFilterProp: "label" }}
      style={{ width: "100%", marginBottom: 16 }}
    />
  );
}

export function MakePaper({ person, draft, close }: { person: string; draft?: Draft; close: () => void }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState(draft?.kind);
  const [form] = Form.useForm<Values>();
  const read = useForm(kind, person);
  return (
    <Drawer open onClose={close} title={draft?.title ?? t("papers.new")} size={640}>
      {!draft && <Choice kind={kind} choose={setKind} />}
      {kind && (
        <Shown read={read}>
          {(one) => {
            const making = { person, kind, form, close, fields: fieldsOf(one.fields as Schema), draft };
            return <Filling key={kind} {...making} known={draft?.fields ?? one.known} />;
          }}
        </Shown>
      )}
    </Drawer>
  );
}
