# Holds the fixtures that were made against the committed ones, by what they hold:
#
# - by the same version of its program a workbook must have the same parts; what tells when and where it was made does not count;
# - by another version it must have the same cells, as openpyxl reads them;
# - what a program makes differently each time (an old workbook, one behind a password) must be of the same kind.

import json
import re
import shutil
import sys
import warnings
import zipfile
from pathlib import Path

import versions

OLD_CONTAINER = bytes.fromhex('d0cf11e0')
MOMENT = re.compile(rb'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?')
MACHINE = re.compile(rb'LibreOffice/[^<"]*')
#: Parts that tell when, where and by whom a workbook was made.
ABOUT = ('docProps/core.xml', 'docProps/app.xml', 'meta.xml')


def main(made, root, *arguments):
    take = '--take' in arguments
    made, root = Path(made), Path(root)
    fixtures = root / 'test/workbook/fixtures'
    folders = {made / 'fixtures': fixtures, made / 'samples': root / 'events/samples'}
    kept = fixtures / 'made-by.json'
    then = json.loads(kept.read_text(encoding='utf-8')) if kept.exists() else {}
    now = versions.of([writer for writer in arguments if writer != '--take'], root)
    print(
        'fixtures: made by '
        + ', '.join(['hand', *(f'{writer} {version}' for writer, version in now.items())])
    )

    different = [
        (path, old)
        for folder, committed in folders.items()
        for path, old in differing(folder, committed, made / 'fixtures', now, then)
    ]
    for path, old in different:
        print(
            f'fixtures: {old.relative_to(root)} {"takes its place" if take else "is not what the scripts make"}'
        )
        if take:
            old.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, old)
    if take:
        kept.write_text(json.dumps({**then, **now}, indent=2, sort_keys=True) + '\n', encoding='utf-8')
    lost = list(no_longer_made(fixtures, made / 'fixtures', set(now)))
    for path in lost:
        print(f'fixtures: {path.relative_to(root)} is made by no script')
    count = sum(len(list(files(folder))) for folder in folders)
    print(f'fixtures: {count} files made, {len(different)} of them other than the committed ones')
    return 1 if lost or (different and not take) else 0


def files(folder):
    return (path for path in sorted(folder.rglob('*')) if path.is_file())


def differing(folder, committed, fixtures, now, then):
    """The files of `folder`, each with its committed one, that are not the same."""
    writers = expectations(fixtures)
    for path in files(folder):
        old = committed / path.relative_to(folder)
        by = writers.get(path, set())
        same_version = all(now.get(writer) == then.get(writer) for writer in by)
        if not old.exists() or not is_same(path, old, by, same_version):
            yield path, old


def expectations(folder):
    """The programs that have made a file, by its path."""
    found = {}
    for path in folder.rglob('*.*.json'):
        expected = json.loads(path.read_text(encoding='utf-8'))
        by = {expected['by'], expected.get('from', 'hand')} - {'hand'}
        file = path.with_suffix('')
        if 'path' in expected:
            file = folder.parent / 'samples' / Path(expected['path']).relative_to('events/samples')
        found[file] = by
    return found


def no_longer_made(committed, made, there):
    """Committed fixtures that no script makes any more, though its programs are there."""
    for path, by in expectations(committed).items():
        if (
            path.is_relative_to(committed)
            and by <= there
            and not (made / path.relative_to(committed)).exists()
        ):
            yield path


def is_same(new, old, by, same_version):
    contents = new.read_bytes(), old.read_bytes()
    if contents[0] == contents[1]:
        return True
    # Old workbooks and locked ones have other bytes each time: moments, random keys.
    if by and contents[0].startswith(OLD_CONTAINER):
        return contents[1].startswith(OLD_CONTAINER) and streams(contents[0]) == streams(contents[1])
    if by and not same_version:
        return same_cells(new, old)
    parts = [parts_of(path) for path in (new, old)]
    if parts[0] is not None:
        return parts[0] == parts[1]
    return bool(by) and timeless(contents[0]) == timeless(contents[1])


def parts_of(path):
    """Each entry of a zip as it is packed, and what it holds. None: it is no zip, or one that cannot be unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            about = [
                (entry.filename, entry.compress_type, entry.flag_bits, content(archive, entry))
                for entry in archive.infolist()
            ]
            return archive.comment, about
    except (zipfile.BadZipFile, RuntimeError, OSError):
        return None


def content(archive, entry):
    data = archive.read(entry)
    return timeless(data) if entry.filename in ABOUT else data


def timeless(data):
    return MACHINE.sub(b'LibreOffice', MOMENT.sub(b'', data))


def streams(data):
    """The names that such a container can have, as far as they tell its kind."""
    names = ('Workbook', 'WORKBOOK', 'Book', 'EncryptedPackage', 'EncryptionInfo')
    return [name for name in names if (name + '\0').encode('utf-16-le') in data]


def same_cells(new, old):
    """Files without cells that can be read have the same kind, by their first bytes."""
    if new.suffix not in ('.xlsx', '.xlsm') or 'refused' in new.parts:
        return new.read_bytes()[:4] == old.read_bytes()[:4]
    return cells(new) == cells(old)


def cells(path):
    import openpyxl

    with warnings.catch_warnings():
        # Of a workbook by gnumeric, which has no style that is the default.
        warnings.simplefilter('ignore')
        book = openpyxl.load_workbook(path, data_only=True)
    return [
        (
            page.title,
            page.sheet_state,
            {
                cell.coordinate: cell.value
                for row in page.iter_rows()
                for cell in row
                if cell.value is not None
            },
        )
        for page in book.worksheets
    ]


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
