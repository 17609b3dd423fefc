// The ports on which a process listens, read from Linux: https://man7.org/linux/man-pages/man5/proc_pid_net.5.html

import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const listening = '0A';

/** Empty if the process is gone, or if the machine has no /proc. */
export function portsOf(pid: number): readonly number[] {
  try {
    const sockets = new Set(
      readdirSync(`/proc/${pid}/fd`).map((fd) => socketBehind(`/proc/${pid}/fd/${fd}`)),
    );
    return readFileSync(`/proc/${pid}/net/tcp`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === listening && sockets.has(inode))
      .map(([, address]) => Number.parseInt(address?.split(':')[1] ?? '', 16));
  } catch {
    return [];
  }
}

function socketBehind(path: string): string | undefined {
  try {
    return /^socket:\[(\d+)\]$/.exec(readlinkSync(path))?.[1];
  } catch {
    return undefined;
  }
}
