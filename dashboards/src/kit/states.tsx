/** What a page shows while it waits, when it fails, when there is nothing. */
import { Alert, Button, Flex, Result, Spin } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { asProblem } from "./problem.ts";
import { sayProblem } from "./say.ts";

export function Loading() {
  const { t } = useTranslation();
  return (
    <Flex justify="center" style={{ padding: 64 }}>
      <Spin delay={200} description={t("state.loading")} />
    </Flex>
  );
}

/** A problem in words, with a way to try again where there is one. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t, i18n } = useTranslation();
  const { title, text } = sayProblem(t, asProblem(error), i18n.language);
  const action = retry && <Button onClick={retry}>{t("state.retry")}</Button>;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={title}
      description={text}
      action={action}
      style={{ marginBottom: 12 }}
    />
  );
}

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Result
      status="404"
      title={t("state.lost")}
      subTitle={t("state.lost.text")}
      extra={<Link to="/">{t("state.home")}</Link>}
    />
  );
}

/** Something read: a query of the page's memory. */
export interface Read<T> {
  data: T | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

/** The three states of something read; what was read before stays under a failed refresh. */
export function Shown<T>({ read, children }: { read: Read<T>; children: (data: T) => ReactNode }) {
  if (read.isPending) return <Loading />;
  if (read.data === undefined) {
    if (asProblem(read.error).status === 404) return <NotFound />;
    return <Failure error={read.error} retry={() => void read.refetch()} />;
  }
  return (
    <>
      {Boolean(read.error) && <Failure error={read.error} retry={() => void read.refetch()} />}
      {children(read.data)}
    </>
  );
}

/** A page that broke while it was drawn, or whose code could not be loaded. */
export function Crashed({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const again = <Button type="primary" onClick={() => window.location.reload()}>{t("state.reload")}</Button>;
  return (
    <Result
      status="warning"
      title={t("state.crashed")}
      subTitle={<>{t("state.crashed.text")}<br />{String(error)}</>}
      extra={again}
    />
  );
}
