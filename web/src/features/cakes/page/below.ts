/** What lies below the first screen of a cake's page, loaded in one go so that it comes in one go. */
export { default as CakePeople } from './CakePeople.vue'
export { default as CakeRoom } from '@/features/chat/cake/CakeRoom.vue'
export { default as CakePieces } from './CakePieces.vue'
export { default as CakeRating } from './CakeRating.vue'
export { default as MyPieces } from './MyPieces.vue'
