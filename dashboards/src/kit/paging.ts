/** Which page of a list is shown; kept in the address so that "back" works. */
import type { TablePaginationConfig } from "antd";
import type { TFunction } from "i18next";
import { useSearchParams } from "react-router";

const SIZE = 50;

export interface Paging {
  page: number;
  size: number;
  turn: (page: number) => void;
}

export function usePaging(): Paging {
  const [query, setQuery] = useSearchParams();
  const page = Math.max(1, Number.parseInt(query.get("page") ?? "1", 10) || 1);
  function turn(next: number): void {
    setQuery({ ...Object.fromEntries(query), page: String(next) });
  }
  return { page, size: SIZE, turn };
}

/** The pager of a table over one page of a list. */
export function pager(t: TFunction, list: { total: number }, paging: Paging): TablePaginationConfig {
  return {
    current: paging.page,
    pageSize: paging.size,
    total: list.total,
    onChange: paging.turn,
    showSizeChanger: false,
    hideOnSinglePage: list.total === 0,
    showTotal: (n) => t("page.total", { n }),
  };
}
