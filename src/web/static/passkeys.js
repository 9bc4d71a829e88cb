// Asks the device for a passkey, then sends the form with its answer. Where a browser has none of this, the page says what else works.
const bytesOf = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
const textOf = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

/** What the page may ask of the device: make a passkey, or sign with one. Each answers the JSON of WebAuthn Level 3. */
const asks = {
  async add(options) {
    const excludeCredentials = options.excludeCredentials.map((held) => ({ ...held, id: bytesOf(held.id) }))
    const user = { ...options.user, id: bytesOf(options.user.id) }
    const publicKey = { ...options, challenge: bytesOf(options.challenge), user, excludeCredentials }
    const made = await navigator.credentials.create({ publicKey })
    return answerOf(made, ['clientDataJSON', 'attestationObject'], {
      transports: made.response.getTransports?.() ?? [],
    })
  },
  async sign(options) {
    const signed = await navigator.credentials.get({ publicKey: { ...options, challenge: bytesOf(options.challenge) } })
    return answerOf(signed, ['clientDataJSON', 'authenticatorData', 'signature', 'userHandle'], {})
  },
}

function answerOf({ id, rawId, type, response }, names, more) {
  const texts = names.filter((name) => response[name]).map((name) => [name, textOf(response[name])])
  return JSON.stringify({ id, rawId: textOf(rawId), type, response: { ...Object.fromEntries(texts), ...more } })
}

/** Which of the sentences in the form tells of an error of the browser. */
const sentences = { InvalidStateError: 'known', SecurityError: 'address' }

function ready(form) {
  const faults = [...form.querySelectorAll('[data-fault]')]
  const show = (wanted) => {
    for (const fault of faults) fault.hidden = fault.dataset.fault !== wanted
  }
  form.hidden = false
  form.addEventListener('submit', async (event) => {
    const { answer } = form.elements
    if (answer.value !== '') return
    event.preventDefault()
    event.stopPropagation()
    show(null)
    try {
      const options = await fetch(form.dataset.options)
      answer.value = await asks[form.dataset.passkey](await options.json())
      form.requestSubmit()
    } catch (error) {
      show(sentences[error.name] ?? 'failed')
    }
  })
  // An answer counts once: a page brought back by the Back button asks anew.
  addEventListener('pageshow', () => {
    form.elements.answer.value = ''
  })
}

if (globalThis.PublicKeyCredential) {
  for (const form of document.querySelectorAll('form[data-passkey]')) ready(form)
  for (const need of document.querySelectorAll('[data-passkey-need]')) need.hidden = true
}
