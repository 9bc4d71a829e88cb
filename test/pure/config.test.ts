import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'

const told = { OIDC_ISSUER: 'https://id.example.gov.cn/', OIDC_CLIENT_ID: 'sentinel', OIDC_CLIENT_SECRET: 'secret' }

describe('the settings of the directory', () => {
  it('are none by default, and plain words turn on what is off', () => {
    expect(readConfig({}).directory).toBeNull()
    expect(readConfig(told).directory).toMatchObject({
      issuer: 'https://id.example.gov.cn',
      label: '统一身份认证',
      linkByEmail: false,
      required: false,
    })
    expect(readConfig({ ...told, OIDC_REQUIRED: 'yes', OIDC_LINK_BY_EMAIL: 'yes' }).directory).toMatchObject({
      linkByEmail: true,
      required: true,
    })
  })

  it('are refused by halves, so that nobody takes a directory for required that is not there', () => {
    for (const half of [
      { OIDC_ISSUER: told.OIDC_ISSUER },
      { ...told, OIDC_CLIENT_SECRET: '' },
      { OIDC_REQUIRED: 'yes' },
      { OIDC_LINK_BY_EMAIL: 'yes' },
    ]) {
      expect(() => readConfig(half)).toThrow('all three')
    }
    expect(() => readConfig({ ...told, OIDC_REQUIRED: 'true' })).toThrow('OIDC_REQUIRED')
  })

  it('name a directory over TLS in production', () => {
    const inClear = { ...told, OIDC_ISSUER: 'http://id.example.gov.cn' }
    expect(() => readConfig({ ...inClear, NODE_ENV: 'production' })).toThrow('https://')
    expect(readConfig({ ...told, NODE_ENV: 'production' }).directory?.issuer).toBe('https://id.example.gov.cn')
  })
})
