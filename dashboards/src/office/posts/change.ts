/** A post that was changed takes its place in the list. */
import { useQueryClient } from "@tanstack/react-query";
import type { Post } from "../posts.tsx";

export function useReplace(): (changed: Post) => void {
  const client = useQueryClient();
  return (changed) => {
    client.setQueryData<Post[]>(["posts"], (list) => list?.map((one) => (one.id === changed.id ? changed : one)));
    void client.invalidateQueries({ queryKey: ["posts"] });
  };
}
