// Builds and serves the example district app as its README says, and uses it as people do: an elder on a phone, in Chinese; the point's staff at a
// desk, in English. Prints what was seen; whatever is not as it should be ends it.
import { spawn } from 'node:child_process'
import { cpSync, readFileSync, rmSync } from 'node:fs'
import { chromium } from 'playwright-core'

const { ADDRESS, TOKEN, PORT, DISTRICT, TOMORROW, PICTURES, CHROMIUM = '/usr/bin/chromium' } = process.env
const [east, west] = process.env.POINTS.split(' ')
const [elder, other, third] = process.env.ELDERS.split(' ')
const home = new URL('../../../docs/examples/district-app', import.meta.url).pathname
// Beside this folder's packages, which are the app's: that they are the same versions is looked at here.
const folder = new URL('generated/district-app', import.meta.url).pathname
const app = `http://127.0.0.1:${PORT}`
const seen = { complaints: [], elsewhere: [], boards: [], keys: [], afterwards: [] }

function expect(holds, what) {
  if (!holds) throw new Error(`Not so: ${what}`)
}

const packages = file => JSON.parse(readFileSync(file, 'utf8')).devDependencies
const ours = packages(new URL('package.json', import.meta.url))
for (const [name, version] of Object.entries(packages(`${home}/package.json`))) expect(ours[name] === version, `the app's ${name} is the one tried here`)

