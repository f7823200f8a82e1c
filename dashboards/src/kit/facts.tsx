/** A titled table of facts: label and value, one column on a narrow screen. */
import { Card, Descriptions } from "antd";
import type { ReactNode } from "react";

export type Fact = [label: string, value: ReactNode];

export function Facts({ title, facts, columns = 2 }: { title: string; facts: (Fact | false | null)[]; columns?: number }) {
  const items = facts
    .filter((one): one is Fact => Boolean(one))
    .map(([label, children]) => ({ key: label, label, children }));
  return (
    <Card size="small" title={title}>
      <Descriptions size="small" column={{ xs: 1, md: columns }} items={items} />
    </Card>
  );
}
