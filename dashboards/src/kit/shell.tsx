/** The frame of every page: name, menu, state of the stream, language, who is signed in. */
import { LogoutOutlined, MenuOutlined } from "@ant-design/icons";
import { Alert, Button, Drawer, Grid, Layout, Menu, type MenuProps, Tooltip, Typography } from "antd";
import { type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { speak } from "./i18n.ts";
import { useLive } from "./live.tsx";
import { LiveMark } from "./livemark.tsx";
import { OwnPassword } from "./password.tsx";
import { grouped } from "./menu.ts";
import { Owed } from "./owed.tsx";
import { leave, useMe } from "./session.tsx";
import { Loading } from "./states.tsx";
import { absolute } from "./time.ts";

function useMenu(done?: () => void): MenuProps {
  const { t } = useTranslation();
  const me = useMe();
  const here = useLocation().pathname.split("/")[1] ?? "";
  const groups = grouped(me.powers);
  const items = groups.map(([group, entries]) => ({
    key: group,
    type: "group" as const,
    label: t(`menu.group.${group}`),
    children: entries.map(({ path, word }) => ({
      key: path,
      label: <Link to={`/${path}`} onClick={done}>{t(word)}</Link>,
    })),
  }));
  return { items, selectedKeys: [here] };
}

function Narrow() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const menu = useMenu(() => setOpen(false));
  return (
    <>
      <Button icon={<MenuOutlined />} aria-label={t("app.menu")} onClick={() => setOpen(true)} />
      <Drawer open={open} onClose={() => setOpen(false)} title={t("app.name")} placement="left" size={260}>
        <Menu mode="vertical" {...menu} style={{ border: 0 }} />
      </Drawer>
    </>
  );
}

function Wide() {
  return (
    <Layout.Sider className="side" theme="light" width={168}>
      <Menu mode="vertical" {...useMenu()} style={{ border: 0 }} />
    </Layout.Sider>
  );
}

function Person() {
  const { t } = useTranslation();
  const me = useMe();
  const title = `${me.name} · ${t(`role.${me.role}`)}`;
  return (
    <Tooltip title={title}>
      <Button type="text" icon={<LogoutOutlined />} onClick={() => void leave()} aria-label={`${t("app.signout")}: ${title}`}>
        {t("app.signout")}
      </Button>
    </Tooltip>
  );
}

function Bar({ wide }: { wide: boolean }) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  return (
    <Layout.Header className="bar">
      {!wide && <Narrow />}
      <Typography.Text strong style={{ fontSize: 16, whiteSpace: "nowrap" }}>{t("app.name")}</Typography.Text>
      <div style={{ flex: 1 }} />
      <LiveMark />
      <Owed />
      {wide && <Typography.Text type="secondary">{me.name}</Typography.Text>}
      {wide && <OwnPassword />}
      <Button type="text" onClick={() => speak(i18n.language === "zh" ? "en" : "zh")}>{t("app.language")}</Button>
      <Person />
    </Layout.Header>
  );
}

function Lost() {
  const { t } = useTranslation();
  const { state, wholeAt } = useLive();
  if (state !== "lost") return null;
  const at = absolute(new Date(wholeAt).toISOString(), Date.now());
  return (
    <Alert
      type="warning"
      showIcon
      banner
      title={t("live.lost.title")}
      description={t("live.lost.text", { at })}
    />
  );
}

export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const wide = Grid.useBreakpoint().lg ?? true;
  return (
    <Layout style={{ minHeight: "100vh" }}>
      <a className="skip" href="#content">{t("app.skip")}</a>
      <Bar wide={wide} />
      <Lost />
      <Layout hasSider={wide}>
        {wide && <Wide />}
        <Layout.Content id="content" tabIndex={-1} className="content">
          <Suspense fallback={<Loading />}>{children}</Suspense>
        </Layout.Content>
      </Layout>
    </Layout>
  );
}
