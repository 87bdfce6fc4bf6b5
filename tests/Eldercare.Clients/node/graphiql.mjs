// Opens GraphiQL as a person does: on a desktop and on a phone. Prints what was seen and every request that went elsewhere.
import { chromium } from 'playwright-core'

const { ADDRESS, TOKEN, PICTURES, CHROMIUM = '/usr/bin/chromium' } = process.env
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
const seen = { elsewhere: [], complaints: [] }

async function open(viewport) {
  const page = await (await browser.newContext({ viewport })).newPage()
  page.setDefaultTimeout(60_000)
  page.on('request', request => { if (!request.url().startsWith(`${ADDRESS}/`) && !/^(data|blob):/.test(request.url())) seen.elsewhere.push(request.url()) })
  page.on('console', message => { if (message.type() === 'error' && !/status of 401/.test(message.text())) seen.complaints.push(message.text()) })
  page.on('response', response => { if (response.status() >= 400 && response.status() !== 401) seen.complaints.push(`${response.status()} ${response.request().method()} ${response.url()}`) })
  page.on('pageerror', fault => seen.complaints.push(String(fault)))
  const answer = await page.goto(`${ADDRESS}/graphql`)
  seen.policy = answer.headers()['content-security-policy']
  await page.locator('.graphiql-query-editor .view-lines').first().waitFor()
  return page
}

const picture = (page, name) => PICTURES ? page.screenshot({ path: `${PICTURES}/${name}.png` }) : undefined

/** Replaces an editor's text. */
async function write(page, editor, text) {
  await page.locator(`${editor} .view-lines`).first().click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(text)
  // The bracket the editor closes by itself.
  await page.keyboard.press('ControlOrMeta+Shift+End')
  await page.keyboard.press('Delete')
}

async function run(page, query) {
  await write(page, '.graphiql-query-editor', query)
  // GraphiQL takes a moment to see which operations there are; nobody is as fast as this.
  await page.waitForTimeout(1_000)
  await page.locator('.graphiql-execute-button').click()
}

const answered = page => page.waitForFunction(() => /"(data|errors)"/.test(document.querySelector('.result-window .view-lines')?.textContent ?? ''))
  .then(() => page.locator('.result-window .view-lines').innerText()).then(text => text.replace(/\s+/g, ' '))

const desktop = await open({ width: 1280, height: 800 })
await run(desktop, '{ me { roles } }')
seen.anonymous = await answered(desktop)
await write(desktop, '.graphiql-editor-tool .graphiql-editor:not(.hidden)', `{ "Authorization": "Bearer ${TOKEN}" }`)
await desktop.locator('.graphiql-execute-button').click()
await desktop.waitForFunction(() => /CITY_OFFICE/.test(document.querySelector('.result-window .view-lines')?.textContent ?? ''))
seen.signedIn = await answered(desktop)
await desktop.getByRole('button', { name: /Documentation Explorer/ }).first().click()
await desktop.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).first().click()
seen.documented = await desktop.locator('.graphiql-doc-explorer').getByText('mealPointBoard', { exact: true }).first().isVisible()
await picture(desktop, 'desktop')

const phone = await open({ width: 390, height: 844 })
await run(phone, '{ mealPoints(first: 1) { nodes { name } } }')
seen.onPhone = await answered(phone)
seen.sideways = await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth)
await picture(phone, 'phone')

await browser.close()
console.log(JSON.stringify(seen))
