// Exit codes of `npm start`, for scripts.

export const exitCodes = {
  /** Every row went through, or was there already. The demo: every sample ended as expected. */
  allWell: 0,
  /** Rows were refused or are unclear. The demo: a sample ended differently. */
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
