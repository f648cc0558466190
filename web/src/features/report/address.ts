import type { ReportTarget } from '@/api/reports'

/** The page of what was reported; messages are not shown to who isn't in a direct room. */
export function addressOf({ kind, id, room, seq }: ReportTarget): string {
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
