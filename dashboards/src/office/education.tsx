/** Courses, group classes and service, one tab each. */
import { Alert, Flex, Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Heading } from "../kit/heading.tsx";
import { Classes } from "./education/classes.tsx";
import { Courses } from "./education/courses.tsx";
import { Offers } from "./education/offers.tsx";

export default function Education() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const items = [
    { key: "classes", label: t("edu.classes"), children: <Classes /> },
    { key: "courses", label: t("edu.courses"), children: <Courses /> },
    { key: "offers", label: t("edu.offers"), children: <Offers /> },
  ];
  return (
    <Flex vertical gap={8}>
      <Heading tab={t("edu.title")} />
      <Alert type="info" title={t("edu.note")} />
      <Tabs size="small" destroyOnHidden activeKey={query.get("tab") ?? "classes"} items={items} onChange={(tab) => setQuery({ tab })} />
    </Flex>
  );
}
