# The versions of the programs that have made the fixtures. Another version may write the same cells in other words.

import json
import re
import subprocess
from pathlib import Path


def of(writers, root):
    return {writer: VERSIONS[writer](root) for writer in sorted(writers)}


def module(name):
    return lambda root: __import__(name).__version__


def program(*command):
    def version(root):
        told = subprocess.run(command, capture_output=True, text=True, check=True)
        return re.search(r'\d+(\.\d+)+', told.stdout + told.stderr).group()

    return version


def package(name):
    return lambda root: json.loads(
        Path(root, 'node_modules', name, 'package.json').read_text(encoding='utf-8')
    )['version']


VERSIONS = {
    'exceljs': package('exceljs'),
    'gnumeric': program('ssconvert', '--version'),
    'libreoffice': program('soffice', '--version'),
    'openpyxl': module('openpyxl'),
    'xlsxwriter': module('xlsxwriter'),
}
