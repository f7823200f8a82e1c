/** A text with headings, lists, links and tables; what it takes is what the collector keeps. */
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import { EditorContent, useEditor, useEditorState } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Tools } from "./tools.tsx";

const KNOWN = [
  StarterKit.configure({
    heading: { levels: [2, 3, 4] },
    trailingNode: false,
    code: false,
    codeBlock: false,
    strike: false,
    underline: false,
    link: { openOnClick: false, protocols: ["http", "https", "tel", "mailto"], HTMLAttributes: { target: null } },
  }),
  Table,
  TableRow,
  TableHeader,
  TableCell,
];

interface Props {
  value?: string;
  onChange?: (html: string) => void;
  id?: string;
}

/** An editor that a form holds by `value` and `onChange`. */
export function RichText({ value = "", onChange, id }: Props) {
  const { t } = useTranslation();
  const editor = useEditor({
    extensions: KNOWN,
    content: value,
    editorProps: { attributes: { id: id ?? "", role: "textbox", "aria-multiline": "true", "aria-label": t("article.body"), class: "prose" } },
    onUpdate: ({ editor: one }) => onChange?.(one.isEmpty ? "" : one.getHTML()),
  });
  const now = useEditorState({ editor, selector: ({ editor: one }) => (one.isEmpty ? "" : one.getHTML()) });
  useEffect(() => {
    // words that came from elsewhere: taken up again, or another's
    if (value !== now && !editor.isFocused) editor.commands.setContent(value, { emitUpdate: false });
  }, [value]);
  return (
    <div className="written">
      <Tools editor={editor} />
      <EditorContent editor={editor} />
    </div>
  );
}

/** The same to be read only. */
export function Reading({ html, label }: { html: string; label: string }) {
  const editor = useEditor({
    extensions: KNOWN,
    content: html,
    editable: false,
    editorProps: { attributes: { class: "prose", role: "document", "aria-label": label } },
  }, [html]);
  return <EditorContent editor={editor} />;
}
