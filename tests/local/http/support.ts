/** Headers of a request that is signed, as far as anybody can see here. */
export function signedFor(service: string, accessKeyId = "AKIDEXAMPLE", at = new Date()) {
    const date = at.toISOString().replace(/[-:]|\.\d+/g, "");
    const scope = `${accessKeyId}/${date.slice(0, 8)}/us-east-1/${service}/aws4_request`;
    return {
        authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=${"0".repeat(64)}`,
        "x-amz-date": date,
    };
}
