/** Small pictures of what each style looks like, painted by our own painter. */
import type { Style } from '../model'

const files = import.meta.glob<string>('./styles/*.webp', { eager: true, query: '?url', import: 'default' })

export const sampleOf = (style: Style): string => files[`./styles/${style}.webp`] ?? ''
