/** Large enough for a thumb on a telephone, and for standing before a machine. */
import { ConfigProvider, type ThemeConfig } from "antd";
import { type ReactNode, useEffect } from "react";
import { machine } from "./arrive.ts";
import "./own.css";

// contrast 4.5 on a telephone and 7 on the machine
function theme(large: boolean): ThemeConfig {
  return {
    token: {
      fontSize: large ? 28 : 17,
      fontSizeHeading2: large ? 38 : 20,
      controlHeight: large ? 80 : 48,
      borderRadius: 12,
      colorPrimary: large ? "#003a8c" : "#0958d9",
      colorInfo: "#003eb3",
      colorLink: "#003eb3",
      fontSizeSM: large ? 24 : 15,
      colorText: "#141414",
      colorTextSecondary: large ? "#434343" : "#595959",
      colorTextDescription: large ? "#434343" : "#595959",
      colorTextPlaceholder: "#6b6b6b",
      colorBorder: "#8c8c8c", // 3 to 1 on white
      padding: large ? 28 : 16,
      paddingLG: large ? 36 : 20,
    },
    components: {
      Form: { itemMarginBottom: large ? 36 : 20, labelFontSize: large ? 28 : 17 },
      Radio: { radioSize: large ? 40 : 24, dotSize: large ? 20 : 12 },
    },
  };
}

export function OwnTheme({ children }: { children: ReactNode }) {
  const large = machine() !== null;
  useEffect(() => {
    document.documentElement.classList.toggle("large", large);
    return () => document.documentElement.classList.remove("large");
  }, [large]);
  return <ConfigProvider theme={theme(large)}>{children}</ConfigProvider>;
}
