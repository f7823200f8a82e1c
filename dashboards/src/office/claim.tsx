/** Claim a blank box for a post, or put it in the place of a dead one; made for a phone. */
import { useMutation } from "@tanstack/react-query";
import { Button, Card, Flex, Form, Input, Result, Typography, Upload } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { Failure } from "../kit/states.tsx";
import { BoxCard } from "./posts/claimcard.tsx";

export type BoxWish = Api<"BoxWish">;
export type BoxGrant = Api<"BoxGrant">;
const SCANNED = "#wish=";

function useWish() {
  const find = useMutation({
    mutationFn: (code: string) => answer(api.GET("/api/claims/wishes/{code}", { params: { path: { code } } })),
  });
  const bring = useMutation({
    mutationFn: (wish: string) => answer(api.POST("/api/claims/wishes", { body: { wish } })),
  });
  const reset = () => [find, bring].forEach((one) => one.reset());
  return { find, bring, reset, found: bring.data ?? find.data, error: bring.error ?? find.error };
}

function Search({ ask }: { ask: ReturnType<typeof useWish> }) {
  const { t } = useTranslation();
  return (
    <Card size="small">
      <Typography.Paragraph type="secondary">{t("claim.text")}</Typography.Paragraph>
      <Form
        layout="vertical"
        onFinish={({ code }: { code: string }) => {
          ask.reset();
          ask.find.mutate(code);
        }}
      >
        <Form.Item name="code" label={t("claim.code")} rules={[{ required: true, whitespace: true, message: t("claim.code.need") }]}>
          <Input size="large" autoFocus autoComplete="off" autoCapitalize="characters" maxLength={40} placeholder="ABCDE-12345" />
        </Form.Item>
        <Flex gap={8} wrap>
          <Button type="primary" size="large" htmlType="submit" loading={ask.find.isPending}>{t("claim.find")}</Button>
          <Upload
            accept=".json"
            showUploadList={false}
            beforeUpload={(file) => {
              ask.reset();
              void file.text().then((text) => ask.bring.mutate(text));
              return false;
            }}
          >
            <Button size="large" loading={ask.bring.isPending}>{t("claim.file")}</Button>
          </Upload>
        </Flex>
      </Form>
      {ask.error && <Failure error={ask.error} />}
    </Card>
  );
}

function Done({ wish, grant, next }: { wish: BoxWish; grant: BoxGrant; next: () => void }) {
  const { t } = useTranslation();
  const brought = wish.seen_from === "-";
  const file = `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(grant))}`;
  const download = (
    <Button key="file" type="primary" href={file} download={`grant-${grant.code}.json`}>{t("claim.download")}</Button>
  );
  return (
    <Result
      status="success"
      title={t("claim.done", { id: grant.device })}
      subTitle={t(brought ? "claim.carry" : "claim.done.text")}
      extra={[brought && download, <Button key="next" onClick={next}>{t("claim.next")}</Button>]}
    />
  );
}

export default function Claim() {
  const { t } = useTranslation();
  const ask = useWish();
  const [grant, setGrant] = useState<BoxGrant>();
  const { mutate } = ask.bring;
  useEffect(() => {
    if (!location.hash.startsWith(SCANNED)) return;
    mutate(location.hash.slice(SCANNED.length));
    history.replaceState(null, "", location.pathname);
  }, [mutate]);

  const next = () => {
    ask.reset();
    setGrant(undefined);
  };
  return (
    <Flex vertical gap={12} style={{ maxWidth: 560 }}>
      <Heading tab={t("claim.title")} />
      {grant && ask.found ? (
        <Done wish={ask.found} grant={grant} next={next} />
      ) : (
        <>
          <Search ask={ask} />
          {ask.found && <BoxCard key={ask.found.code} wish={ask.found} done={setGrant} />}
        </>
      )}
    </Flex>
  );
}
