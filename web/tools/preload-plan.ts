import type { Plugin, Rollup } from 'vite'
import { firstLoads } from '../src/app/first-loads.ts'

type Bundle = Rollup.OutputBundle

/**
 * Writes preload.json beside the app: for every route, the files that its first paint needs.
 * The server adds them as preload links, so that the browser fetches all of them at once
 * instead of finding one chunk inside the other. The format is described in web/README.md.
 */
export function preloadPlan(): Plugin {
  return {
    name: 'piece:preload-plan',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const font = Object.keys(bundle ?? {}).find((file) => /assets\/core-[^/]+\.woff2$/.test(file))
        if (!font) return html
        const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${font}`, crossorigin: '' }
        return [{ tag: 'link', attrs, injectTo: 'head-prepend' }]
      },
    },
    generateBundle(_options, bundle) {
      const routes = firstLoads.map(({ path, who, modules }) => ({
        path,
        who,
        common: filesOf(bundle, ['src/app/main.ts', ...modules]),
        ko: filesOf(bundle, texts(modules, 'ko')),
        en: filesOf(bundle, [...texts(modules, 'en'), 'src/i18n/en.json']),
      }))
      this.emitFile({ type: 'asset', fileName: 'preload.json', source: JSON.stringify({ routes }, null, 1) })
    },
  }
}

/** The catalogues of the features that the modules belong to. */
function texts(modules: readonly string[], language: string): string[] {
  const features = modules.map((m) => /^src\/features\/([^/]+)\//.exec(m)?.[1]).filter((f) => f !== undefined)
  return [...new Set(features)].map((f) => `src/features/${f}/i18n/${language}.json`)
}

function filesOf(bundle: Bundle, modules: readonly string[]): { js: string[]; css: string[] } {
  const js = new Set<string>()
  const css = new Set<string>()
  const walk = (file: string): void => {
    const chunk = bundle[file]
    if (chunk?.type !== 'chunk' || js.has(file)) return
    js.add(file)
    chunk.viteMetadata?.importedCss.forEach((sheet) => css.add(sheet))
    chunk.imports.forEach(walk)
  }
  for (const module of modules) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue
      const isEntry = chunk.facadeModuleId?.endsWith(`/web/${module}`)
      if (isEntry) walk(chunk.fileName)
    }
  }
  return { js: [...js], css: [...css] }
}
