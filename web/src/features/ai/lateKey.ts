/** Where pictures that are still on their way are remembered on the device. */
export const LATE = 'piece.ai.late'
