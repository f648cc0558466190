/** Instants as the field for a day and a time has them, by the clock of this device. */

const two = (n: number) => String(n).padStart(2, '0')

export function toField(iso: string | undefined): string {
  if (!iso) return ''
  const at = new Date(iso)
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`
}

export const fromField = (typed: string): string | undefined => (typed ? new Date(typed).toISOString() : undefined)
