import { within } from './device'

const MOST = 4_000

/** Ends the push messages of this device, before the session ends that may say so. Going out doesn't depend on it. */
export const leavePush = (): Promise<void> =>
  within(
    MOST,
    import('./here').then(({ push }) => push.leave()),
  ).catch(() => undefined)
