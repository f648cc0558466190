/**
 * Starts the app when the server's shell is on the screen: its first picture included, if that comes soon.
 * The app's chunks are on their way meanwhile (modulepreload).
 */
const PATIENCE = 400

const nextFrame = () =>
  new Promise<void>((drawn) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel()
      channel.port1.onmessage = () => drawn()
      channel.port2.postMessage(0)
    }),
  )

async function shellShown(): Promise<void> {
  const picture = document.querySelector<HTMLImageElement>('#app img[fetchpriority=high]')
  if (picture)
    await Promise.race([picture.decode().catch(() => undefined), new Promise((late) => setTimeout(late, PATIENCE))])
  await nextFrame()
}

if (document.visibilityState === 'visible') await shellShown()
await import('./main')

export {}
