/** Lets the browser paint the server's shell first; the app's chunks are on their way already (modulepreload). */
const start = () => import('./main')

if (document.visibilityState === 'hidden') {
  void start()
} else {
  requestAnimationFrame(() => {
    const channel = new MessageChannel()
    channel.port1.onmessage = () => void start()
    channel.port2.postMessage(0)
  })
}

export {}
