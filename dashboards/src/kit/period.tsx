/** A period of legal days, this month until today at first. */
import { DatePicker, Flex, Typography } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { type ReactNode, useState } from "react";
import { dayOf } from "./time.ts";

interface Period {
  first: string;
  last: string;
  /** The field by which it is chosen. */
  picker: ReactNode;
}

export function usePeriod(label: string): Period {
  const today = dayjs(dayOf(Date.now()));
  const [span, setSpan] = useState<[Dayjs, Dayjs]>([today.startOf("month"), today]);
  const [first, last] = span.map((one) => one.format("YYYY-MM-DD")) as [string, string];
  const picker = (
    <Flex wrap gap={8} align="center">
      <Typography.Text>{label}</Typography.Text>
      <DatePicker.RangePicker aria-label={label} allowClear={false} value={span} onChange={(next) => next?.[0] && next[1] && setSpan([next[0], next[1]])} />
    </Flex>
  );
  return { first, last, picker };
}
