// Exit codes of `payferry` and `npm start`, for scripts.

export const exitCodes = {
  /** No row was refused, unsent or unclear; a checked file had no fault. The demo: all ended as expected. */
  allWell: 0,
  /** Rows were refused, not sent or are unclear. The demo: a sample, the sandbox or a snapshot differs. */
  someNot: 1,
  usage: 2,
  /** A job was stopped or not begun, a report does not add up, or the machine, Feishu or Payferry failed. */
  stopped: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export function worst(codes: readonly ExitCode[]): ExitCode {
  return codes.reduce((a, b) => (b > a ? b : a), exitCodes.allWell);
}
