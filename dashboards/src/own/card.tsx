/** One thing on a card: its name, what there is to say, and at most a few things to do. */
import { Card as Box, Flex, Typography } from "antd";
import type { ReactNode } from "react";

interface Props {
  title: string;
  children?: ReactNode;
  /** What can be done here; buttons of the full width. */
  actions?: ReactNode;
}

export function Card({ title, children, actions }: Props) {
  return (
    <Box role="region" aria-label={title}>
      <Flex vertical gap="middle">
        <Typography.Title level={2} style={{ margin: 0 }}>{title}</Typography.Title>
        {children}
        {actions && <Flex vertical gap="small">{actions}</Flex>}
      </Flex>
    </Box>
  );
}

export type Line = [label: string, value: ReactNode];

/** Facts, one a line. */
export function Lines({ lines }: { lines: (Line | false | null)[] }) {
  const shown = lines.filter((one): one is Line => Boolean(one));
  return (
    <dl>
      {shown.map(([label, value]) => (
        <div className="own-line" key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
