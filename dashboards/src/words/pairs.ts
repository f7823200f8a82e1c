/** Every text as a pair, Chinese and English side by side, so that neither can be forgotten. */
export type Words = Record<string, readonly [zh: string, en: string]>;
