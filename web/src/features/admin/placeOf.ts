import type { RouteLocationRaw } from 'vue-router'
import type { ReportTarget } from '@/api/reports'

/** The page of what was reported. */
export function placeOf({ kind, id, room, seq }: ReportTarget): RouteLocationRaw {
  switch (kind) {
    case 'piece':
      return `/pieces/${id}`
    case 'person':
      return `/people/${id}`
    case 'cake':
      return `/cakes/${id}`
    case 'message':
      return `/rooms/${room}?at=${seq}`
  }
}
