import { shallowRef, type Component } from 'vue'

/** What a room shows once its client is there; kept, so that the next room has it at once. */
export const roomView = shallowRef<Component>()

export async function loadRoomView(): Promise<void> {
  roomView.value ??= (await import('./RoomView.vue')).default
}
