/** One page of a list: the table, its pager, and what stands there while it waits or is empty. */
import { Empty, Table, type TableColumnsType, type TableProps } from "antd";
import { useTranslation } from "react-i18next";
import { pager, usePaging } from "./paging.ts";
import { type Read, Shown } from "./states.tsx";

interface Page<T> {
  items: T[];
  total: number;
}

interface Props<T> {
  read: Read<Page<T>>;
  columns: TableColumnsType<T>;
  /** What is said when there is nothing. */
  none: string;
  /** What tells the rows apart, where it is not their id. */
  rowKey?: (one: T) => string;
  expandable?: TableProps<T>["expandable"];
}

export function List<T extends object>({ read, columns, none, rowKey, expandable }: Props<T>) {
  const { t } = useTranslation();
  const paging = usePaging();
  return (
    <Shown read={read}>
      {(list) => (
        <Table
          size="small"
          rowKey={rowKey ?? "id"}
          expandable={expandable}
          columns={columns}
          dataSource={list.items}
          scroll={{ x: "max-content" }} // a long name moves the table, not the page
          pagination={pager(t, list, paging)}
          locale={{ emptyText: <Empty description={none} /> }}
        />
      )}
    </Shown>
  );
}
