/** `groupDigits(71848, ',')` → `71,848`. */
export function groupDigits(value: number, mark: string): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, mark);
}
