import { shallowReactive, type Component } from 'vue'

const loaders = {
  list: () => import('./RoomsPane.vue'),
  room: () => import('../room/RoomPage.vue'),
} as const

type Part = keyof typeof loaders

/** What was loaded, kept as it is: an async component would leave its place empty for a moment even then. */
export const parts = shallowReactive<Partial<Record<Part, Component>>>({})

export async function loadPart(name: Part): Promise<void> {
  parts[name] ??= (await loaders[name]()).default
}

/** One page for the list and for a room: on a phone it shows one of them, where there is room both. */
export async function loadChat(first: Part) {
  const [page] = await Promise.all([import('./ChatPage.vue'), loadPart(first)])
  return page
}
