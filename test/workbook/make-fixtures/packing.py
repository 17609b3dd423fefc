# Zips, each of whose bytes is the same whenever they are made.

import io
import zipfile

DEFLATED, STORED = zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED


class Pipe(io.RawIOBase):
    """What cannot be wound back: sizes and checksums come behind each entry."""

    def __init__(self):
        super().__init__()
        self.chunks = []

    def writable(self):
        return True

    def write(self, data):
        self.chunks.append(bytes(data))
        return len(data)


def packed(parts, method=DEFLATED, streamed=False, zip64=False, comment=b''):
    """`parts`: pairs of name and text or bytes, or a dictionary."""
    pairs = parts.items() if isinstance(parts, dict) else parts
    out = Pipe() if streamed else io.BytesIO()
    with zipfile.ZipFile(out, 'w') as archive:
        for name, content in pairs:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = STORED if name.endswith('/') else method
            with archive.open(entry, 'w', force_zip64=zip64) as file:
                file.write(content.encode() if isinstance(content, str) else content)
        archive.comment = comment
    return b''.join(out.chunks) if streamed else out.getvalue()


def replaced(data, old, new, count=1):
    """Changes bytes of a finished zip. They must be there so many times."""
    assert data.count(old) == count, f'{old!r} is there {data.count(old)} times'
    return data.replace(old, new)
