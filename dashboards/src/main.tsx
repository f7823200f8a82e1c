import { QueryClientProvider } from "@tanstack/react-query";
import { App, ConfigProvider, type ThemeConfig } from "antd";
import enUS from "antd/locale/en_US.js";
import zhCN from "antd/locale/zh_CN.js";
import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { useTranslation } from "react-i18next";
import { RouterProvider } from "react-router/dom";
import "./own/arrive.ts"; // first: a key leaves the address
import { router } from "./app.tsx";
import "./kit/i18n.ts";
import "./kit/page.css";
import { queryClient } from "./kit/query.ts";
import { Loading } from "./kit/states.tsx";

// darker than Ant Design's own, so that small words keep a contrast of 4.5
const theme: ThemeConfig = {
  token: {
    motion: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    colorSuccess: "#237804",
    colorSuccessBg: "#f6ffed",
    colorSuccessBorder: "#b7eb8f",
    colorWarning: "#945b00",
    colorWarningBg: "#fffbe6",
    colorWarningBorder: "#ffe58f",
    colorPrimary: "#0958d9",
    colorInfo: "#0958d9",
    colorLink: "#0958d9",
    colorError: "#cf1322",
    colorTextDescription: "#595959",
    colorTextPlaceholder: "#6b6b6b",
  },
  components: { Layout: { headerBg: "#fff" }, Menu: { itemHeight: 32 }, Descriptions: { labelColor: "#595959" } },
};

function Root() {
  const { i18n } = useTranslation();
  return (
    <ConfigProvider locale={i18n.language === "en" ? enUS : zhCN} theme={theme} button={{ autoInsertSpace: false }}>
      <App>
        <QueryClientProvider client={queryClient}>
          <Suspense fallback={<Loading />}>
            <RouterProvider router={router} />
          </Suspense>
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  );
}

const place = document.getElementById("root");
if (!place) throw new Error("the page has no #root");
createRoot(place).render(
  <StrictMode>
    <Root />
  </StrictMode>,
);
