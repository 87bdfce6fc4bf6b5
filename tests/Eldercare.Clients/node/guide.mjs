// Runs a page of docs/ as a reader does: its blocks one after the other in one bash, in a folder of their own that looks like the project's,
// against the host at ELDERCARE. `node guide.mjs first-calls.md` prints how much was run and compared, or says what is not as the page says.
//
//   ```sh                     is run; what it prints (not its complaints) has to fit the ```json or ```text block that follows
//   ```sh not-run: WHY        is not, and counted as such
//   ```sh installs            npm install lines: the packages have to be among the locked ones of this folder, which are put there
//   ```LANGUAGE file=NAME     is written to that file where the page is by then
//   ```LANGUAGE from=PATH     has to stand like that in this file of the project, which other tests compile and run
//
// In what is compared … stands for anything: within a string or line, as a value, for members or entries that are left out, on a line of its own for lines.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const PATIENCE_MS = 120_000
const here = dirname(fileURLToPath(import.meta.url))
const project = resolve(here, '../../..')
const page = process.argv[2]
const blocks = fenced(readFileSync(join(project, 'docs', page), 'utf8'))
const faults = []
const blame = (block, what) => faults.push(`docs/${page}:${block.line}: ${what}`)

const shown = new Map()
for (const [i, block] of blocks.entries()) {
  if (block.kind) continue
  if (blocks[i - 1]?.kind === 'run') shown.set(blocks[i - 1], block)
  else blame(block, 'shows what nothing printed: it has to follow a block that is run')
}
for (const block of blocks) {
  if (block.kind === 'from' && !readFileSync(join(project, block.word), 'utf8').includes(block.text)) blame(block, `does not stand so in ${block.word}`)
  if (block.kind === 'unknown') blame(block, `is neither run nor written to a file: '${block.info}'`)
}
const ran = blocks.filter((b) => b.kind === 'run')
if (ran.length === 0) faults.push(`docs/${page}: runs nothing`)
if (faults.length === 0) await run()
if (faults.length > 0) {
  console.error(faults.join('\n\n'))
  process.exit(1)
}
console.log(JSON.stringify({
  ran: ran.length, compared: shown.size, notRun: blocks.filter((b) => b.kind === 'not-run').map((b) => b.word),
}))

