/** What the paper's screens read and do. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { audited } from "../../kit/query.ts";
import { useMe } from "../../kit/session.tsx";
import type { Values } from "./schema.ts";

export type Line = Api<"PaperLine">;
export type PaperKind = Api<"PaperKind">;
export type Draft = Api<"DraftLine">;

export interface Wish {
  number?: string;
  kind?: string;
  day?: string;
  who?: string;
  person?: string;
  page?: number;
  size?: number;
}

export function usePapers(wish: Wish) {
  return useQuery({
    queryKey: ["papers", wish],
    queryFn: () => answer(api.GET("/api/papers", { params: { query: wish } })),
    placeholderData: (before) => before,
  });
}

export function useKinds() {
  return useQuery({ queryKey: ["paper-kinds"], queryFn: () => answer(api.GET("/api/papers/kinds")), staleTime: Infinity });
}

/** Whether the own body may issue this kind by hand. */
export function useMayIssue(): (kind: PaperKind) => boolean {
  const { area } = useMe();
  return (kind) => kind.by === "any" || area.length === 6;
}

export function useForm(kind: string | undefined, person: string) {
  return useQuery({
    queryKey: ["paper-form", kind, person],
    queryFn: () => answer(api.GET("/api/papers/kinds/{kind}", { params: { path: { kind: kind ?? "" }, query: { person } } })),
    enabled: Boolean(kind),
  });
}

export function usePaper(id: string) {
  return useQuery({
    ...audited,
    queryKey: ["paper", id],
    queryFn: () => answer(api.GET("/api/papers/{paper}", { params: { path: { paper: id } } })),
  });
}

export function useDrafts(person: string) {
  return useQuery({
    queryKey: ["drafts", person],
    queryFn: () => answer(api.GET("/api/drafts", { params: { query: { person } } })),
  });
}

/** Do something to the papers, say that it is done, and read them again. */
export function useDo<Given, Made>(act: (given: Given) => Promise<Made>, said: (made: Made) => string, done: () => void) {
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: act,
    onSuccess: (made) => {
      for (const name of ["papers", "paper", "drafts", "timeline", "today"]) void client.invalidateQueries({ queryKey: [name] });
      void message.success(said(made));
      done();
    },
  });
}

export interface Wanted {
  kind: string;
  person: string;
  fields: Values;
}

export function useIssue(draft: Draft | undefined, done: () => void) {
  const { t } = useTranslation();
  return useDo(async (given: Wanted) => {
    if (!draft) return answer(api.POST("/api/papers", { body: given }));
    const params = { path: { draft: draft.id } };
    await answer(api.PUT("/api/drafts/{draft}", { params, body: { fields: given.fields } }));
    return answer(api.POST("/api/drafts/{draft}/issue", { params }));
  }, (made) => t("paper.issued", { number: made.number }), done);
}

export function useKeep(draft: Draft | undefined, done: () => void) {
  const { t } = useTranslation();
  return useDo((given: Wanted) => {
    if (!draft) return answer(api.POST("/api/drafts", { body: given }));
    return answer(api.PUT("/api/drafts/{draft}", { params: { path: { draft: draft.id } }, body: { fields: given.fields } }));
  }, () => t("paper.kept"), done);
}

/** A draft of the paper as a file; nothing of it is kept. */
export function usePreview() {
  return useMutation({
    mutationFn: async ({ given, word }: { given: Wanted; word: boolean }) => {
      const path = word ? "/api/papers/preview.docx" : "/api/papers/preview";
      const file = await answer(api.POST(path, { body: given, parseAs: "blob" }));
      show(file as unknown as Blob, word ? "草稿.docx" : null);
    },
  });
}

function show(file: Blob, name: string | null): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  if (name) link.download = name;
  else link.target = "_blank";
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
