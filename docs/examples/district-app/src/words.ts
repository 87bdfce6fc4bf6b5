/** What the page says, in Chinese and English. What the host says (refusals, faults) comes in the language that is asked for. */

const chinese = {
  title: '社区助餐', signIn: '登录', signOut: '退出', find: '找餐点', bookings: '我的预订', myPoint: '本点看板', other: 'English', skip: '跳到正文',
  elder: '老人', staff: '助餐点工作人员', family: '家属', office: '工作人员', forWhom: '为谁预订',
  where: '区', when: '哪天', which: '哪一餐', today: '今天', tomorrow: '明天',
  BREAKFAST: '早餐', LUNCH: '午餐', DINNER: '晚餐', DINE_IN: '堂食', TAKEAWAY: '自取', how: '怎么吃',
  looking: '正在查找…', loading: '正在打开…', none: '这一餐没有还能预订的餐点。', noneHint: '换一天、换一餐或换一个区再看看。', more: '再看一些',
  left: (n: number) => `余 ${n} 位`, full: '已满', points: (n: number) => `${n} 个餐点还有空位`,
  places: (n: number) => `共 ${n} 位`, until: (t: string) => `${t} 前可预订`, over: '已过预订时间', closed: '已结束', price: (y: string) => `原价 ${y} 元`,
  book: '预订', bookFull: '看哪里还有空位', booked: '您已预订', bookHere: (name: string, left: number, m: string) => `改订 ${name}（余 ${left} 位，${m}）`,
  cancel: '取消预订', cancelFor: (name: string) => `取消${name}的预订`, keep: '不取消', sure: (what: string) => `取消这份预订？${what}`,
  live: '实时更新中', connecting: '正在连接…', lost: '连接中断，正在重试。下面的数字可能已过时。',
  doneBook: (what: string) => `已预订：${what}`, doneCancel: (what: string) => `已取消：${what}`,
  sending: '正在提交…', unanswered: '没有收到答复，正在重试。不会重复预订。', stopTrying: '不再重试', stopped: '已停止重试。可能已经办成，请看“我的预订”。',
  otherPoints: '这些餐点还有空位：', dismiss: '知道了',
  notSignedIn: '您还没有登录', notSignedInHint: '登录后才能预订。餐点和空位不登录也能看。', signInToBook: '登录后预订', signedOutNow: '您已退出。', signInOver: '登录已失效，请重新登录。',
  signInFailed: '登录没有完成，请再试一次。', noBookings: '您还没有预订。', cannotBook: '您的账号不能为自己订餐。', guests: '预订名单', noGuests: '还没有人预订。',
  BOOKED: '已预订', CANCELLED: '已取消', NO_SHOW: '未到', SERVED: '已取餐', WALK_IN: '现场就餐', suspended: '暂停预订', noSuchPoint: '没有这个餐点。', noSittings: '这一天不供餐。',
  unreachable: '连不上服务器。', again: '再试一次',
}

export type Words = typeof chinese

