import { CakeSlice, CalendarDays, House, LayoutGrid, MessageCircle, UserRound } from '@lucide/vue'
import type { Component } from 'vue'
import type { MessageKey } from '@/i18n'

export interface Place {
  key: MessageKey
  to: string
  icon: Component
  /** Names of pages that belong to the place besides its own. */
  with?: readonly string[]
  /** Names of pages that share the place where there is no rail. */
  barWith?: readonly string[]
  /** The bar of a phone has no room for it. */
  railOnly?: boolean
  /** Unread messages are counted at its icon. */
  unread?: boolean
}

/**
 * The places of the app, in the order of the rail. The bar of a phone has room for four, and "make" stands between the
 * second and the third: calendar and cakes are reached there from the heading of the pieces, the calendar from home as well.
 */
export const nav: readonly Place[] = [
  { key: 'nav.home', to: '/', icon: House },
  { key: 'nav.calendar', to: '/calendar', icon: CalendarDays, railOnly: true },
  { key: 'nav.pieces', to: '/pieces', icon: LayoutGrid, barWith: ['cakes', 'calendar'] },
  { key: 'nav.cakes', to: '/cakes', icon: CakeSlice, railOnly: true },
  { key: 'nav.rooms', to: '/rooms', icon: MessageCircle, with: ['room', 'directRoom'], unread: true },
  {
    key: 'nav.me',
    to: '/me',
    icon: UserRound,
    with: ['profile', 'settings', 'security', 'data', 'leave', 'import', 'titles', 'statistics', 'links', 'blocks'],
  },
]
