/** How figures are written on a screen. */

/** Check-in numbers, permits and codes, 8 digits shown 4+4. */
export function fourFour(digits: string): string {
  return digits.length === 8 ? `${digits.slice(0, 4)} ${digits.slice(4)}` : digits;
}

/** Bytes in the largest unit that leaves a figure of 1 or more. */
export function bytes(count: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"];
  let value = count;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value < 10 && unit ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** A part of one as a percentage. */
export function percent(part: number): string {
  return `${Math.round(part * 100)}%`;
}

/** A place inside this page that is safe to go to after sign-in. */
export function safePlace(to: string | null): string {
  return to && /^\/(?![/\\])/.test(to) && !to.startsWith("/login") ? to : "/";
}
