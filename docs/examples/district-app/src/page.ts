/** Builds the page: elements, and a place whose content is replaced without taking away the focus. */

type Child = Node | string | number | false | null | undefined | readonly Child[]
type Listener = (event: Event) => void
type Properties = Record<string, string | boolean | undefined | Listener>

/** An element. A property `onclick` is a listener, `true` an attribute without a value, `false` none. Text is text: nothing is taken for HTML. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, properties: Properties = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value)
    else if (value === true) element.setAttribute(name, '')
    else if (value !== false && value !== undefined) element.setAttribute(name, value)
  }
  add(element, children)
  return element
}

function add(element: Element, children: readonly Child[]) {
  for (const child of children) {
    if (Array.isArray(child)) add(element, child)
    else if (child !== null && child !== undefined && child !== false) element.append(child instanceof Node ? child : String(child))
  }
}

/** Replaces what is in a place. Who was on a button finds herself on the button with the same id. */
export function fill(place: Element, ...children: Child[]) {
  const focused = place.contains(document.activeElement) ? document.activeElement?.id : undefined
  place.replaceChildren()
  add(place, children)
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true })
}

/** One of the page's fixed places. */
export function place(id: 'top' | 'notice' | 'screen' | 'said'): HTMLElement {
  return document.getElementById(id)!
}

/** Says something to who does not see the page. */
export function say(text: string) {
  place('said').textContent = text
}

/** Asks before what cannot be taken back. */
export function confirm(question: string, yes: string, no: string): Promise<boolean> {
  return new Promise(resolve => {
    const dialog = h('dialog', { 'aria-labelledby': 'question', onclose: () => { resolve(dialog.returnValue === 'yes'); dialog.remove() } },
      h('form', { method: 'dialog' },
        h('p', { id: 'question' }, question),
        h('button', { value: 'yes', class: 'strong' }, yes),
        h('button', { value: 'no', autofocus: true }, no)))
    document.body.append(dialog)
    dialog.showModal()
  })
}
