# LibreOffice as a server without windows: opens files, and stores them in other formats.

import os
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import uno
from com.sun.star.beans import NamedValue, PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException

XLSX = 'Calc MS Excel 2007 XML'
CSV = 'Text - txt - csv (StarCalc)'


@contextmanager
def desktop():
    with tempfile.TemporaryDirectory() as home:
        pipe = f'fixtures-{os.getpid()}'
        server = subprocess.Popen(
            [
                'soffice',
                '--headless',
                '--norestore',
                '--nologo',
                f'-env:UserInstallation=file://{home}',
                f'--accept=pipe,name={pipe};urp',
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        desk = connect(pipe, server)
        try:
            yield desk
        finally:
            try:
                desk.terminate()
            except DisposedException:
                pass
            server.wait(30)


def connect(pipe, server):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance('com.sun.star.bridge.UnoUrlResolver')
    until = time.monotonic() + 60
    while True:
        try:
            remote = resolver.resolve(f'uno:pipe,name={pipe};urp;StarOffice.ComponentContext')
            return remote.ServiceManager.createInstance('com.sun.star.frame.Desktop')
        except NoConnectException:
            if server.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.05)


def url(path):
    return Path(path).resolve().as_uri()


def options(**named):
    return tuple(PropertyValue(name, 0, value, 0) for name, value in named.items() if value is not None)


@contextmanager
def opened(desk, path, filter=None, filter_options=None):
    document = desk.loadComponentFromURL(
        url(path),
        '_blank',
        0,
        options(Hidden=True, FilterName=filter, FilterOptions=filter_options),
    )
    try:
        yield document
    finally:
        document.close(True)


def store(document, path, filter=XLSX, filter_options=None, password=None):
    secret = None
    if password is not None:
        pair = (NamedValue('CryptoType', 'Standard'), NamedValue('OOXPassword', password))
        secret = uno.Any('[]com.sun.star.beans.NamedValue', pair)
    document.storeToURL(
        url(path), options(FilterName=filter, FilterOptions=filter_options, EncryptionData=secret)
    )
