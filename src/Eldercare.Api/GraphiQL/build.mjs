// Bundles GraphiQL into dist/ (or the folder named): files with their content's hash in the name, and index.html that names them. Whoever
// serves the folder needs nothing from elsewhere.
import { build } from 'esbuild'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'

const target = resolve(process.argv[2] ?? 'dist')
const fresh = `${target}.new`
const common = { bundle: true, minify: true, metafile: true, outdir: fresh, legalComments: 'external', target: ['es2022'], logLevel: 'warning' }
const loader = { '.ttf': 'file', '.woff2': 'file' }

/** What esbuild made of an entry point. */
const outputOf = ({ metafile }, entry) => Object.entries(metafile.outputs).find(([, output]) => output.entryPoint?.endsWith(entry))

await rm(fresh, { recursive: true, force: true })
await mkdir(fresh, { recursive: true })

// The editor works in threads of its own, each a file.
const workers = {
  editor: 'monaco-editor/esm/vs/editor/editor.worker.js',
  json: 'monaco-editor/esm/vs/language/json/json.worker.js',
  graphql: 'monaco-graphql/esm/graphql.worker.js',
}
const threads = await build({ ...common, entryPoints: workers, entryNames: '[name].worker-[hash]', format: 'iife' })
const names = Object.fromEntries(Object.entries(workers).map(([name, entry]) => [name, basename(outputOf(threads, entry)[0])]))

const page = await build({
  ...common,
  entryPoints: { graphiql: 'main.tsx' },
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  format: 'esm',
  splitting: true,
  jsx: 'automatic',
  loader,
  define: { 'process.env.NODE_ENV': '"production"', WORKERS: JSON.stringify(names) },
})
const [script, { cssBundle }] = outputOf(page, 'main.tsx')
const html = await readFile('index.html', 'utf8')
await writeFile(join(fresh, 'index.html'), html.replace('SCRIPT', basename(script)).replace('STYLE', basename(cssBundle)))

await rm(target, { recursive: true, force: true })
await rename(fresh, target)