function fenced(text) {
  const found = []
  let open = null
  for (const [i, line] of text.split('\n').entries()) {
    const fence = /^( *)```(.*)$/.exec(line)
    if (open && fence && fence[2] === '') {
      found.push({ ...open, text: open.lines.join('\n') })
      open = null
    } else if (open) open.lines.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line.trimStart())
    else if (fence) {
      const [language, ...rest] = fence[2].trim().split(' ')
      open = { line: i + 1, indent: fence[1], info: fence[2], language, lines: [], ...kindOf(language, rest.join(' ')) }
    }
  }
  return found
}

function kindOf(language, more) {
  if (more.startsWith('file=') || more.startsWith('from=')) return { kind: more.slice(0, 4), word: more.slice(5) }
  if (/^not-run: ./.test(more)) return { kind: 'not-run', word: more.slice(9) }
  if (language === 'sh' && more === 'installs') return { kind: 'installs' }
  if (language === 'sh' && more === '') return { kind: 'run' }
  return (language === 'json' || language === 'text') && more === '' ? {} : { kind: 'unknown' }
}

async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'eldercare-guide-'))
  const [at, out] = [join(folder, 'at'), join(folder, 'out')]
  mkdirSync(at)
  mkdirSync(out)
  for (const name of ['docs', 'schema', 'src', 'tests']) symlinkSync(join(project, name), join(at, name))
  // The tests have a program of their own build; people have the script.
  const program = process.env.ELDERCARE_DLL
  if (program) writeFileSync(join(at, 'eldercare'), `#!/bin/sh\nexec dotnet exec '${program}' "$@"\n`, { mode: 0o755 })
  else symlinkSync(join(project, 'eldercare'), join(at, 'eldercare'))

  const script = blocks.map((block, i) => {
    if (block.kind === 'file') return `cat >'${block.word}' <<'END OF THE BLOCK'\n${block.text}\nEND OF THE BLOCK\n`
    if (block.kind === 'installs') return installing(block)
    return block.kind === 'run' ? `: >'${out}/${i}.began'\n{\n${block.text}\n} >'${out}/${i}.out' 2>'${out}/${i}.err'\n: >'${out}/${i}.ended'\n` : ''
  }).join('')
  const ended = await bash(`set -e -o pipefail\n${script}`, at, { ...process.env, PORT: await freePort() })
  for (const [i, block] of blocks.entries()) {
    if (block.kind !== 'run') continue
    const printed = existsSync(`${out}/${i}.out`) ? readFileSync(`${out}/${i}.out`, 'utf8') : ''
    if (!existsSync(`${out}/${i}.ended`)) {
      blame(block, existsSync(`${out}/${i}.began`) ? `${ended}\n${printed}${readFileSync(`${out}/${i}.err`, 'utf8')}` : `was not come to: ${ended}`)
      break
    }
    if (shown.has(block)) compare(shown.get(block), printed, readFileSync(`${out}/${i}.err`, 'utf8'))
  }
  rmSync(folder, { recursive: true, force: true })
}

function installing(block) {
  for (const line of block.text.split('\n')) {
    const command = line.split('#')[0].trim()
    if (command && !command.startsWith('npm install ')) blame(block, `'${command}' installs nothing`)
    for (const name of command.split(' ').slice(2).filter((word) => !word.startsWith('-')))
      if (!existsSync(join(here, 'node_modules', name, 'package.json'))) blame(block, `${name} is not among the locked packages of tests/Eldercare.Clients/node`)
  }
  return `[ -e node_modules ] || ln -s '${join(here, 'node_modules')}' node_modules\n`
}

/** For what a page has listen: its own choice may be taken here. */
function freePort() {
  return new Promise((done) => {
    const taken = createServer().listen(0, '127.0.0.1', () => {
      const { port } = taken.address()
      taken.close(() => done(port))
    })
  })
}

function bash(script, cwd, env) {
  return new Promise((done) => {
    const child = spawn('bash', ['-c', script], { cwd, env, detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
    let complained = ''
    child.stderr.on('data', (some) => { complained += some })
    const end = () => { try { process.kill(-child.pid, 'SIGKILL') } catch { /* all of it has ended */ } }
    const late = setTimeout(end, PATIENCE_MS)
    child.on('exit', (code, signal) => {
      clearTimeout(late)
      end()
      done(`ended with ${signal ?? code}. ${complained}`)
    })
  })
}

function compare(block, printed, complained) {
  const differs = (what) => blame(block, `${what}\nwas printed:\n${printed}${complained}`)
  if (block.language === 'text') {
    if (!patternOf(block.text.trimEnd()).test(printed.trimEnd())) differs('is not what is printed')
    return
  }
  try {
    const difference = unlike(JSON.parse(whole(block.text)), JSON.parse(printed), '')
    if (difference) differs(difference)
  } catch (fault) {
    differs(fault.message)
  }
}

/** Lines; … on a line of its own is any number of them. */
function patternOf(text) {
  const lines = text.split('\n').map((line) => line.trim() === '…' ? '(?:[^\\n]*\\n)*?' : `${escaped(line)}\\s*?\\n`)
  return { test: (printed) => new RegExp(`^${lines.join('')}$`).test(`${printed.replaceAll('\r', '')}\n`) }
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('…', '[^\\n]*?')
}

/** JSON out of JSON with … in it. */
function whole(text) {
  const around = []
  let result = ''
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[^"]/gs)) {
    if (token === '{' || token === '[') around.push(token)
    if (token === '}' || token === ']') around.pop()
    result += token !== '…' ? token : around.at(-1) === '{' && /[{,]\s*$/.test(result) ? '"…":"…"' : '"…"'
  }
  return result
}

/** What of it is not as shown, or null. */
function unlike(shownValue, value, path) {
  const at = path || 'the answer'
  if (shownValue === '…') return null
  if (typeof shownValue === 'string' && typeof value === 'string')
    return new RegExp(`^${escaped(shownValue)}$`, 's').test(value) ? null : `${at} is ${JSON.stringify(value)}, not ${JSON.stringify(shownValue)}`
  if (Array.isArray(shownValue) && Array.isArray(value)) {
    const more = shownValue.at(-1) === '…'
    const entries = more ? shownValue.slice(0, -1) : shownValue
    if (more ? value.length < entries.length : value.length !== entries.length) return `${at} has ${value.length} entries, not ${entries.length}`
    return entries.map((entry, i) => unlike(entry, value[i], `${path}[${i}]`)).find(Boolean) ?? null
  }
  if (shownValue && value && typeof shownValue === 'object' && typeof value === 'object' && !Array.isArray(shownValue) && !Array.isArray(value)) {
    const names = Object.keys(shownValue).filter((name) => name !== '…')
    const extra = Object.keys(value).find((name) => !names.includes(name))
    if (extra && !('…' in shownValue)) return `${at} has '${extra}' too`
    const missing = names.find((name) => !(name in value))
    if (missing) return `${at} has no '${missing}'`
    return names.map((name) => unlike(shownValue[name], value[name], `${path}.${name}`)).find(Boolean) ?? null
  }
  return shownValue === value ? null : `${at} is ${JSON.stringify(value)}, not ${JSON.stringify(shownValue)}`
}
