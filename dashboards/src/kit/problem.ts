/** What went wrong with a request, as the collector said it or as the network did. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  /** Seconds to wait before another try; 0 when the collector did not say. */
  readonly waitS: number;

  constructor(status: number, code: string, detail: string, waitS = 0) {
    super(detail);
    this.name = "Problem";
    this.status = status;
    this.code = code;
    this.waitS = waitS;
  }
}

/** No answer came at all. */
export function unreachable(): Problem {
  return new Problem(0, "unreachable", "");
}

/** Read a problem+json answer; an answer of another kind keeps its status only. */
export async function readProblem(response: Response): Promise<Problem> {
  const waitS = Number(response.headers.get("Retry-After")) || 0;
  const body: unknown = await response.json().catch(() => null);
  const said = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  return new Problem(response.status, text(said.code), text(said.detail), waitS);
}

/** Whatever was thrown, as a Problem. */
export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(-1, "page", String(error));
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
