import { CalendarDays, House, LayoutGrid, UserRound } from '@lucide/vue'

/** The places of the app, in the order of the bar; "make" stands between the second and the third. */
export const nav = [
  { key: 'nav.home', to: '/', icon: House },
  { key: 'nav.calendar', to: '/calendar', icon: CalendarDays },
  { key: 'nav.pieces', to: '/pieces', icon: LayoutGrid },
  { key: 'nav.me', to: '/me', icon: UserRound },
] as const
