// A certified client library (openid-client) and a phone's browser sign an office in: password, authenticator, recovery codes, tokens, userinfo,
// a tablet, sign-out. Prints what was seen; PICTURES=FOLDER keeps a picture of every page.
import { createHmac } from 'node:crypto'
import * as openid from 'openid-client'
import { chromium } from 'playwright-core'

const { ADDRESS, APP, TABLET, USER_NAME, PASSWORD, PICTURES, LOCALE = 'en', WIDTH = '390', CHROMIUM = '/usr/bin/chromium' } = process.env
const redirect = 'http://127.0.0.1:4713/callback'
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
const page = await (await browser.newContext({ viewport: { width: +WIDTH, height: 844 }, locale: LOCALE })).newPage()
page.setDefaultTimeout(60_000)
const seen = { complaints: [], pages: [], sideways: 0 }
page.on('console', message => { if (message.type() === 'error' && !/status of 400/.test(message.text())) seen.complaints.push(message.text()) })
page.on('request', request => { if (!/^http:\/\/127\.0\.0\.1/.test(request.url())) seen.complaints.push(request.url()) })
await page.route('http://127.0.0.1:4713/**', route => route.fulfill({ body: 'The app.' }))

async function look(name) {
  seen.pages.push(name)
  seen.sideways = Math.max(seen.sideways, await page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${String(seen.pages.length).padStart(2, '0')}-${name}.png`, fullPage: true })
}

async function fill(fields) {
  for (const [id, text] of Object.entries(fields)) await page.fill(`#${id}`, text)
  await page.locator('form button').first().click()
}

/** RFC 6238, of the key in groups that the page shows. */
function codeOf(key) {
  const bits = [...key.replaceAll(' ', '')].map(c => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('')
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const hash = createHmac('sha1', Buffer.from(bits.match(/.{8}/g).map(b => parseInt(b, 2)))).update(counter).digest()
  return String((hash.readUInt32BE(hash[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

const app = await openid.discovery(new URL(ADDRESS), APP, undefined, openid.None(), { execute: [openid.allowInsecureRequests] })
const [verifier, state, nonce] = [openid.randomPKCECodeVerifier(), openid.randomState(), openid.randomNonce()]
await page.goto(openid.buildAuthorizationUrl(app, {
  redirect_uri: redirect, scope: 'openid profile offline_access', state, nonce,
  code_challenge: await openid.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
}).href)
await look('sign-in')
await fill({ username: USER_NAME, password: 'not the password' })
await look('wrong')
seen.nameKept = await page.inputValue('#username')
await fill({ password: PASSWORD })
await look('choose')
const chosen = `${openid.randomState()} chosen`
await fill({ new: chosen, repeat: chosen })
await look('enrol')
const key = await page.locator('.code').first().innerText()
await fill({ code: '000000' })
await look('enrol-wrong')
await fill({ code: codeOf(key) })
await look('recovery')
seen.recovery = await page.locator('li').count()
await page.locator('a.button').click()
await page.waitForURL(`${redirect}?**`)

const tokens = await openid.authorizationCodeGrant(app, new URL(page.url()), { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true })
const sub = tokens.claims().sub
seen.userInfo = await openid.fetchUserInfo(app, tokens.access_token, sub)
const renewed = await openid.refreshTokenGrant(app, tokens.refresh_token)

await page.goto(`${ADDRESS}/signin`)
await look('signed-in')
await page.locator('a').first().click()
await look('change')
await fill({ old: 'not the password', new: `${chosen}.`, repeat: `${chosen}.` })
await look('change-wrong')

const tablet = await openid.discovery(new URL(ADDRESS), TABLET, undefined, openid.None(), { execute: [openid.allowInsecureRequests] })
const shown = await openid.initiateDeviceAuthorization(tablet, { scope: 'openid offline_access' })
await page.goto(shown.verification_uri)
await look('device')
await fill({ user_code: '0000-0000-0000' })
await look('device-wrong')
await fill({ user_code: shown.user_code })
await look('device-confirm')
seen.deviceFor = await page.locator('strong').allInnerTexts()
await page.locator('button[value=yes]').click()
await look('device-done')
const device = await openid.genericGrantRequest(tablet, 'urn:ietf:params:oauth:grant-type:device_code', { device_code: shown.device_code })
seen.deviceIsHers = (await openid.fetchUserInfo(tablet, device.access_token, sub)).sub === sub

await page.goto(openid.buildEndSessionUrl(app, { post_logout_redirect_uri: redirect, id_token_hint: tokens.id_token, state }).href)
await look('sign-out')
await page.locator('form button').click()
await page.waitForURL(`${redirect}?**`)
seen.afterSignOut = await openid.fetchUserInfo(app, renewed.access_token, sub).then(() => 'believed', fault => fault.cause?.[0]?.parameters?.error ?? fault.status ?? String(fault))
await page.goto(`${ADDRESS}/signin/out`)
await look('signed-out')
await page.goto(`${ADDRESS}/connect/authorize?client_id=nobody&response_type=code`)
await look('fault')
seen.fault = await page.locator('.code').innerText()

await browser.close()
console.log(JSON.stringify(seen))
