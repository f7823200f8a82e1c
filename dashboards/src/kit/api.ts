/** The one way to the collector: typed paths, the CSRF header, and problems as exceptions. */
import createClient, { type Middleware } from "openapi-fetch";
import { readProblem, unreachable } from "./problem.ts";
import type { components, paths } from "./schema.d.ts";

/** A schema of the API by its name. */
export type Api<Name extends keyof components["schemas"]> = components["schemas"][Name];

let csrf = "";

/** Remember the token that every changing request must carry. */
export function carry(token: string): void {
  csrf = token;
}

const house: Middleware = {
  onRequest({ request }) {
    if (request.method !== "GET") request.headers.set("X-CSRF-Token", csrf);
  },
  async onResponse({ response }) {
    if (!response.ok) throw await readProblem(response);
  },
  onError() {
    return unreachable();
  },
};

export const api = createClient<paths>({ baseUrl: "/" });
api.use(house);

/** The answer itself; a refusal has been thrown as a Problem before. */
export async function answer<T>(asked: Promise<{ data?: T }>): Promise<T> {
  const { data } = await asked;
  return data as T;
}
