/** The anchor of a heading, as GitHub makes it: lower case, no punctuation, dashes for spaces. */
export function anchorOf(heading: string): string {
    return heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}_\s-]/gu, "")
        .replaceAll(" ", "-");
}
