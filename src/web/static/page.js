// Everything works without this file. It counts characters, sends a form once, and says at once when a file is too large.
for (const area of document.querySelectorAll('textarea[data-count]')) {
  const limit = Number(area.dataset.count)
  const count = document.createElement('p')
  count.className = 'count'
  const show = () => {
    count.textContent = `${area.value.length} / ${limit} 字`
  }
  area.addEventListener('input', show)
  area.after(count)
  show()
}

// For all forms at once, also those that come with the desk's next text.
document.addEventListener('submit', (event) => {
  const form = event.target
  if (form.method !== 'post') return
  if (form.dataset.sent) {
    event.preventDefault()
    return
  }
  form.dataset.sent = 'yes'
  for (const button of form.querySelectorAll('button[type="submit"]')) button.setAttribute('aria-disabled', 'true')
  if (form.closest('[data-desk]')) sendFromDesk(event, form)
})

// A page brought back by the Back button may be sent again; the server files the same submission key once.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) {
    delete form.dataset.sent
    for (const button of form.querySelectorAll('button[aria-disabled]')) button.removeAttribute('aria-disabled')
  }
})

for (const input of document.querySelectorAll('input[type="file"][data-bytes]')) {
  input.addEventListener('change', () => {
    const files = [...input.files]
    const tooMany = files.length > Number(input.dataset.files)
    const tooLarge = files.find((file) => file.size > Number(input.dataset.bytes))
    const fault = tooMany ? input.dataset.tooMany : tooLarge ? `${tooLarge.name}: ${input.dataset.tooLarge}` : ''
    input.setCustomValidity(fault)
    if (fault) input.reportValidity()
  })
}

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}

document.querySelector('[role="alert"][tabindex]')?.focus()

// ── The dispatcher's desk: keys, a line to type into above long lists, and the next text in the answer to a decision ──

const keysOff = 'desk-keys-off'

function readyDesk() {
  const desk = document.querySelector('[data-desk]')
  if (!desk) return
  readyKeys(desk)
  for (const list of desk.querySelectorAll('select[data-find]')) addFinder(list)
}

/** Shows the list of keys, with the box that turns them off for good. */
function readyKeys(root) {
  const help = root.querySelector('[data-keys-help]')
  const box = root.querySelector('[data-keys-on]')
  const show = () => root.toggleAttribute('data-keys', box.checked)
  help.hidden = false
  box.checked = localStorage.getItem(keysOff) === null
  box.addEventListener('change', () => {
    if (box.checked) localStorage.removeItem(keysOff)
    else localStorage.setItem(keysOff, 'yes')
    show()
  })
  show()
}

/** A line above a long list: what is typed leaves the options that hold it, in either language or by code. */
function addFinder(list) {
  const all = [...list.options].map((option) => ({ option, group: option.parentElement }))
  const line = document.createElement('input')
  line.type = 'search'
  line.autocomplete = 'off'
  line.placeholder = '输入查找 type to find'
  line.setAttribute('aria-label', `${list.labels[0]?.textContent ?? ''} 输入查找 type to find`)
  line.addEventListener('input', () => {
    const wanted = line.value.trim().toLowerCase()
    const fits = all.filter(({ option }) => `${option.text} ${option.value}`.toLowerCase().includes(wanted))
    for (const { option, group } of all) {
      if (fits.some((one) => one.option === option)) group.append(option)
      else option.remove()
    }
    if (wanted !== '' && fits[0]) fits[0].option.selected = true
    list.size = wanted === '' ? 0 : Math.min(6, Math.max(2, fits.length))
  })
  line.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') list.focus()
  })
  list.before(line)
}

async function sendFromDesk(event, form) {
  event.preventDefault()
  const body = new URLSearchParams(new FormData(form, event.submitter))
  try {
    const answer = await fetch(form.action, { method: 'POST', body, headers: { Desk: 'next' } })
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const next = page.querySelector('#main')
    // Signed out or gone wrong: the page that says so, as it is.
    if (!page.querySelector('[data-desk]')) return location.reload()
    document.querySelector('#main').replaceWith(next)
    readyDesk()
    const start = document.querySelector('[role="alert"]') ?? document.querySelector('[data-desk-start]')
    start.tabIndex = -1
    start.focus({ preventScroll: true })
    scrollTo(0, 0)
  } catch {
    // Not sent, or not answered: as a plain form it says what is wrong.
    form.submit()
  }
}

