import { BlockList, isIP } from 'node:net'
import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import { OperatorError } from '#store/operator-error.ts'

/** From which networks what is of an organisation may come; an organisation that is not in it: from anywhere. */
export type Networks = Readonly<Partial<Record<OrganisationId, BlockList>>>

/**
 * What the settings of the organisations say, `<prefix>_<ORGANISATION>`: networks as CIDR, with spaces between.
 * @param prefix Of the networks of people, or of what delivers with the key of a feed.
 * @throws OperatorError that names the variable and what in it is no network.
 */
export function networksFrom(
  environment: Readonly<Record<string, string | undefined>>,
  prefix: 'NETWORKS' | 'FEED_NETWORKS' = 'NETWORKS',
): Networks {
  const lists = ORGANISATIONS.flatMap((organisation) => {
    const variable = `${prefix}_${organisation.toUpperCase()}`
    const words = (environment[variable] ?? '').split(/[\s,]+/).filter((word) => word !== '')
    return words.length > 0 ? [[organisation, listOf(variable, words)] as const] : []
  })
  return Object.fromEntries(lists)
}

export function isInside(networks: Networks, organisation: OrganisationId, address: string): boolean {
  const list = networks[organisation]
  const family = isIP(address)
  // What is no address is in no network.
  return list === undefined || (family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4'))
}

function listOf(variable: string, words: readonly string[]): BlockList {
  const list = new BlockList()
  for (const word of words) {
    const [, address = '', prefix = ''] = /^([\da-fA-F.:]+)\/(\d{1,3})$/.exec(word) ?? []
    const family = isIP(address)
    if (family === 0 || Number(prefix) > (family === 6 ? 128 : 32)) {
      throw new OperatorError(
        `${variable}: ${word} is no network; write it like 10.20.0.0/16 or 2001:db8::/32.`,
      )
    }
    list.addSubnet(address, Number(prefix), family === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}
