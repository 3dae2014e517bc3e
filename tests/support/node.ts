/** The Node that programs of consumers run on in tests; another one than this with `OTHER_NODE=/path/to/node`. */
export const consumersNode = process.env.OTHER_NODE ?? process.execPath;
