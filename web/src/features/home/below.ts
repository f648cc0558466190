/** What lies below the fold of the home page, loaded in one go so that it comes in one go. */
export { default as HotCakes } from '@/features/cakes/hot/HotCakes.vue'
export { default as EveryoneRow } from '@/features/pieces/newest/EveryoneRow.vue'
export { default as NoticeLine } from '@/features/notices/NoticeLine.vue'
export { noticesReady } from '@/features/notices/ready'
export { default as MemoryCard } from './MemoryCard.vue'
export { default as MiniMonth } from './MiniMonth.vue'
export { default as MonthRecord } from './MonthRecord.vue'
export { default as RecapInvite } from './RecapInvite.vue'
