const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** 128.4MB, 128.4 MB */
export function fileSize(bytes: number, language: string): string {
  const step = Math.min(Math.max(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 0), units.length - 1)
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[step],
    unitDisplay: 'short',
    maximumFractionDigits: step > 1 ? 1 : 0,
  }).format(bytes / 1000 ** step)
}
