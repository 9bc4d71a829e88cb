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

for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) event.preventDefault()
    form.dataset.sent = 'yes'
    for (const button of form.querySelectorAll('button[type="submit"]')) button.setAttribute('aria-disabled', 'true')
  })
}

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
