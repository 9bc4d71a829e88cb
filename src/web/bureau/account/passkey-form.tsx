import type { Child } from 'hono/jsx'
import { Both } from '../../parts.tsx'
import { assetUrl } from '../../static-files.ts'

type PasskeyFormProps = {
  /** Make a passkey, or sign with one. */
  ask: 'add' | 'sign'
  /** Where the browser learns what to ask its device, and where the form goes with the answer. */
  options: string
  action: string
  publicUrl: string
  children?: Child
}

/** A form that the device answers. Shown by its script alone; without it, a sentence says what passkeys need and what works as well. */
export function PasskeyForm({ ask, options, action, publicUrl, children }: PasskeyFormProps) {
  return (
    <>
      <p class="hint" data-passkey-need="">
        <Both
          zh="通行密钥需要较新的浏览器并启用 JavaScript；没有也可以用密码（和动态验证码）登录。"
          en="Passkeys need a recent browser with JavaScript; the password (and code) works without."
        />
      </p>
      <form method="post" action={action} data-passkey={ask} data-options={options} novalidate hidden>
        <input type="hidden" name="answer" value="" autocomplete="off" />
        {children}
        <div role="alert">
          <p class="error" data-fault="failed" hidden>
            <Both
              zh="没有完成：已取消、超时，或这台设备上没有可用的通行密钥。请重试，或用密码登录。"
              en="Not done: cancelled, too slow, or no passkey on this device. Try again or use the password."
            />
          </p>
          <p class="error" data-fault="known" hidden>
            <Both zh="这台设备已经登记过一把。" en="This device holds one already." />
          </p>
          <p class="error" data-fault="address" hidden>
            <Both
              zh={`通行密钥只认本站的正式网址，请从 ${publicUrl} 打开再试。`}
              en="Passkeys belong to this site’s own address: open it there and try again."
            />
          </p>
        </div>
      </form>
      <script type="module" src={assetUrl('passkeys.js')} />
    </>
  )
}
