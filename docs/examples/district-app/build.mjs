// Bundles the page into www/; with `serve`, serves it and bundles anew whenever the page is loaded.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { context } from 'esbuild'

const { ELDERCARE = 'http://127.0.0.1:5080', CLIENT = 'district-app', PORT = '5081' } = process.env
const host = new URL(ELDERCARE).origin

await mkdir('www', { recursive: true })
// The page may talk to this host and to nobody else: its Content-Security-Policy says so.
await writeFile('www/index.html', (await readFile('src/index.html', 'utf8')).replace('{{host}}', host))
const page = await context({
  entryPoints: ['src/main.ts', 'src/style.css'], outdir: 'www', bundle: true, minify: true, sourcemap: true, format: 'esm', target: 'es2022',
  define: { HOST: JSON.stringify(host), CLIENT: JSON.stringify(CLIENT) }, logLevel: 'warning',
})
if (process.argv[2] === 'serve') {
  // Any path is the page: sign-in comes back to /callback.
  await page.serve({ host: '127.0.0.1', port: Number(PORT), servedir: 'www', fallback: 'www/index.html' })
  console.log(`http://127.0.0.1:${PORT} (for ${host})`)
} else {
  await page.rebuild()
  await page.dispose()
}