const isTyping = (at) => at.closest('select, textarea, input:not([type="radio"], [type="checkbox"])') !== null

document.addEventListener('keydown', (event) => {
  const desk = document.querySelector('[data-desk]')
  if (!desk || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (event.key === 'Escape') document.activeElement?.blur()
  if (event.repeat || isTyping(event.target) || !desk.hasAttribute('data-keys')) return
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1]
  const key = digit ?? event.key.toLowerCase()
  const form = desk.querySelector(`form[data-key="${CSS.escape(key)}"]`)
  const fold = desk.querySelector(`details[data-key-open="${CSS.escape(key)}"]`)
  if (!form && !fold) return
  event.preventDefault()
  if (fold) openFold(fold)
  else if (event.shiftKey && digit) nextLeaf(form)
  else form.requestSubmit()
})

function openFold(fold) {
  fold.open = true
  const field = fold.querySelector('input:checked, input[type="search"], select, input:not([type="hidden"])')
  field?.focus()
}

function nextLeaf(form) {
  const leaves = [...form.querySelectorAll('input[name="leaf"]')]
  const at = leaves.findIndex((leaf) => leaf.checked)
  const next = leaves[(at + 1) % leaves.length]
  next.checked = true
  next.focus()
}

readyDesk()

// ── A form whose result is tried out at every change, by its own first button ──

for (const form of document.querySelectorAll('form[data-preview]')) {
  let latest = 0
  form.addEventListener('change', async (event) => {
    if (event.target.closest('textarea')) return
    latest += 1
    const asked = latest
    const body = new URLSearchParams(new FormData(form, form.querySelector('button[name="only"]')))
    const answer = await fetch(form.action, { method: 'POST', body })
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const shown = page.querySelector(form.dataset.preview)
    if (shown && asked === latest) document.querySelector(form.dataset.preview).replaceChildren(...shown.childNodes)
  })
}

// ── A template put into a form without leaving the page; the first place left to a person is marked, ready to be typed over ──

document.addEventListener('click', async (event) => {
  const button = event.target.closest('button[data-template]')
  if (!button) return
  event.preventDefault()
  const { form } = button
  try {
    const body = new URLSearchParams(new FormData(form))
    const answer = await fetch(button.formAction, { method: 'POST', body })
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    if (answer.status !== 200 || !page.querySelector('[data-template]')) throw new Error('not put in')
    for (const field of form.querySelectorAll('textarea, select, input[type="text"]')) {
      const filled = page.getElementById(field.id)
      if (!filled || field.name.endsWith('-template')) continue
      field.value = filled.value
      field.dispatchEvent(new Event('input'))
    }
    markToFill(form.querySelector(button.formAction.slice(button.formAction.indexOf('#'))))
  } catch {
    // As a plain form it says what is wrong.
    form.requestSubmit(button)
  }
})

function markToFill(area) {
  const found = /〔(?!\s*\d)[^〔〕]{0,60}〕/.exec(area.value)
  area.focus()
  if (found) area.setSelectionRange(found.index, found.index + found[0].length)
}

// ── Inbox and case page: j and k walk, Enter does what it always does ──

const keyed = document.querySelector('[data-keyed]')
if (keyed) readyKeys(keyed)

document.addEventListener('keydown', (event) => {
  if (!keyed || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (event.key === 'Escape') document.activeElement?.blur()
  if (isTyping(event.target) || !keyed.hasAttribute('data-keys')) return
  const act = { j: () => walk(1), k: () => walk(-1), u: goUp, '/': toSearch, '?': showKeys }[event.key]
  if (act?.()) event.preventDefault()
})

/** To the next or previous thing of the page; from anywhere else to the first or last. */
function walk(by) {
  const steps = [...keyed.querySelectorAll(keyed.dataset.steps)].filter((step) => step.checkVisibility())
  const at = steps.indexOf(document.activeElement)
  const next = at < 0 ? steps.at(by > 0 ? 0 : -1) : steps[at + by]
  next?.focus()
  return true
}

function goUp() {
  const { up } = keyed.dataset
  if (up) location.assign(up)
  return up !== undefined
}

function toSearch() {
  const search = keyed.querySelector('input[type="search"]')
  search?.focus()
  return search !== null
}

function showKeys() {
  const help = keyed.querySelector('[data-keys-help]')
  help.open = !help.open
  help.querySelector('summary').focus()
  return true
}