rmSync(folder, { recursive: true, force: true })
cpSync(home, folder, { recursive: true, filter: file => !/\/(node_modules|www|gql)$/.test(file) })
const environment = { ...process.env, ELDERCARE: ADDRESS, PORT, SCHEMA: new URL('../../../schema/eldercare.graphql', import.meta.url).pathname }
const served = spawn('npm', ['start'], { cwd: folder, env: environment, detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
process.on('exit', () => { try { process.kill(-served.pid) } catch { /* It has ended. */ } })
const launched = chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
for await (const text of served.stdout) if (`${text}`.includes(app)) break
const checked = new Promise((resolve, reject) => {
  const tsc = spawn(process.execPath, ['../../node_modules/typescript/bin/tsc'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  tsc.stdout.on('data', text => { said += text })
  tsc.on('exit', code => code === 0 ? resolve() : reject(new Error(said)))
})

const browser = await launched
// What goes wrong on purpose here, and the icon nobody has.
const meant = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of 401/

async function open(options) {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  page.on('request', request => {
    if (![app, ADDRESS].some(host => request.url().startsWith(`${host}/`)) && !/^(data|blob):/.test(request.url())) seen.elsewhere.push(request.url())
  })
  page.on('console', message => { if (message.type() === 'error' && !meant.test(message.text())) seen.complaints.push(message.text()) })
  page.on('pageerror', fault => seen.complaints.push(String(fault)))
  return page
}

/** No screen is wider than its window, and what can be tapped is large enough for a thumb. */
async function look(page, name) {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/app-${name}.png`, fullPage: true })
  const faults = await page.evaluate(() => {
    const small = [...document.querySelectorAll('button, select, a, summary, .choice span')]
      .filter(e => e.checkVisibility() && !e.closest('.skip'))
      .map(e => ({ what: e.textContent, height: e.getBoundingClientRect().height, right: e.getBoundingClientRect().right }))
      .filter(e => e.height < 44 || e.right > innerWidth)
    return [...small.map(e => `${e.what} is ${e.height} high, up to ${e.right}`), ...document.documentElement.scrollWidth > innerWidth ? ['wider than the window'] : []]
  })
  seen.complaints.push(...faults.map(fault => `${name}: ${fault}`))
}

async function ask(query, variables = {}, token = TOKEN) {
  const answer = await fetch(`${ADDRESS}/graphql`, {
    method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify({ query, variables }),
  })
  return answer.json()
}

/** Somebody else books, elsewhere. */
async function bookOutside(mealPoint, who) {
  const { data } = await ask('mutation ($input: BookMealInput!) { bookMeal(input: $input) { errors { ... on UserError { code } } } }', {
    input: { idempotencyKey: crypto.randomUUID(), mealPoint, date: TOMORROW, meal: 'LUNCH', elder: who, channel: 'DINE_IN' },
  })
  expect(data?.bookMeal.errors.length === 0, 'it is booked elsewhere')
}

async function signIn(page, account) {
  const [name, password] = account.split(' ')
  await page.locator('input[name=username]').fill(name)
  await page.locator('input[name=password]').fill(password)
  await page.locator('form button').click()
  await page.waitForURL(`${app}/**`)
}

const board = (point, date = TOMORROW) => `${app}/#/point/${encodeURIComponent(point)}/${date}`
const shows = (page, text) => page.getByText(text).first().waitFor()

// --- An elder on her phone finds a meal before she has signed in.
const phone = await open({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', hasTouch: true, isMobile: true, deviceScaleFactor: 2 })
await phone.route(`${ADDRESS}/**`, route => route.abort('failed'))
await phone.goto(app)
await shows(phone, '连不上服务器')
await look(phone, 'phone-unreachable')
await phone.unroute(`${ADDRESS}/**`)
await phone.getByText('再试一次').click()
await phone.locator('#district').selectOption(DISTRICT)
await phone.locator('label:has(#meal-BREAKFAST)').click()
await shows(phone, '这一餐没有还能预订的餐点')
await look(phone, 'phone-nothing-found')
await phone.locator('label:has(#day-1)').click()
await phone.locator('label:has(#meal-LUNCH)').click()
await shows(phone, '2 个餐点还有空位')
expect(await phone.getByText('西门助餐点').count() === 0, 'a full point has no room')
await look(phone, 'phone-found')
await phone.getByText('东门助餐点').click()
await shows(phone, '实时更新中')
await shows(phone, '余 5 位')
await look(phone, 'phone-board-anonymous')

// She signs in at the city's own pages and is back at the board.
await phone.getByText('登录后预订').click()
await phone.locator('input[name=username]').waitFor()
expect(new URL(phone.url()).origin === ADDRESS, 'her password is typed at the city, not in the app')
await look(phone, 'phone-sign-in')
await signIn(phone, process.env.ELDER_ACCOUNT)
await shows(phone, '王秀英 · 老人')
await shows(phone, '余 5 位')

// --- The staff at a desk.
const desk = await open({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' })
await desk.goto(app)
await desk.getByRole('button', { name: 'Sign in' }).first().waitFor()
// By keyboard alone: past the skip link and the language to the sign-in.
for (let i = 0; i < 3; i++) await desk.keyboard.press('Tab')
await desk.keyboard.press('Enter')
await desk.locator('input[name=username]').waitFor()
await signIn(desk, process.env.STAFF_ACCOUNT)
await shows(desk, '东门助餐点 · meal point staff')
await look(desk, 'desk-find')
await desk.getByRole('link', { name: 'My point' }).click()
await desk.locator('nav.days').getByText('Tomorrow').click()
await shows(desk, '5 places left')
await look(desk, 'desk-board-empty')
/** What the desk shows without being touched. */
const told = async left => { await shows(desk, `${left} places left`); return `${5 - left} of 5` }

// --- She books; the answer is lost on its way, and the same wish is sent again.
const sent = []
phone.on('request', request => { if (request.method() === 'POST' && request.url() === `${ADDRESS}/graphql`) sent.push(JSON.parse(request.postData())) })
let [losing, goOn] = [true, () => {}]
const looked = new Promise(resolve => { goOn = resolve })
await phone.route(`${ADDRESS}/graphql`, async route => {
  if (!route.request().postData()?.includes('mutation BookMeal')) return route.continue()
  if (!losing) return looked.then(() => route.continue())
  losing = false
  await route.fetch()
  await route.abort('failed')
})
await phone.locator('#book-LUNCH').click()
await shows(phone, '没有收到答复')
await look(phone, 'phone-no-answer')
goOn()
await shows(phone, '已预订：')
await phone.unroute(`${ADDRESS}/graphql`)
seen.keys = sent.filter(request => request.query.includes('mutation BookMeal')).map(request => request.variables.input.idempotencyKey)
await shows(phone, '余 4 位')
await shows(phone, '您已预订')
await look(phone, 'phone-booked')
seen.boards.push(await told(4))

// --- Another books elsewhere, and both see it; then her network is gone for a while.
await bookOutside(east, other)
await shows(phone, '余 3 位')
seen.boards.push(await told(3))
await shows(desk, '李建国 · booked')
await look(desk, 'desk-board')
await phone.context().setOffline(true)
await shows(phone, '连接中断，正在重试')
await look(phone, 'phone-connection-lost')
await bookOutside(east, third)
seen.boards.push(await told(2))
await phone.context().setOffline(false)
await shows(phone, '余 2 位')
await shows(phone, '实时更新中')
seen.wentOnFrom = sent.filter(request => request.query.includes('subscription')).at(-1).variables.after

// --- What the staff do about a guest. First she keeps it, then it is done.
await desk.getByRole('button', { name: "Cancel 赵桂兰's booking" }).click()
await look(desk, 'desk-confirm')
await desk.keyboard.press('Enter')
await desk.getByRole('button', { name: "Cancel 赵桂兰's booking" }).click()
await desk.locator('dialog button.strong').click()
await shows(desk, 'Cancelled: ')
await shows(phone, '余 3 位')

// --- She cancels, wants the full point, and takes one that it names.
await phone.getByRole('link', { name: '我的预订' }).click()
await shows(phone, '东门助餐点')
await look(phone, 'phone-bookings')
await phone.locator('main').getByRole('button', { name: '取消预订' }).click()
await look(phone, 'phone-confirm')
await phone.locator('dialog button.strong').click()
await shows(phone, '您还没有预订')
await look(phone, 'phone-cancelled')
await phone.goto(board(west))
await shows(phone, '已满')
await phone.getByRole('button', { name: '看哪里还有空位' }).click()
await shows(phone, '这些餐点还有空位')
await look(phone, 'phone-full')
await phone.locator('#language').click()
await shows(phone, 'Live')
await phone.emulateMedia({ colorScheme: 'dark' })
await look(phone, 'phone-english-dark')
await phone.emulateMedia({ colorScheme: 'light' })
await phone.locator('#book-LUNCH').click()
await shows(phone, 'There is room at')
await look(phone, 'phone-full-english')

// --- She leaves the page before there is an answer. Loaded anew it knows her still, and what she wanted, by its key.
let tokens
phone.on('response', async response => { if (response.url().endsWith('/connect/token')) tokens = await response.json() })
const until = sent.length
let reached = false
await phone.route(`${ADDRESS}/graphql`, async route => {
  if (!route.request().postData()?.includes('mutation BookMeal')) return route.continue()
  if (!reached) await route.fetch()
  reached = true
  await route.abort('failed')
})
await phone.getByRole('button', { name: /东门助餐点/ }).click()
await shows(phone, 'No answer yet')
await phone.reload()
await phone.unroute(`${ADDRESS}/graphql`)
await shows(phone, '王秀英 · elder')
await shows(phone, 'Booked: ')
const kept = sent.slice(until).filter(request => request.query.includes('mutation BookMeal')).map(request => request.variables.input.idempotencyKey)
expect(kept.length > 1 && new Set(kept).size === 1, `a wish keeps its key: ${kept}`)

// --- An access token ends while a board is watched: with the next one it goes on, and nobody is signed out.
const first = tokens.access_token
const isOld = ({ accept, authorization }) => accept === 'text/event-stream' && authorization === `Bearer ${first}`
await phone.route(`${ADDRESS}/graphql`, route => !isOld(route.request().headers()) ? route.continue() : route.fulfill({
  headers: { 'content-type': 'text/event-stream', 'access-control-allow-origin': app },
  body: ':\n\nevent: next\ndata: {"errors":[{"message":"over","extensions":{"code":"UNAUTHENTICATED"}}]}\n\nevent: complete\ndata:\n\n',
}))
const renewal = phone.waitForRequest(request => request.postData()?.includes('grant_type=refresh_token'))
await phone.goto(board(east))
await renewal
await shows(phone, 'You have booked')
await shows(phone, 'Live')
await shows(phone, '王秀英 · elder')
await phone.unroute(`${ADDRESS}/graphql`)

// --- Then she signs out, and nothing of it is good any more.
await phone.locator('#cancel-LUNCH').click()
await phone.locator('dialog button.strong').click()
await shows(phone, 'Cancelled: ')
await phone.getByRole('button', { name: 'Sign out' }).click()
await phone.waitForURL(`${ADDRESS}/**`)
await look(phone, 'phone-sign-out')
await phone.locator('form button').first().click()
await shows(phone, 'You are signed out')
await look(phone, 'phone-signed-out')
for (let answer; answer !== 'UNAUTHENTICATED';) answer = (await ask('{ me { subject } }', {}, tokens.access_token)).errors?.[0].extensions.code
seen.afterwards.push('UNAUTHENTICATED')
const renewed = await fetch(`${ADDRESS}/connect/token`, {
  method: 'POST', body: new URLSearchParams({ grant_type: 'refresh_token', client_id: 'district-app', refresh_token: tokens.refresh_token }),
})
seen.afterwards.push((await renewed.json()).error)
await phone.goto(board(east))
await phone.getByRole('button', { name: 'Sign in to book' }).click()
await phone.locator('input[name=password]').waitFor()

await checked
const { data } = await ask('query ($elder: ID!) { elder(id: $elder) { bookings { id } } }', { elder })
expect(data.elder.bookings.length === 0, 'nothing is booked for her any more')
await browser.close()
console.log(JSON.stringify(seen))
process.exit(0)