const english: Words = {
  title: 'Meals', signIn: 'Sign in', signOut: 'Sign out', find: 'Find a meal', bookings: 'My bookings', myPoint: 'My point', other: '中文', skip: 'Skip to the content',
  elder: 'elder', staff: 'meal point staff', family: 'family', office: 'staff', forWhom: 'For whom',
  where: 'District', when: 'Day', which: 'Meal', today: 'Today', tomorrow: 'Tomorrow',
  BREAKFAST: 'Breakfast', LUNCH: 'Lunch', DINNER: 'Dinner', DINE_IN: 'Eat there', TAKEAWAY: 'Take away', how: 'How',
  looking: 'Looking…', loading: 'Opening…', none: 'No meal point takes bookings for this meal any more.', noneHint: 'Try another day, meal or district.', more: 'Show more',
  left: n => n === 1 ? '1 place left' : `${n} places left`, full: 'Full', points: n => n === 1 ? '1 meal point has room' : `${n} meal points have room`,
  places: n => `${n} in all`, until: t => `Book until ${t}`, over: 'Booking has closed', closed: 'Over', price: y => `¥${y} before subsidies`,
  book: 'Book', bookFull: 'See where there is room', booked: 'You have booked', bookHere: (name, left, m) => `Book ${name} instead (${left} left, ${m})`,
  cancel: 'Cancel booking', cancelFor: name => `Cancel ${name}'s booking`, keep: 'Keep it', sure: what => `Cancel this booking? ${what}`,
  live: 'Live', connecting: 'Connecting…', lost: 'Connection lost, trying again. The numbers below may be old.',
  doneBook: what => `Booked: ${what}`, doneCancel: what => `Cancelled: ${what}`,
  sending: 'Sending…', unanswered: 'No answer yet, trying again. It will not be booked twice.', stopTrying: 'Stop trying', stopped: 'Stopped. It may have been done all the same: see "My bookings".',
  otherPoints: 'There is room at:', dismiss: 'All right',
  notSignedIn: 'You are not signed in', notSignedInHint: 'Sign in to book. Meal points and places can be seen without.', signInToBook: 'Sign in to book', signedOutNow: 'You are signed out.', signInOver: 'Your sign-in has ended. Please sign in again.',
  signInFailed: 'Signing in did not work. Please try again.', noBookings: 'You have no bookings.', cannotBook: 'Your account cannot book meals for itself.', guests: 'Guests', noGuests: 'Nobody has booked yet.',
  BOOKED: 'booked', CANCELLED: 'cancelled', NO_SHOW: 'did not come', SERVED: 'served', WALK_IN: 'walk-in', suspended: 'Takes no bookings now', noSuchPoint: 'There is no such meal point.', noSittings: 'No meals on this day.',
  unreachable: 'The server cannot be reached.', again: 'Try again',
}

/** GB/T 2260 codes; 镇江新区 has none of its own. */
export const districts: readonly (readonly [code: string, zh: string, en: string])[] = [
  ['321102', '京口区', 'Jingkou'], ['321111', '润州区', 'Runzhou'], ['321112', '丹徒区', 'Dantu'], ['321181', '丹阳市', 'Danyang'],
  ['321182', '扬中市', 'Yangzhong'], ['321183', '句容市', 'Jurong'], ['ZJXQ', '镇江新区', 'Zhenjiang New Area'],
]

export let language: 'zh-CN' | 'en' = (localStorage.getItem('language') ?? navigator.language).startsWith('zh') ? 'zh-CN' : 'en'
export let t: Words = language === 'en' ? english : chinese

export function switchLanguage() {
  language = language === 'en' ? 'zh-CN' : 'en'
  t = language === 'en' ? english : chinese
  localStorage.setItem('language', language)
}

/** Days and times are the city's, wherever the device is. */
const zone = 'Asia/Shanghai'

/** So many days from today in the city, as the API writes dates. */
export function day(ahead: number): string {
  return dateIn(Date.now() + ahead * 86_400_000)
}

function dateIn(instant: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(instant)
}

/** A date in words: 11月28日 周六. */
export function dateWords(date: string): string {
  return new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: language === 'en' ? 'short' : 'long', day: 'numeric', weekday: 'short' }).format(new Date(date))
}

export function timeWords(instant: string): string {
  return new Intl.DateTimeFormat(language, { timeZone: zone, hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(instant))
}

export function distanceWords(metres: number): string {
  const kilometres = (metres / 1000).toFixed(1)
  if (metres < 1000) return language === 'en' ? `${Math.round(metres)} m` : `${Math.round(metres)} 米`
  return language === 'en' ? `${kilometres} km` : `${kilometres} 公里`
}

/** Until when a sitting of that date can be booked: with the day when it is another one. */
export function cutOffWords(instant: string, date: string): string {
  const on = dateIn(Date.parse(instant))
  return t.until(`${on === date ? '' : `${dateWords(on)} `}${timeWords(instant)}`)
}

/** From when to when; never broken into two lines. */
export function spanWords(from: string, until: string): string {
  return `${timeWords(from)}\u2060–\u2060${timeWords(until)}`
}

/** A meal that was or is booked: 11月28日 周六 午餐，东门助餐点. */
export function mealWords(sitting: { date: string, meal: 'BREAKFAST' | 'LUNCH' | 'DINNER', mealPoint: { name: string } | null } | null): string {
  if (!sitting) return ''
  return `${dateWords(sitting.date)} ${t[sitting.meal]}${language === 'en' ? ', ' : '，'}${sitting.mealPoint?.name ?? ''}`
}
