import { isIPv4, isIPv6 } from "node:net";

/**
 * Another address of the same network: the last byte (or group) is moved by `by`. All of a network's addresses move
 * alike, so that events of one address still are of one address. What is not an address stays as it is.
 */
export function moveAddress(address: string, by: number): string {
    if (isIPv4(address) || (isIPv6(address) && address.includes("."))) {
        // 1-254: the network's own and its broadcast address are left out.
        return address.replace(/\d+$/, (byte) => String(((Number(byte) + by) % 254) + 1));
    }
    if (isIPv6(address)) {
        return address.replace(/[0-9a-f]+$/i, (group) => ((parseInt(group, 16) + by) % 0xffff).toString(16));
    }
    return address;
}
