import { gigabyte, prices } from "../docs/prices.json";
import type { Destination } from "./deployment";

/** US dollars for a query, at the prices of docs/prices.json. */
export function costOf(destination: Destination, bytesScanned: number): number {
    const { athenaScan, lakeScan } = prices;
    if (destination === "cloudtrail-lake") return (bytesScanned / gigabyte) * lakeScan.price;
    return (Math.max(bytesScanned, athenaScan.leastBytes) / (gigabyte * 1024)) * athenaScan.price;
}

/** US dollars for a query of CloudWatch Logs Insights. */
export function insightsCostOf(bytesScanned: number): number {
    return (bytesScanned / gigabyte) * prices.insightsScan.price;
}

const units = ["bytes", "kB", "MB", "GB", "TB"];

/** Bytes and what they cost, for people. */
export function scanned(bytes: number, dollars: number): string {
    return `${inUnits(bytes)} scanned, about $${dollars === 0 ? 0 : dollars.toPrecision(2)}`;
}

export function inUnits(bytes: number): string {
    const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
    return `${power === 0 ? bytes : (bytes / 1000 ** power).toFixed(1)} ${units[power]}`;
}
