import { CakeSlice, CalendarDays, House, LayoutGrid, UserRound } from '@lucide/vue'

/**
 * The places of the app, in the order of the rail. The bar of a phone has room for four, and "make" stands between the
 * second and the third: cakes are reached there from the heading of the pieces, and `with` says whose place they share.
 */
export const nav = [
  { key: 'nav.home', to: '/', icon: House },
  { key: 'nav.calendar', to: '/calendar', icon: CalendarDays },
  { key: 'nav.pieces', to: '/pieces', icon: LayoutGrid, with: 'cakes' },
  { key: 'nav.cakes', to: '/cakes', icon: CakeSlice, railOnly: true },
  { key: 'nav.me', to: '/me', icon: UserRound },
] as const
