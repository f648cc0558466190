import { shallowRef, type Component } from 'vue'

/** What counts unread messages comes after the first paint, and is kept for the bar and the rail. */
export const roomsBadge = shallowRef<Component>()

export async function loadRoomsBadge(): Promise<void> {
  // without it the place is only without a number
  roomsBadge.value ??= (await import('@/features/chat/core/RoomsBadge.vue').catch(() => undefined))?.default
}
