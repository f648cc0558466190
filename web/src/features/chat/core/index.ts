/** What pages use of the chat. */
export type * from './model'
export { useBlocks } from './useBlocks'
export { takePeople, usePeople } from './usePeople'
export { useRoom, type OpenRoom } from './useRoom'
export { useRooms } from './useRooms'
export { useRoomOfCake } from './useRoomOfCake'
export { useUnread } from './useUnread'
