/** Waiting teaches nothing: visibility timeouts and batch windows are this many times shorter than in AWS. */
export const timeScale = 100;
