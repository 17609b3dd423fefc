# Compound files, the container of old workbooks, encrypted workbooks and macros. All streams are padded to 4,096 bytes, because
# shorter ones would have to stand in a stream of their own.
# https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb

import struct

SECTOR = 512
CUTOFF = 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
STREAM, ROOT = 2, 5


def compound_file(streams):
    """`streams`: bytes by name. At most 3 streams and 127 sectors in all."""
    padded = {name: data.ljust(CUTOFF, b'\0') for name, data in streams.items()}
    padded = {name: data + bytes(-len(data) % SECTOR) for name, data in padded.items()}
    # Sector 0 holds the table of sectors, sector 1 the directory, the streams follow.
    table = [FAT, END]
    starts = {}
    for name, data in padded.items():
        starts[name] = len(table)
        sectors = len(data) // SECTOR
        table += [*range(len(table) + 1, len(table) + sectors), END]
    assert len(streams) <= 3 and len(table) < 128
    table += [FREE] * (SECTOR // 4 - len(table))

    names = list(padded)
    directory = entry('Root Entry', ROOT, child=1)
    for number, name in enumerate(names, 1):
        following = number + 1 if number < len(names) else FREE
        directory += entry(name, STREAM, following=following, start=starts[name], size=len(padded[name]))
    directory += entry('', 0) * (3 - len(names))
    return header() + struct.pack('<128I', *table) + directory + b''.join(padded.values())


def header():
    magic = bytes.fromhex('d0cf11e0a1b11ae1')
    versions = struct.pack('<HHHHH', 0x3E, 3, 0xFFFE, 9, 6)
    counts = struct.pack('<IIIIIIIII', 0, 1, 1, 0, CUTOFF, END, 0, END, 0)
    sectors = struct.pack('<109I', 0, *[FREE] * 108)
    return magic + bytes(16) + versions + bytes(6) + counts + sectors


def entry(name, kind, following=FREE, child=FREE, start=END, size=0):
    """The 128 bytes of a directory's entry. Each entry is the right neighbour of the one before: a tree, if a lopsided one."""
    if kind != STREAM:
        start = END if kind else 0
    encoded = name.encode('utf-16-le')
    length = len(encoded) + 2 if name else 0
    head = encoded.ljust(64, b'\0') + struct.pack('<HBBIII', length, kind, 1, FREE, following, child)
    return head + bytes(36) + struct.pack('<IQ', start, size)
