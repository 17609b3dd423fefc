// What `npm start` ends with, for scripts.

export const exitCodes = {
  /** Every row went through, or was there already; of the samples: all ended as they should. */
  allWell: 0,
  /** Rows were refused or are unclear, or a sample ended differently. */
  someNot: 1,
  usage: 2,
  /** A job was stopped, or the machine or Feishu failed. */
  stopped: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export function worst(codes: readonly ExitCode[]): ExitCode {
  return codes.reduce((a, b) => (b > a ? b : a), exitCodes.allWell);
}
