import { type LookupAddress, lookup } from 'node:dns'
import { BlockList, isIPv4, isIPv6, type LookupFunction } from 'node:net'

/** Networks that are not the public internet (IANA special-purpose registries, RFC 6890 and its successors). */
const notPublic = {
  ipv4: [
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '192.88.99.0/24',
    '192.168.0.0/16',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/4',
    '240.0.0.0/4',
  ],
  // Of IPv6 only 2000::/3 is public at all; these lie in it. 2002::/16 and 2001::/32 hold IPv4 addresses.
  ipv6: ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
} as const

const blocked = listOf(notPublic.ipv4, 'ipv4')
const blockedIPv6 = listOf(notPublic.ipv6, 'ipv6')
const publicIPv6 = listOf(['2000::/3'], 'ipv6')

/** Whether an address is one of the public internet; anything that is no address is not. */
export function isPublicAddress(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, '').replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
  if (isIPv4(plain)) return !blocked.check(plain, 'ipv4')
  return isIPv6(plain) && publicIPv6.check(plain, 'ipv6') && !blockedIPv6.check(plain, 'ipv6')
}

/** Looks a name up once, for the connection that is then made to exactly that address. One private address among those of a name is enough to refuse it. */
export const lookupPublic: LookupFunction = (name, options, answer) => {
  lookup(name, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return answer(error, '', 0)
    const [first] = addresses
    const wrong = addresses.find(({ address }) => !isPublicAddress(address))
    if (wrong || !first) return answer(new Error(notAllowed(wrong?.address ?? name)), '', 0)
    return options.all ? answer(null, addresses) : answer(null, first.address, first.family)
  })
}

export const notAllowed = (address: string): string => `${address} is not a public address`

function listOf(networks: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/')
    list.addSubnet(address, Number(bits), family)
  }
  return list
}
