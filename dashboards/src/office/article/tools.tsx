/** The tools above a text: kind of block, emphasis, lists, link, table. */
import {
  BoldOutlined,
  ItalicOutlined,
  LinkOutlined,
  OrderedListOutlined,
  RedoOutlined,
  TableOutlined,
  UndoOutlined,
  UnorderedListOutlined,
} from "@ant-design/icons";
import { type Editor, useEditorState } from "@tiptap/react";
import { Button, Dropdown, Flex, Input, Popover, Select } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

const ALLOWED = /^(https?:\/\/|tel:|mailto:|\/(?!\/))\S+$/;
const LEVELS = [2, 3, 4] as const;

function Tool({ icon, label, on, press }: { icon: ReactNode; label: string; on?: boolean; press: () => void }) {
  return <Button size="small" type={on ? "primary" : "text"} icon={icon} aria-label={label} aria-pressed={on} title={label} onClick={press} />;
}

function Kind({ editor, level }: { editor: Editor; level: number }) {
  const { t } = useTranslation();
  const options = [0, ...LEVELS].map((value) => ({ value, label: t(value ? "article.heading" : "article.paragraph", { n: value - 1 }) }));
  function choose(value: number): void {
    const chain = editor.chain().focus();
    const heading = LEVELS.find((one) => one === value);
    void (heading ? chain.setHeading({ level: heading }) : chain.setParagraph()).run();
  }
  return <Select size="small" aria-label={t("article.kind")} value={level} options={options} onChange={choose} style={{ width: 104 }} />;
}

function LinkTool({ editor, on }: { editor: Editor; on: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [to, setTo] = useState("");
  function show(next: boolean): void {
    setTo(String(editor.getAttributes("link").href ?? ""));
    setOpen(next);
  }
  function set(): void {
    const chain = editor.chain().focus().extendMarkRange("link");
    (to ? chain.setLink({ href: to }) : chain.unsetLink()).run();
    setOpen(false);
  }
  const wrong = Boolean(to) && !ALLOWED.test(to);
  const form = (
    <Flex gap={8}>
      <Input size="small" aria-label={t("article.link.to")} placeholder="https://" value={to} status={wrong ? "error" : ""} maxLength={500} onChange={(change) => setTo(change.target.value)} onPressEnter={() => !wrong && set()} style={{ width: 240 }} />
      <Button size="small" type="primary" disabled={wrong} onClick={set}>{t(to ? "article.link.set" : "article.link.none")}</Button>
    </Flex>
  );
  return (
    <Popover trigger="click" open={open} onOpenChange={show} content={form} destroyOnHidden>
      <Button size="small" type={on ? "primary" : "text"} icon={<LinkOutlined />} aria-label={t("article.link")} title={t("article.link")} />
    </Popover>
  );
}

function TableTool({ editor, inside }: { editor: Editor; inside: boolean }) {
  const { t } = useTranslation();
  const acts = inside
    ? (["addRowAfter", "addColumnAfter", "deleteRow", "deleteColumn", "deleteTable"] as const)
    : (["insertTable"] as const);
  const items = acts.map((key) => ({ key, label: t(`article.table.${key}`), onClick: () => editor.chain().focus()[key]().run() }));
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <Button size="small" type={inside ? "primary" : "text"} icon={<TableOutlined />} aria-label={t("article.table")} title={t("article.table")} />
    </Dropdown>
  );
}

export function Tools({ editor }: { editor: Editor }) {
  const { t } = useTranslation();
  const now = useEditorState({
    editor,
    selector: ({ editor: one }) => ({
      level: LEVELS.find((level) => one.isActive("heading", { level })) ?? 0,
      on: Object.fromEntries(["bold", "italic", "bulletList", "orderedList", "blockquote", "link", "table"].map((name) => [name, one.isActive(name)])),
      undo: one.can().undo(),
    }),
  });
  const to = () => editor.chain().focus();
  return (
    <Flex wrap gap={2} className="tools" role="toolbar" aria-label={t("article.tools")}>
      <Kind editor={editor} level={now.level} />
      <Tool icon={<BoldOutlined />} label={t("article.bold")} on={!!now.on.bold} press={() => to().toggleBold().run()} />
      <Tool icon={<ItalicOutlined />} label={t("article.italic")} on={!!now.on.italic} press={() => to().toggleItalic().run()} />
      <Tool icon={<UnorderedListOutlined />} label={t("article.bullets")} on={!!now.on.bulletList} press={() => to().toggleBulletList().run()} />
      <Tool icon={<OrderedListOutlined />} label={t("article.numbers")} on={!!now.on.orderedList} press={() => to().toggleOrderedList().run()} />
      <Tool icon={<span aria-hidden>❝</span>} label={t("article.quote")} on={!!now.on.blockquote} press={() => to().toggleBlockquote().run()} />
      <LinkTool editor={editor} on={!!now.on.link} />
      <TableTool editor={editor} inside={!!now.on.table} />
      <Tool icon={<UndoOutlined />} label={t("article.undo")} press={() => to().undo().run()} />
      <Tool icon={<RedoOutlined />} label={t("article.redo")} press={() => to().redo().run()} />
    </Flex>
  );
}
